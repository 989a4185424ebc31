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
  return {
    text,
    lines: starts.at(-1) === text.length && text !== '' ? starts.length - 1 : starts.length,
    at,
    between: (start, end) => ({ start: at(start), end: at(end) }),
    line: (number) =>
      text.slice(starts[number - 1] ?? text.length, starts[number] ?? text.length).replace(/[\r\n]+$/, ''),
  };
}

/**
 * Offsets of a formula → points of its file. Quotation and list marks before the lines of a display are not part of its
 * TeX, so each line is found again in the file.
 * @param first where `tex` starts
 */
export function locateTex(locator: Locator, tex: string, first: Point): (offset: number) => Point {
  return (offset) => {
    const before = tex.slice(0, offset).split(/\r\n|\n|\r/);
    const row = before.length - 1;
    const inRow = before[row]?.length ?? 0;
    if (row === 0) return { line: first.line, column: first.column + offset, offset: first.offset + offset };
    const texLine = tex.split(/\r\n|\n|\r/)[row] ?? '';
    const fileLine = locator.line(first.line + row);
    const column = Math.max(0, fileLine.lastIndexOf(texLine));
    const lineStart = startOfLine(locator, first.line + row);
    return { line: first.line + row, column: column + inRow + 1, offset: lineStart + column + inRow };
  };
}

function startOfLine(locator: Locator, line: number): number {
  let low = 0;
  let high = locator.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (locator.at(middle).line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Places of a text node in its file: escapes, entities and marks at line starts stand in the file and not in the value.
 * @param value of the node
 * @param source what the node spans in the file, starting at `start`
 */
export function alignToSource(value: string, source: string, start: number): (offset: number) => number {
  if (value === source) return (offset) => start + offset;
  const places = new Uint32Array(value.length + 1);
  let at = 0;
  for (let index = 0; index < value.length; index += 1) {
    const found = source.indexOf(value[index] ?? '', at);
    if (found !== -1) at = found;
    places[index] = start + at;
    at += 1;
  }
  places[value.length] = start + source.length;
  return (offset) => places[offset] ?? start + source.length;
}
