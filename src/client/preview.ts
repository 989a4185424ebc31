import { measure } from './fit.ts';
import { el, t } from './page.ts';
import { showTarget } from './target.ts';

/** How long a pointer rests on a reference before its target is shown, and how long it may be away, in ms. */
const openAfter = 140;
const closeAfter = 220;

let open: { readonly link: HTMLAnchorElement; readonly peek: HTMLElement } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A reader points at a reference, comes to it by keyboard, or taps it. */
export function reachReference(link: HTMLAnchorElement, event: Event): void {
  // While this module was being loaded the reader may have gone on, and events do not wait in their order.
  if (event.type !== 'click' && !link.matches(':hover, :focus-visible')) return;
  clearTimeout(timer);
  if (event.type === 'click') {
    if (open?.link === link) close();
    else void show(link, 'flow');
    return;
  }
  if (open?.link === link) return;
  timer = setTimeout(() => void show(link, 'float'), openAfter);
  link.addEventListener('pointerleave', closeSoon, { once: true });
  link.addEventListener('blur', closeSoon, { once: true });
}

function closeSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (open !== undefined && (open.peek.matches(':hover') || open.link.matches(':hover'))) return;
    close();
  }, closeAfter);
}

export function close(): void {
  if (open === undefined) return;
  open.link.classList.remove('is-open');
  open.peek.remove();
  open = undefined;
}

async function show(link: HTMLAnchorElement, place: 'float' | 'flow'): Promise<void> {
  const target = await showTarget(link).catch(() => undefined);
  if (target === undefined) return;
  // By the time the target is there the reader may have gone on.
  if (place === 'float' && !link.matches(':hover, :focus')) return;
  close();
  const { label, body } = target;
  const go = el('a', { href: link.href }, t('goto'));
  const shut = el('button', { type: 'button' }, t('close'));
  shut.addEventListener('click', close);
  const footer = el('footer', {}, el('span', { class: 'num' }, label), go, ...(place === 'flow' ? [shut] : []));
  const peek = el('div', { class: 'peek', role: 'group', 'aria-label': `${t('preview')} ${label}` }, body, footer);
  if (place === 'flow') (link.closest('p, li, td, dd, h2, h3, figure') ?? link).after(peek);
  else float(peek, link);
  measure([...body.querySelectorAll<HTMLElement>('.eq__body')]);
  link.classList.add('is-open');
  open = { link, peek };
}

/** In the top layer, under its reference; CSS places it, and where CSS cannot, we do. */
function float(peek: HTMLElement, link: HTMLElement): void {
  peek.popover = 'manual';
  document.querySelector('main')?.append(peek);
  peek.showPopover();
  peek.addEventListener('pointerleave', closeSoon);
  if (CSS.supports('position-anchor: --peek')) return;
  const { left, bottom, top } = link.getBoundingClientRect();
  const { width, height } = peek.getBoundingClientRect();
  const below = bottom + height + 16 < innerHeight;
  peek.style.left = `${String(Math.max(16, Math.min(left, innerWidth - width - 16)))}px`;
  peek.style.top = `${String(below ? bottom : top - height - 16)}px`;
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});

// A preview that was followed has done its work.
addEventListener('hashchange', close);
