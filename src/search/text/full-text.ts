import type { Fold } from './fold.ts';
import { fuse } from './fuse.ts';
import { likeness } from './fuzzy.ts';
import type { FindNamings } from './synonyms.ts';
import type { Narrowing } from './types.ts';
import { cut, isHanRun, withoutFillers } from './words.ts';

/** A place of a page in which Pagefind found something. */
export interface PageSection {
  readonly anchor: string;
  readonly excerpt: string;
  /** Only compared within one answer. */
  readonly score: number;
}

export interface PageHit {
  readonly slug: string;
  /** Of the whole page, as Pagefind gives it. */
  readonly score: number;
  readonly excerpt: string;
  readonly sections: readonly PageSection[];
}

/** Asks the full-text index. The result is ordered, best first, and holds only the first few pages. */
export type SearchPages = (query: string, narrowing: Narrowing) => Promise<readonly PageHit[]>;

export interface Pages {
  readonly pages: readonly PageHit[];
  /** Not every word of the query is on every page. */
  readonly loose: boolean;
}

/** What of the rest of the engine a question to the full text needs. */
interface Helpers {
  readonly fold: Fold;
  readonly correct: (word: string) => string;
  readonly findNamings: FindNamings;
}

/** Words of a query that are looked up in the full text: each may cost a chunk of the index. */
const wordLimit = 4;
/** Fewer pages than this, and the question is asked again with other names and fewer words. */
const fewPages = 2;
/** The full text wants all words on one page. Where that is too much to ask, other names and single words are tried. */
export async function askPages(
  { fold, correct, findNamings }: Helpers,
  query: string,
  narrowing: Narrowing,
  searchPages: SearchPages,
): Promise<Pages> {
  const words = fullTextWords(withoutFillers(fold(query))).map(correct);
  if (words.length === 0) return { pages: [], loose: false };
  const asked = words.join(' ');
  const look = async (query: string): Promise<readonly PageHit[]> =>
    (await searchPages(query, narrowing)).filter((page) => saysSome(page, cut(fold(query)), fold));
  const first = await look(asked);
  if (first.length >= fewPages) return { pages: first, loose: false };
  const variants = findNamings(asked).flatMap((naming) => naming.variants.slice(0, 2));
  const others = [...variants.slice(0, 2), ...(words.length > 1 ? words : [])];
  const more = await Promise.all(others.map(look));
  const lists = [{ items: first, weight: 2 }, ...more.map((items) => ({ items, weight: 1 }))];
  return { pages: fuse(lists, ({ slug }) => slug).map(({ item }) => item), loose: true };
}

/**
 * For a word that no page has, Pagefind takes the longest beginning that some page has, down to a single letter. Such a page
 * says nothing of what was asked.
 */
function saysSome({ excerpt, sections }: PageHit, words: readonly string[], fold: Fold): boolean {
  const texts = [excerpt, ...sections.map((section) => section.excerpt)];
  const marked = texts.flatMap((text) =>
    [...text.matchAll(/<mark>([^<]*)<\/mark>/g)].flatMap(([, mark = '']) => cut(fold(mark))),
  );
  return words.some((word) =>
    marked.some((mark) =>
      isHanRun(word)
        ? word.includes(mark) || mark.includes(word)
        : mark.startsWith(word) || (word.startsWith(mark) && mark.length > word.length / 2) || likeness(word, mark) > 0,
    ),
  );
}

/** Chinese runs are cut as the browser cuts them, which is how Pagefind's index was made; single characters say little. */
function fullTextWords(asked: string): string[] {
  const words = cut(asked).flatMap((run) => (isHanRun(run) ? segment(run) : [run]));
  const telling = words.filter((word) => word.length > 1 || !isHanRun(word));
  return [...new Set(telling.length === 0 ? words : telling)].slice(0, wordLimit);
}

/** A word that the browser does not know falls into single characters; side by side they are one word again: 伪逆. */
function segment(run: string): string[] {
  if (typeof Intl.Segmenter === 'undefined') return [run];
  const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
  const words: string[] = [];
  let single = false;
  for (const { segment: word } of segmenter.segment(run)) {
    const short = word.length === 1;
    if (short && single) words.push((words.pop() ?? '') + word);
    else words.push(word);
    single = short;
  }
  return words;
}
