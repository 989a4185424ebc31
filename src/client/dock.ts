import { formulaOf, numbersOf } from './equation.ts';
import { el, icon, reading, store, t } from './page.ts';

/** Ids of the pinned equations of this post, in the order of the post. */
let pins: string[] = readPins();

function readPins(): string[] {
  const saved: unknown = JSON.parse(store.get(`pins:${reading?.slug ?? ''}`) ?? '[]');
  return Array.isArray(saved) ? inOrder(saved.filter((id): id is string => typeof id === 'string')) : [];
}

/** An equation that is gone since is forgotten. */
function inOrder(ids: readonly string[]): string[] {
  return [...document.querySelectorAll('.prose .eq[id]')].map(({ id }) => id).filter((id) => ids.includes(id));
}

export function isPinned(id: string): boolean {
  return pins.includes(id);
}

export function togglePin(equation: HTMLElement): void {
  const { id } = equation;
  const pinned = !isPinned(id);
  pins = pinned ? inOrder([...pins, id]) : pins.filter((each) => each !== id);
  store.set(`pins:${reading?.slug ?? ''}`, JSON.stringify(pins));
  for (const button of document.querySelectorAll(`[data-pin="${CSS.escape(id)}"]`)) {
    button.textContent = t(pinned ? 'pinned' : 'pin');
    button.setAttribute('aria-pressed', String(pinned));
  }
  showDock();
}

/** Draws the dock anew: a column on a wide screen, a sheet at the lower edge elsewhere, nothing without pins. */
export function showDock(): void {
  const page = document.querySelector('main.page');
  const old = document.querySelector<HTMLElement>('.dock');
  const wide = matchMedia('(min-width: 1360px)').matches;
  const open = old?.querySelector('details')?.open ?? wide;
  old?.remove();
  if (page === null || pins.length === 0) return;
  const equations = pins.flatMap((id) => document.getElementById(id) ?? []);
  const summary = el(
    'summary',
    {},
    el('span', { class: 'dock__title' }, t('dock')),
    el(
      'span',
      { class: 'dock__pins num' },
      equations.map((equation) => `(${numbersOf(equation).join(t('comma'))})`).join('　'),
    ),
  );
  const list = el(
    'div',
    { class: 'dock__list' },
    ...equations.map(pin),
    el('p', { class: 'dock__hint' }, t('dockHint')),
  );
  const details = el('details', {}, summary, list);
  details.open = open;
  page.append(el('aside', { class: 'dock', 'aria-label': t('dock') }, details));
}

function pin(equation: HTMLElement): HTMLElement {
  const n = numbersOf(equation).join(t('comma'));
  const remove = el('button', { type: 'button', 'aria-label': t('unpin', { n }) }, icon('i-close'));
  remove.addEventListener('click', () => togglePin(equation));
  const box = el(
    'div',
    { class: 'pin__eq', tabindex: '0', role: 'group', 'aria-label': t('equation', { n }) },
    formulaOf(equation),
  );
  return el(
    'section',
    { class: 'pin' },
    el(
      'header',
      {},
      el('a', { class: 'num', href: `#${equation.id}` }, `(${n})`),
      el('span', {}, sectionOf(equation)),
      remove,
    ),
    box,
  );
}

function sectionOf(equation: Element): string {
  const heading = equation.closest('.sec')?.querySelector('h2, h3');
  const title = [...(heading?.childNodes ?? [])].filter(
    (node) => !(node instanceof Element && node.matches('.h-no, .katex')),
  );
  return title
    .map((node) => node.textContent ?? '')
    .join('')
    .trim();
}
