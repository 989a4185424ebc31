import type {
  Citation,
  CodeBlock,
  Derivation,
  Display,
  Equation,
  Heading,
  Reference,
  Result,
} from '../equations/types.ts';
import type { Translate } from '../i18n/translate.ts';

/** Everything that a transform may ask about the post. Made once for a post, read by all transforms. */
export interface RenderContext {
  readonly derivation: Derivation;
  /** The whole file, to tell where in a text node a place of the file lies. */
  readonly source: string;
  /** What KaTeX gets for a formula. */
  readonly tex: (formula: number) => string;
  /** KaTeX's HTML of a formula. */
  readonly formulaHtml: (formula: number) => string;
  /** Takes up a formula that is not in the body, such as one of a caption. */
  readonly addFormula: (tex: string) => number;
  readonly references: readonly Reference[];
  readonly citations: readonly Citation[];
  /** What the page prints by itself, in the language of the site. */
  readonly t: Translate;
  /** Number of a cited work: order of first mention. */
  readonly citationNumbers: ReadonlyMap<string, number>;
  /** By offset of their start in the file. */
  readonly headings: ReadonlyMap<number, Heading>;
  readonly results: ReadonlyMap<number, Result>;
  readonly codeBlocks: ReadonlyMap<number, number>;
  readonly formulas: ReadonlyMap<number, number>;
  /** By index of the formula. */
  readonly displays: ReadonlyMap<number, Display>;
  readonly equationsByNumber: ReadonlyMap<number, Equation>;
  readonly equationsByLabel: ReadonlyMap<string, Equation>;
  readonly resultsById: ReadonlyMap<string, Result>;
  readonly headingsById: ReadonlyMap<string, Heading>;
}

export interface FormulaSource {
  readonly tex: (formula: number) => string;
  readonly html: (formula: number) => string;
  readonly add: (tex: string) => number;
}

export function createContext(
  derivation: Derivation,
  source: string,
  formulas: FormulaSource,
  t: Translate,
): RenderContext {
  const byStart = <T extends { readonly position: { readonly start: { readonly offset: number } } }>(
    items: readonly T[],
  ) => items.map((item) => [item.position.start.offset, item] as const);
  const keys = [...new Set(derivation.citations.map(({ key }) => key))];
  return {
    derivation,
    source,
    t,
    tex: formulas.tex,
    formulaHtml: formulas.html,
    addFormula: formulas.add,
    references: [...derivation.references].sort((a, b) => a.position.start.offset - b.position.start.offset),
    citations: [...derivation.citations].sort((a, b) => a.position.start.offset - b.position.start.offset),
    citationNumbers: new Map(keys.map((key, place) => [key, place + 1])),
    headings: new Map(byStart(derivation.headings)),
    results: new Map(byStart(derivation.results)),
    codeBlocks: new Map(derivation.codeBlocks.map(({ position }: CodeBlock, place) => [position.start.offset, place])),
    formulas: new Map(derivation.formulas.map(({ position, index }) => [position.start.offset, index])),
    displays: new Map(derivation.displays.map((display) => [display.formula, display])),
    // The first of two equal ones keeps its links; the check has reported the second.
    equationsByNumber: firstOf(derivation.equations, ({ number }) => number),
    equationsByLabel: firstOf(derivation.equations, ({ label }) => label),
    resultsById: firstOf(derivation.results, ({ id }) => (id === '' ? undefined : id)),
    headingsById: firstOf(derivation.headings, ({ id }) => id),
  };
}

function firstOf<T, K>(items: readonly T[], keyOf: (item: T) => K | undefined): Map<K, T> {
  const found = new Map<K, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined && !found.has(key)) found.set(key, item);
  }
  return found;
}
