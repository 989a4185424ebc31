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

/** Asks the full-text index. The result is ordered, best first; of each of its `limit` pages the text is fetched. */
export type SearchPages = (query: string, narrowing: Narrowing, limit: number) => Promise<readonly PageHit[]>;

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

interface Question {
  readonly query: string;
  readonly narrowing: Narrowing;
  /** Pages whose text is fetched for the whole question. */
  readonly limit: number;
}

/** What is looked up in the full text for one query: each may cost a chunk of the index. */
const lookupLimit = 4;
/** Other names and single words that are asked for where the whole question finds too little. */
const partLimit = 3;
/** Pages whose text is fetched for each part, each a file of its own. */
const pagesOfPart = 1;
/** Fewer pages than this, and the question is asked again with other names and fewer words. */
const fewPages = 2;
/** The full text wants all words on one page. Where that is too much to ask, other names and single words are tried. */
export async function askPages(
  { fold, correct, findNamings }: Helpers,
  { query, narrowing, limit }: Question,
  searchPages: SearchPages,
): Promise<Pages> {
  const words = fullTextWords(withoutFillers(fold(query))).map(correct);
  if (words.length === 0) return { pages: [], loose: false };
  const asked = words.join(' ');
  const look = async (query: string, limit: number): Promise<readonly PageHit[]> =>
    (await searchPages(query, narrowing, limit)).filter((page) => saysSome(page, cut(fold(query)), fold));
  const first = await look(asked, limit);
  if (first.length >= fewPages) return { pages: first, loose: false };
  const variants = findNamings(asked).flatMap((naming) => naming.variants.slice(0, 2));
  const short = variants.filter((variant) => cut(variant).length <= 2);
  const others = [...short.slice(0, 1), ...(words.length > 1 ? words : [])].slice(0, partLimit);
  const more = await Promise.all(others.map((query) => look(query, pagesOfPart)));
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
  const words = cut(asked).flatMap((run) => (isHanRun(run) ? segment(run) : [{ text: run, lookups: 1 }]));
  const telling = words.filter(({ text, lookups }) =>
    isHanRun(text) ? text.length > 1 && lookups < lookupLimit : !/^[\d.]+$/.test(text),
  );
  const kept: string[] = [];
  let lookups = 0;
  for (const word of telling.length === 0 ? words : telling) {
    lookups += word.lookups;
    if (lookups > lookupLimit && kept.length > 0) break;
    if (!kept.includes(word.text)) kept.push(word.text);
  }
  return kept;
}

/**
 * A word that the browser does not know falls into single characters; side by side they are one word again: 伪逆. Each of
 * them is looked up by itself.
 */
function segment(run: string): { readonly text: string; readonly lookups: number }[] {
  if (typeof Intl.Segmenter === 'undefined') return [{ text: run, lookups: 1 }];
  const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
  const words: { text: string; lookups: number; single: boolean }[] = [];
  for (const { segment: text } of segmenter.segment(run)) {
    const single = text.length === 1;
    const last = words.at(-1);
    if (single && last?.single === true) {
      last.text += text;
      last.lookups += 1;
    } else words.push({ text, lookups: 1, single });
  }
  return words;
}
