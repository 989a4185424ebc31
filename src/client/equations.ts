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
  const url = place.closest<HTMLElement>('[data-page]')?.dataset['page'] ?? '';
  const page = await loadPage(url).catch(() => undefined);
  const formula = page
    ?.getElementById(place.dataset['equation'] ?? '')
    ?.closest('.eq')
    ?.querySelector('.katex');
  // Where there is none, the LaTeX stays.
  if (formula != null) place.replaceChildren(document.importNode(formula, true));
}

const pages = new Map<string, Promise<Document>>();

/** The post itself, read but not shown: the reader who wants its equations is likely to want it next. */
function loadPage(url: string): Promise<Document> {
  const page =
    pages.get(url) ??
    fetch(url).then(async (response) => {
      if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
      return new DOMParser().parseFromString(await response.text(), 'text/html');
    });
  pages.set(url, page);
  return page;
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
