import type { Derivation } from '../equations/types.ts';
import { splitAtFormulas } from '../output/formula-slots.ts';
import { cutElement } from './fragments.ts';

/** A row of the table of symbols of a post. Everything is HTML as the post has it, but `tex`. */
export interface SymbolRow {
  /** LaTeX of the first formula of the row. */
  readonly tex: string;
  readonly symbol: string;
  readonly meaning: string;
  /** Domain, shape, value; `''` where the table has no such column. */
  readonly domain: string;
}

/**
 * The rows of every table of symbols of a post. A row without a formula in its first cell is no symbol.
 * @param html the body, with slots for its formulas
 */
export function symbolRows(html: string, formulas: Derivation['formulas']): SymbolRow[] {
  const rows: SymbolRow[] = [];
  const opening = '<table class="tbl tbl--symbols">';
  for (let at = html.indexOf(opening); at !== -1; at = html.indexOf(opening, at + 1)) {
    const table = cutElement(html, at) ?? '';
    for (const row of elements(table, 'tr')) {
      const [symbol = '', meaning = '', domain = ''] = elements(row, 'td').map(inner);
      const tex = formulas[splitAtFormulas(symbol).slots[0]?.formula ?? -1]?.tex;
      if (tex !== undefined) rows.push({ tex, symbol, meaning, domain });
    }
  }
  return rows;
}

/** Letters first and in their order, whatever commands stand around them: `\hat{x}` beside `x`. */
export function symbolOrder(a: Pick<SymbolRow, 'tex'>, b: Pick<SymbolRow, 'tex'>): number {
  const [left, right] = [letters(a.tex), letters(b.tex)];
  return left < right ? -1 : left > right ? 1 : a.tex < b.tex ? -1 : a.tex > b.tex ? 1 : 0;
}

function letters(tex: string): string {
  const bare = tex.replace(
    /\\(?:mathbf|mathbb|mathcal|mathrm|boldsymbol|hat|bar|tilde|widetilde|overline|operatorname|text|left|right)\b/g,
    '',
  );
  return bare.replace(/[^A-Za-z]/g, '').toLowerCase();
}

function elements(html: string, tag: string): string[] {
  const found: string[] = [];
  const opening = new RegExp(`<${tag}[\\s>]`, 'g');
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const element = cutElement(html, match.index);
    if (element === undefined) break;
    found.push(element);
    opening.lastIndex = match.index + element.length;
  }
  return found;
}

function inner(element: string): string {
  return element.slice(element.indexOf('>') + 1, element.lastIndexOf('</')).trim();
}
