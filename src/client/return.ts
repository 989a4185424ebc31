import { el, icon, idOf, t } from './page.ts';

/** After a reference was followed, a button leads back to it. */
export function startReturn(prose: HTMLElement): void {
  const button = el('button', { type: 'button', class: 'return', hidden: '' }, icon('i-back'), t('return'));
  document.body.append(button);
  let from: HTMLElement | undefined;
  const seen = new IntersectionObserver((entries) => {
    // Back by scrolling: the button has nothing left to do.
    if (entries.some(({ isIntersecting, target }) => isIntersecting && target === from)) hide();
  });
  const hide = (): void => {
    button.hidden = true;
    seen.disconnect();
    from = undefined;
  };
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (link === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const inside = link.pathname === location.pathname && link.hash !== '';
    const isReference = link.matches('.ref, .cite, .uses a, .peek footer a');
    if (!inside || !isReference || document.getElementById(idOf(link.hash)) === null) return;
    const origin = link.closest('.peek') === null ? link : prose.querySelector<HTMLElement>('.is-open');
    if (origin === null) return;
    from = origin;
    // The place is left a moment later, by the jump itself.
    setTimeout(() => {
      if (from !== origin) return;
      button.hidden = false;
      seen.observe(origin);
    }, 400);
  });
  button.addEventListener('click', () => {
    const target = from;
    hide();
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  });
}
