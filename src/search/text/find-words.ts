import { createOffsetFold, type Fold } from './fold.ts';
import type { FoldTable } from './types.ts';
import { cut, isHanRun, withoutFillers } from './words.ts';

/** A passage of a text: offsets of its first unit and behind its last. */
export type Passage = readonly [number, number];

/** What of a query is worth marking, folded: Chinese runs whole, words of letters, no question words. */
export function wordsToMark(query: string, fold: Fold): string[] {
  const words = cut(withoutFillers(fold(query)));
  const telling = words.filter((word) => word.length > 1);
  return [...new Set(telling.length === 0 ? words : telling)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** A run that nothing says as it stands, in pairs of its characters. */
export function loosen(words: readonly string[]): string[] {
  return words.flatMap((word) =>
    isHanRun(word) && word.length > 2
      ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
      : [word],
  );
}

export type FindWords = (text: string, words: readonly string[]) => Passage[];

/** @returns finds folded words in a text as it was written; passages do not overlap and are in their order */
export function createFindWords(table: Pick<FoldTable, 'characters'>): FindWords {
  const fold = createOffsetFold(table);
  return (text, words) => {
    if (words.length === 0 || text === '') return [];
    const { text: folded, offsets } = fold(text);
    const found: Passage[] = [];
    for (const word of words) {
      for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
        if (isHanRun(word) || standsAlone(folded, at, word.length)) {
          found.push([offsets[at] ?? 0, offsets[at + word.length] ?? text.length]);
        }
      }
    }
    return join(found);
  };
}

/** Words of letters are marked from their beginning: `soft` in `softmax`, not `lu` in `relu`. */
function standsAlone(text: string, at: number, length: number): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[at + length] ?? ' ';
  const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character) && !isHanRun(character);
  return !isLetter(before) && (length > 2 || !isLetter(after));
}

function join(passages: readonly Passage[]): Passage[] {
  const joined: Passage[] = [];
  for (const [start, end] of [...passages].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
    else joined.push([start, end]);
  }
  return joined;
}
