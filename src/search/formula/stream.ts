import { arities, inner, isList, leaf, structures, type Shape } from './shape.ts';

/**
 * A tree as text: one character a token, parents first. Inner nodes with a fixed number of kids are followed by them, a
 * list is closed by `end`. Which token a character is says the table of words of the index.
 */
export interface Words {
  /** Character → label. */
  readonly labels: ReadonlyMap<string, string>;
  /** Label → character. */
  readonly characters: ReadonlyMap<string, string>;
}

/** Closes a list. */
export const end = '$';
/** Stands between two formulas. */
export const gap = ' ';

/** The characters of words, the one-byte ones first; quotes and backslashes would be escaped in JSON. */
function character(place: number): string {
  const short = shortCharacters[place];
  if (short !== undefined) return short;
  const code = place - shortCharacters.length + 0xa1;
  // Surrogates are no characters.
  return String.fromCharCode(code < 0xd800 ? code : code + 0x800);
}

const shortCharacters = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(at + 0x21)).filter(
  (each) => !`"\\${end}`.includes(each),
);

/** Number of different labels that an index can hold. */
export const wordLimit = 0xffff - 0x800 - 0xa1 + shortCharacters.length;

/** @param words labels, the most frequent ones first: they get the short characters */
export function readWords(words: readonly string[]): Words {
  const labels = new Map(words.map((word, place) => [character(place), word]));
  return { labels, characters: new Map([...labels].map(([each, word]) => [word, each])) };
}

/** How often each label occurs in the trees. */
function countLabels(shapes: Iterable<Shape>): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (shape: Shape): void => {
    counts.set(shape.label, (counts.get(shape.label) ?? 0) + 1);
    shape.kids.forEach(count);
  };
  for (const shape of shapes) count(shape);
  return counts;
}

/** Labels of trees by how often they occur, then by name. Those of structures are always there. */
export function wordsOf(shapes: Iterable<Shape>): readonly string[] {
  return orderWords(countLabels(shapes));
}

export function orderWords(counts: ReadonlyMap<string, number>): readonly string[] {
  const all = new Map([...['∅', ...structures].map((label) => [label, 0] as const), ...counts]);
  return [...all].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([label]) => label);
}

/** @throws Error for a label that the words lack */
export function writeShape(shape: Shape, words: Words): string {
  const own = words.characters.get(shape.label);
  if (own === undefined) throw new Error(`formula index: no character for ${shape.label}`);
  return own + shape.kids.map((kid) => writeShape(kid, words)).join('') + (isList(shape.label) ? end : '');
}

/** What `writeShape` wrote. A damaged text gives a smaller tree, never an error. */
export function readShape(text: string, words: Words): Shape {
  let at = 0;
  const read = (): Shape => {
    const label = words.labels.get(text[at] ?? '') ?? '∅';
    at += 1;
    const arity = arities[label];
    if (arity !== undefined) return inner(label, ...Array.from({ length: arity }, read));
    if (!isList(label)) return leaf(label);
    const kids: Shape[] = [];
    while (at < text.length && text[at] !== end) kids.push(read());
    at += 1;
    return { label, kids };
  };
  return read();
}
