import { parseKatex } from './katex-tree.ts';
import { normalise } from './normalise.ts';
import type { FormulaList } from './tree.ts';

export interface ParseFormulaOptions {
  /** KaTeX macros, name with backslash → expansion: those of the page. */
  readonly macros?: Readonly<Record<string, string>>;
  readonly display?: boolean;
}

/** The tree, or what KaTeX says against the formula. */
export type ParsedFormula =
  { readonly ok: true; readonly nodes: FormulaList } | { readonly ok: false; readonly message: string };

/**
 * Reads TeX as the page does. Never throws.
 * @param tex without `\tag` and `\label`: `Equation.tex`, or the result of `displayTex`
 */
export function parseFormula(tex: string, { macros = {}, display = true }: ParseFormulaOptions = {}): ParsedFormula {
  try {
    return { ok: true, nodes: normalise(parseKatex(tex, macros, display)) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: '公式嵌套得太深' };
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
