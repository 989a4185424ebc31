import type { FoldTable } from './types.ts';

/** Brings text and queries into one form, so that what looks the same to a reader is the same to compare. */
export type Fold = (text: string) => string;

/**
 * Full-width → half-width, capitals → small, accents off (`Itô` → `ito`), traditional → simplified, words of Taiwan →
 * words of the mainland, every dash a hyphen, every run of spaces one space.
 */
export function createFold({ characters, phrases }: FoldTable): Fold {
  const simplified = characterMap(characters);
  const words = new Map(phrases);
  const pattern =
    phrases.length === 0
      ? undefined
      : new RegExp([...words.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|'), 'gu');
  return (text) => {
    const plain = fromWide(text);
    const local = pattern === undefined ? plain : plain.replace(pattern, (word) => words.get(word) ?? word);
    return Array.from(local, (character) => simplified.get(character) ?? character)
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
  };
}

/** Text folded character by character, with the offset in the original at which each UTF-16 unit of it comes from. */
export interface FoldedText {
  readonly text: string;
  /** One more than `text` has units: the last is the length of the original. */
  readonly offsets: readonly number[];
}

/** As `createFold` without words and without joining spaces: for finding passages in a page. */
export function createOffsetFold({ characters }: Pick<FoldTable, 'characters'>): (text: string) => FoldedText {
  const simplified = characterMap(characters);
  return (text) => {
    let folded = '';
    const offsets: number[] = [];
    let at = 0;
    for (const character of text) {
      const plain = fromWide(character);
      const piece = simplified.get(plain) ?? plain;
      for (let unit = 0; unit < piece.length; unit += 1) offsets.push(at);
      folded += piece;
      at += character.length;
    }
    return { text: folded, offsets: [...offsets, at] };
  };
}

function fromWide(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

function characterMap(pairs: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const characters = Array.from(pairs);
  for (let at = 0; at + 1 < characters.length; at += 2) map.set(characters[at] ?? '', characters[at + 1] ?? '');
  return map;
}
