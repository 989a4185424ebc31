/** A stretch of the original text: `end` is behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in the original file, both 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What masked characters become. Line ends stay, so that lines keep their numbers and lengths. */
export const maskCharacter = '\0';

/** Lines of a text (ends are `\n`), and offsets as places. */
export class Lines {
  readonly text: string;
  readonly lines: readonly string[];
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.text = text;
    this.lines = text.split('\n');
    this.#starts = new Uint32Array(this.lines.length);
    let start = 0;
    this.lines.forEach((line, index) => {
      this.#starts[index] = start;
      start += line.length + 1;
    });
  }

  get count(): number {
    return this.lines.length;
  }

  /** Index of the line, from 0, in which an offset stands. */
  indexOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset at which a line begins; lines are counted from 0. Beyond the last line: the end of the text. */
  start(index: number): number {
    return index >= this.lines.length ? this.text.length : (this.#starts[index] ?? 0);
  }

  /** Offset of the line end. */
  end(index: number): number {
    return Math.min(this.start(index) + (this.lines[index]?.length ?? 0), this.text.length);
  }

  line(index: number): string {
    return this.lines[index] ?? '';
  }

  place(offset: number): Place {
    const index = this.indexOf(offset);
    return { line: index + 1, column: offset - this.start(index) + 1 };
  }
}

/** The text with the characters of some spans (sorted, disjoint) masked. */
export function mask(text: string, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    masked += text.slice(at, from) + text.slice(from, end).replace(/[^\n]/g, maskCharacter);
    at = end;
  }
  return masked + text.slice(at);
}

export function inOrder<Part extends Span>(spans: readonly Part[]): Part[] {
  return [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether the character at an offset has an odd number of backslashes before it. */
export function isEscaped(text: string, offset: number): boolean {
  let backslashes = 0;
  while (text[offset - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** Quotation marks, list mark and the rest of a line. Widths count characters; tabs are taken for four. */
export interface LinePrefix {
  /** Number of `>`. */
  readonly quotes: number;
  /** Offset in the line behind the quotation marks and the one space that belongs to the last of them. */
  readonly afterQuotes: number;
  /** Columns of white space behind the quotation marks. */
  readonly indent: number;
  /** Offset of the first character that is neither mark nor white space (a list mark counts as such a character). */
  readonly content: number;
  /** A list mark: its columns with the white space behind it, and where what it marks begins. */
  readonly marker: { readonly width: number; readonly content: number } | undefined;
}

export function readPrefix(line: string): LinePrefix {
  let at = 0;
  let quotes = 0;
  let afterQuotes = 0;
  for (;;) {
    let probe = at;
    while (probe < line.length && line[probe] === ' ' && probe - at < 3) probe += 1;
    if (line[probe] !== '>') break;
    quotes += 1;
    at = probe + 1;
    if (line[at] === ' ' || line[at] === '\t') at += 1;
    afterQuotes = at;
  }
  let indent = 0;
  while (line[at] === ' ' || line[at] === '\t') {
    indent += line[at] === '\t' ? 4 - (indent % 4) : 1;
    at += 1;
  }
  const mark = /(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)/y;
  mark.lastIndex = at;
  const marked = mark.exec(line);
  if (marked === null) return { quotes, afterQuotes, indent, content: at, marker: undefined };
  let content = at + marked[0].length;
  let spaces = 0;
  while (line[content] === ' ' || line[content] === '\t') {
    spaces += line[content] === '\t' ? 4 : 1;
    content += 1;
  }
  // Behind five spaces begins code; the item itself is one space away.
  const width = marked[0].length + (spaces === 0 || spaces > 4 ? 1 : spaces);
  return { quotes, afterQuotes, indent, content: at, marker: { width, content } };
}

export function isBlank(line: string): boolean {
  return line.trim() === '';
}
