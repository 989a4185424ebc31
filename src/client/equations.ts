import { loadJson } from './page.ts';

/** The index of equations: rows are set as formulas when they come into view; a field filters them. */
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !(target instanceof HTMLElement)) continue;
      near.unobserve(target);
      void setFormula(target);
    }
  },
  { rootMargin: '50% 0px' },
);
for (const place of document.querySelectorAll('[data-equation]')) near.observe(place);

async function setFormula(place: HTMLElement): Promise<void> {
  const url = place.closest<HTMLElement>('[data-fragments]')?.dataset['fragments'] ?? '';
  const fragments = await loadJson<{ readonly items: Readonly<Record<string, string>> }>(url).catch(() => undefined);
  const box = document.createElement('template');
  box.innerHTML = fragments?.items[place.dataset['equation'] ?? ''] ?? '';
  const formula = box.content.querySelector('.katex');
  // Where there is none, the LaTeX stays.
  if (formula !== null) place.replaceChildren(formula);
}

const field = document.querySelector<HTMLInputElement>('[data-filter]');
const count = document.querySelector<HTMLOutputElement>('[data-filter-count]');
const items = [...document.querySelectorAll<HTMLElement>('[data-filter-item]')];
const groups = [...document.querySelectorAll<HTMLElement>('[data-filter-group]')];

field?.addEventListener('input', filter);
if (field !== null && field.value !== '') filter();

function filter(): void {
  const words = (field?.value ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  let shown = 0;
  for (const item of items) {
    const terms = (item.dataset['terms'] ?? '').toLowerCase();
    item.hidden = !words.every((word) => terms.includes(word));
    if (!item.hidden) shown += 1;
  }
  for (const group of groups) {
    group.hidden = group.querySelector('[data-filter-item]:not([hidden])') === null;
    if (words.length > 0 && group instanceof HTMLDetailsElement) group.open = true;
  }
  if (count !== null) count.value = words.length === 0 ? '' : String(shown);
}
