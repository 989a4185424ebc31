import { el, icon, idOf, t, tab } from './page.ts';

/** Where a reader left another post by a reference; kept for the tab. */
const key = 'from';

/** After a reference was followed, a button leads back to it: in the post, and from one post to another. */
export function startReturn(prose: HTMLElement): void {
  const button = el('button', { type: 'button', class: 'return', hidden: '' }, icon('i-back'), t('return'));
  document.body.append(button);
  let from: HTMLElement | 'other post' | undefined = cameFromReference() ? 'other post' : undefined;
  button.hidden = from === undefined;
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
    if (!link.matches('.ref, .cite, .term, .uses a, .peek footer a') || link.origin !== location.origin) return;
    if (link.pathname !== location.pathname) {
      tab.set(key, JSON.stringify({ from: location.pathname, to: link.pathname }));
      return;
    }
    if (link.hash === '' || document.getElementById(idOf(link.hash)) === null) return;
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
    // The browser knows how far down the other page was.
    if (target === 'other post') history.back();
    else {
      target?.scrollIntoView({ block: 'center' });
      target?.focus({ preventScroll: true });
    }
  });
}

/** Only right after the step: a post opened in any other way has nowhere to return to. */
function cameFromReference(): boolean {
  const saved = tab.get(key);
  tab.set(key, '');
  if (saved === null || saved === '' || document.referrer === '') return false;
  const { from, to } = JSON.parse(saved) as { readonly from?: unknown; readonly to?: unknown };
  return to === location.pathname && from === new URL(document.referrer).pathname;
}
