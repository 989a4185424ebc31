import type { Point, Position } from './types.ts';

/** Turns offsets of one file into points. Line ends are `\n`, `\r\n` or `\r`, as in Markdown. */
export interface Locator {
  readonly text: string;
  /** Number of lines; a final line end does not begin another. */
  readonly lines: number;
  at(offset: number): Point;
  between(start: number, end: number): Position;
  /** Line without its end, 1-based; `''` beyond the file. */
  line(number: number): string;
  /** Offset of the first character of a line, 1-based; the length of the text beyond the file. */
  startOfLine(number: number): number;
}

export function createLocator(text: string): Locator {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const at = (offset: number): Point => {
    const line = lineOf(offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, offset };
  };
  const startOfLine = (number: number): number => starts[number - 1] ?? text.length;
  return {
    text,
    lines: starts.at(-1) === text.length && text !== '' ? starts.length - 1 : starts.length,
    at,
    between: (start, end) => ({ start: at(start), end: at(end) }),
    line: (number) => text.slice(startOfLine(number), startOfLine(number + 1)).replace(/[\r\n]+$/, ''),
    startOfLine,
  };
}

/** Where a node of a parsed file stands. */
export function positionOf(node: { readonly type: string; readonly position?: unknown }): Position {
  const { position } = node as { position?: { start: Partial<Point>; end: Partial<Point> } };
  // Every node of a parsed file has one; a made one would not be in the file.
  if (position === undefined) throw new Error(`${node.type}: a parsed node without position`);
  const point = ({ line = 1, column = 1, offset = 0 }: Partial<Point>): Point => ({ line, column, offset });
  return { start: point(position.start), end: point(position.end) };
}

/** What the place of a stretch of a formula is computed from. */
export interface PlacedTex {
  readonly tex: string;
  readonly texStart: Point;
  readonly position: Position;
  readonly display: boolean;
}

/** Offsets of a formula → points of its file. */
export function locateTex(locator: Locator, formula: PlacedTex): (offset: number) => Point {
  const { tex, texStart, position } = formula;
  if (!formula.display) {
    const source = locator.text.slice(texStart.offset, position.end.offset);
    // Most formulas are never asked for a place.
    let align: ((offset: number) => number) | undefined;
    return (offset) => locator.at((align ??= alignToSource(tex, source, texStart.offset, 'tex'))(offset));
  }
  // Marks of quotations and the indentation of lists before the lines of a display are not part of its TeX.
  const starts = [0, ...[...tex.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length)];
  const lines = starts.map((from, row) => {
    const text = tex.slice(from, starts[row + 1]).replace(/[\r\n]+$/, '');
    const fileLine = locator.line(texStart.line + row);
    const skipped = fileLine.endsWith(text) ? fileLine.length - text.length : Math.max(0, fileLine.indexOf(text));
    return { from, offset: row === 0 ? texStart.offset : locator.startOfLine(texStart.line + row) + skipped };
  });
  return (offset) => {
    const line = lines.findLast(({ from }) => from <= offset);
    return locator.at(line === undefined ? texStart.offset : line.offset + offset - line.from);
  };
}

/** Characters before which a backslash disappears in Markdown. */
const escapable = /[!-/:-@[-`{-~]/;
const entity = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/y;

/**
 * Places of what a node holds: escapes, entities and marks at line starts stand in the file and not in the value.
 * @param value of the node
 * @param source what the node spans in the file, starting at `start`
 * @param kind `tex`: as in a formula, where a backslash is a backslash (in a table, `\|` loses it)
 * @returns offset in the value → offset in the file, never decreasing
 */
export function alignToSource(
  value: string,
  source: string,
  start: number,
  kind: 'text' | 'tex' = 'text',
): (offset: number) => number {
  if (value === source) return (offset) => start + Math.min(offset, value.length);
  const places = new Uint32Array(value.length + 1);
  let at = 0;
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] ?? '';
    if (character === '\n' || character === '\r') at = skip(source, at, /[ \t]*/y);
    else if (/[\r\n]/.test(value[index - 1] ?? '')) at = skip(source, at, /[ \t>]*/y);
    const length = sourceLength(character, source, at, kind);
    if (length === 0) {
      const found = source.indexOf(character, at);
      if (found !== -1) at = found;
    }
    places[index] = start + Math.min(at, source.length);
    at += Math.max(1, length);
    const next = value.charCodeAt(index + 1);
    if (length > 1 && next >= 0xdc00 && next <= 0xdfff) places[(index += 1)] = places[index - 1] ?? start;
  }
  places[value.length] = start + Math.min(at, source.length);
  return (offset) => places[Math.min(offset, value.length)] ?? start;
}

function skip(source: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  pattern.exec(source);
  return Math.max(at, pattern.lastIndex);
}

/** How many characters of the source stand for this one of the value; 0 where it does not stand there. */
function sourceLength(character: string, source: string, at: number, kind: 'text' | 'tex'): number {
  const written = source[at];
  if (kind === 'text' && written === '\\' && source[at + 1] === character && escapable.test(character)) return 2;
  if (kind === 'text' && written === '&') {
    entity.lastIndex = at;
    const found = entity.exec(source)?.[0];
    if (found !== undefined && (character !== '&' || /^&(?:amp|#38|#x26);$/i.test(found))) return found.length;
  }
  if (written === character) return 1;
  return kind === 'tex' && written === '\\' && source[at + 1] === character ? 2 : 0;
}
