import type { Shape } from './shape.ts';
import { gap, wordLimit, wordsOf, writeShape, readWords } from './stream.ts';

/** The file of the index, JSON. */
export interface FormulaIndexFile {
  readonly version: 1;
  /** Macros of the site, for queries and for the TeX of hits. */
  readonly macros: Readonly<Record<string, string>>;
  /** Labels of the trees, the most frequent ones first. */
  readonly words: readonly string[];
  /** Slug, and the trees of its formulas in the order of its `entries` file. */
  readonly posts: readonly (readonly [slug: string, stream: string])[];
}

/** What is shown of the formulas of one post: a file of its own, fetched for the hits only. */
export interface FormulaEntries {
  readonly title: string;
  readonly url: string;
  readonly sections: readonly string[];
  /** Number, TeX, place in `sections` (-1 for none), label (`''` for none), status (`''` for none). */
  readonly formulas: readonly (readonly [
    number: number,
    tex: string,
    section: number,
    label: string,
    status: string,
  ])[];
}

export interface FormulaPost {
  readonly slug: string;
  readonly shapes: readonly Shape[];
}

/**
 * The index of all posts, in their order. Same posts, same bytes.
 * @throws Error where the site has more different symbols and names than the format can tell apart (62,000)
 */
export function buildFormulaIndex(
  posts: readonly FormulaPost[],
  macros: Readonly<Record<string, string>>,
): FormulaIndexFile {
  const labels = wordsOf(posts.flatMap(({ shapes }) => shapes));
  if (labels.length > wordLimit) throw new Error(`formula index: ${String(labels.length)} labels are too many`);
  const words = readWords(labels);
  const sorted = Object.fromEntries(Object.entries(macros).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    version: 1,
    macros: sorted,
    words: labels,
    posts: posts.map(({ slug, shapes }) => [slug, shapes.map((shape) => writeShape(shape, words)).join(gap)]),
  };
}
