import { numbersOf } from './equation.ts';
import { el, icon, loadJson, reading } from './page.ts';

/** `verification.json` of a post: every text in the language of the site. */
interface Verification {
  /** Address of the page that tells the same. */
  readonly page: string;
  readonly caveat: string;
  readonly labels: Readonly<Record<'symbols' | 'cells' | 'output', string>>;
  readonly equations: Readonly<Record<string, Facts>>;
  readonly cells: Readonly<Record<string, Cell>>;
}

interface Facts {
  readonly kind: string;
  readonly mark: string;
  readonly title: string;
  readonly meaning: string;
  readonly rows: readonly { readonly name: string; readonly value: string }[];
  readonly symbols: readonly string[];
  readonly cells: readonly string[];
}

interface Cell {
  readonly title: string;
  readonly codeHtml: string;
  readonly output: string;
}

/** What executing the rows of an equation showed; nothing for a post that was not executed. */
export async function verification(equation: HTMLElement): Promise<HTMLElement[]> {
  if (equation.querySelector('.eq__status') === null || reading?.verification === undefined) return [];
  const all = await loadJson<Verification>(reading.verification);
  const numbers = numbersOf(equation);
  const sections = numbers.flatMap((number) => {
    const facts = all.equations[`eq-${number}`];
    return facts === undefined ? [] : [section(facts, all, numbers.length > 1 ? `(${number})` : '')];
  });
  const used = new Set(numbers.flatMap((number) => all.equations[`eq-${number}`]?.cells ?? []));
  if (used.size > 0) sections.push(cells([...used], all), el('p', { class: 'fine is-full' }, all.caveat));
  return sections;
}

function section({ kind, mark, title, meaning, rows, symbols }: Facts, { labels }: Verification, number: string) {
  const shape = icon(mark);
  shape.setAttribute('class', 'mark');
  shape.dataset['status'] = kind;
  const row = (name: string, ...value: (Node | string)[]): HTMLElement =>
    el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
  const list = el('dl', { class: 'facts' }, ...rows.map(({ name, value }) => row(name, value)));
  if (symbols.length > 0) {
    const names = symbols.flatMap((symbol) => [el('code', {}, symbol), ' ']);
    list.append(row(labels.symbols, ...names));
  }
  const heading = el('h4', {}, shape, title, el('span', { class: 'num' }, number));
  return el(
    'section',
    { class: 'is-full verified' },
    heading,
    ...(meaning === '' ? [] : [el('p', {}, meaning)]),
    ...(rows.length === 0 ? [] : [list]),
  );
}

/** Folded: the code is for those who want to know exactly. */
function cells(ids: readonly string[], { cells, labels, page }: Verification): HTMLElement {
  const shown = ids.flatMap((id) => {
    const cell = cells[id];
    if (cell === undefined) return [];
    const code = el('code');
    // Highlighted by the build: text in spans of our own classes.
    code.innerHTML = cell.codeHtml;
    const link = el('a', { href: `${page}#cell-${id}` }, cell.title);
    return [
      el('figcaption', {}, el('span', {}, link)),
      block(cell.title, code),
      ...(cell.output === '' ? [] : [output(labels.output, cell.output)]),
    ];
  });
  const body = el('figure', { class: 'listing' }, ...shown);
  return el('details', { class: 'is-full' }, el('summary', {}, labels.cells), body);
}

function output(label: string, text: string): HTMLElement {
  return el('div', { class: 'listing__out' }, el('p', {}, label), block(label, el('code', {}, text)));
}

function block(label: string, code: HTMLElement): HTMLElement {
  return el('pre', { class: 'code', tabindex: '0', role: 'group', 'aria-label': label }, code);
}
