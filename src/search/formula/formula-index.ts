import type { Shape } from './shape.ts';
import { gap, orderWords, wordLimit, wordsOf, writeShape, readWords, type Words } from './stream.ts';

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

/** Trees of the formulas of one post with words of its own: made when the post is compiled, and kept with it. */
export interface PostTrees {
  readonly words: readonly string[];
  readonly stream: string;
}

export interface FormulaPost {
  readonly slug: string;
  readonly trees: PostTrees;
}

export function writeTrees(shapes: readonly Shape[]): PostTrees {
  const labels = wordsOf(shapes);
  const words = readWords(labels);
  return { words: labels, stream: shapes.map((shape) => writeShape(shape, words)).join(gap) };
}

/**
 * The index of all posts, in their order. Same posts, same bytes.
 * @throws Error where the site has more different symbols and names than the format can tell apart (62,000)
 */
export function buildFormulaIndex(
  posts: readonly FormulaPost[],
  macros: Readonly<Record<string, string>>,
): FormulaIndexFile {
  const labels = orderWords(addCounts(posts.map(({ trees }) => countWords(trees))));
  if (labels.length > wordLimit) throw new Error(`formula index: ${String(labels.length)} labels are too many`);
  const words = readWords(labels);
  const sorted = Object.fromEntries(Object.entries(macros).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    version: 1,
    macros: sorted,
    words: labels,
    posts: posts.map(({ slug, trees }) => [slug, changeWords(trees, words)]),
  };
}

type Counts = ReadonlyMap<string, number>;

/** How often each word occurs in the trees of a post: every word is one character. */
function countWords({ words, stream }: PostTrees): Counts {
  const { labels } = readWords(words);
  const counts = new Map<string, number>();
  for (const character of stream) {
    const label = labels.get(character);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

function addCounts(all: readonly Counts[]): Counts {
  const sum = new Map<string, number>();
  for (const counts of all) for (const [label, count] of counts) sum.set(label, (sum.get(label) ?? 0) + count);
  return sum;
}

/** The trees of a post in the words of the whole index. */
function changeWords({ words, stream }: PostTrees, { characters }: Words): string {
  const { labels } = readWords(words);
  const changes = new Map([...labels].map(([own, label]) => [own, characters.get(label) ?? own]));
  return Array.from(stream, (character) => changes.get(character) ?? character).join('');
}
