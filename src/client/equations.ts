import { createEquationFilter, type EquationRow } from './equation-filter.ts';
import { setFormulas } from './formula-search.ts';

/** The index of equations: rows are set as formulas when they come into view; a form filters them. */
const near = new IntersectionObserver(
  (entries) => {
    const places = entries.flatMap(({ isIntersecting, target }) =>
      isIntersecting && target instanceof HTMLElement ? [target] : [],
    );
    for (const place of places) near.unobserve(place);
    void setAll(places);
  },
  { rootMargin: '50% 0px' },
);

/** What KaTeX in the worker makes of their LaTeX; where it makes nothing, the LaTeX stays. */
async function setAll(places: readonly HTMLElement[]): Promise<void> {
  if (places.length === 0) return;
  const formulas = await setFormulas(places.map((place) => place.textContent.trim()));
  places.forEach((place, at) => {
    const html = formulas[at];
    if (html !== undefined) place.innerHTML = html;
  });
}

const form = document.querySelector<HTMLFormElement>('[data-filter-form]');
const count = document.querySelector<HTMLOutputElement>('[data-filter-count]');
const groups = [...document.querySelectorAll<HTMLElement>('[data-filter-group]')];
// Read before any formula takes the place of its LaTeX.
const rows = [...document.querySelectorAll<HTMLElement>('[data-filter-item]')].map((item) => ({
  item,
  row: read(item),
}));
for (const place of document.querySelectorAll('[data-equation]')) near.observe(place);

function read(item: HTMLElement): EquationRow {
  const { terms = '', label = '', status = '' } = item.dataset;
  const title = item.closest<HTMLElement>('[data-title]')?.dataset['title'] ?? '';
  const tex = item.querySelector('code')?.textContent ?? '';
  return { tex, words: `${title} ${terms} ${label}`.toLowerCase(), status, label };
}

const names = ['text', 'symbol', 'status', 'label'] as const;

if (form !== null) {
  fill(form);
  form.addEventListener('input', () => filter(form));
  form.addEventListener('submit', (event) => event.preventDefault());
}

/** A filtered index can be shared: the address holds what was asked for. */
function fill(from: HTMLFormElement): void {
  const asked = new URL(location.href).searchParams;
  for (const name of names) {
    const field = from.elements.namedItem(name);
    const value = asked.get(name);
    if (value === null) continue;
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value !== '';
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
  }
  filter(from);
}

function filter(from: HTMLFormElement): void {
  const values = new FormData(from);
  const value = (name: (typeof names)[number]): string => {
    const given = values.get(name);
    return typeof given === 'string' ? given.trim() : '';
  };
  const address = new URL(location.href);
  for (const name of names) {
    if (value(name) === '') address.searchParams.delete(name);
    else address.searchParams.set(name, value(name));
  }
  if (address.href !== location.href) history.replaceState(history.state, '', address);
  const isWanted = createEquationFilter({
    text: value('text'),
    symbol: value('symbol'),
    status: value('status'),
    labelled: value('label') !== '',
  });
  const isFiltered = names.some((name) => value(name) !== '');
  let shown = 0;
  for (const { item, row } of rows) {
    item.hidden = !isWanted(row);
    if (!item.hidden) shown += 1;
  }
  for (const group of groups) {
    group.hidden = group.querySelector('[data-filter-item]:not([hidden])') === null;
    if (isFiltered && group instanceof HTMLDetailsElement) group.open = true;
  }
  if (count !== null) count.value = isFiltered ? String(shown) : '';
}

// A link to a post of a long page opens its equations.
const target = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
const details = target?.querySelector('details') ?? null;
if (details !== null) details.open = true;
