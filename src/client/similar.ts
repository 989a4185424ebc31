import { latexOf, numbersOf, withFormulas } from './equation.ts';
import { searchFormulas, type FormulaHit } from './formula-search.ts';
import { el, reading, t } from './page.ts';

const shown = 6;

/** Formulas of the site that have the shape of this one. Loads the index of formulas. */
export function similarFormulas(equation: HTMLElement): HTMLElement {
  const box = el('input', { type: 'checkbox', checked: '' });
  const status = el('p', { class: 'fine', role: 'status' }, t('similar.loading'));
  const list = el('ul', { class: 'formulas' });
  const ask = async (): Promise<void> => {
    const { hits, problem } = await searchFormulas(latexOf(equation), {
      ignoreNames: box.checked,
      limit: shown + numbersOf(equation).length,
    });
    const others = hits.filter((hit) => !isSame(hit, equation)).slice(0, shown);
    list.replaceChildren(...others.map(formulaRow));
    status.textContent = problem === 'offline' ? t('loadFailed') : others.length === 0 ? t('similar.none') : '';
  };
  box.addEventListener('change', () => void ask());
  void ask();
  const label = el('label', { class: 'formulas__option' }, box, t('similar.ignoreNames'));
  return el('section', { class: 'is-full' }, el('h4', {}, t('similar'), label), status, list);
}

function isSame({ slug, number }: FormulaHit, equation: Element): boolean {
  return slug === reading?.slug && numbersOf(equation).includes(String(number));
}

/** A found formula: what matches in it is marked, and it leads to its place. */
function formulaRow({ slug, title, section, number, url, tex, html, same }: FormulaHit): HTMLElement {
  const isHere = slug === reading?.slug;
  const formula = el('span', { class: 'formulas__eq' });
  // Set by KaTeX in the worker, from LaTeX of the site.
  if (html === undefined) formula.append(el('code', {}, tex));
  else formula.innerHTML = html;
  const place = el('small', {}, ...(isHere ? [] : withFormulas(`《${title}》`)), section === '' ? '' : `§${section}`);
  if (same.length > 0) place.append(' ', t('similar.same', { n: same.length }));
  return el(
    'li',
    {},
    el(
      'a',
      { href: isHere ? `#eq-${String(number)}` : url },
      el('span', { class: 'num' }, `(${String(number)})`),
      el('span', {}, formula, place),
    ),
  );
}
