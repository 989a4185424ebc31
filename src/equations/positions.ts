import type { Formula, Point, Position } from './types.ts';

/** Whether one stretch of a file lies in another. */
export function liesWithin(inner: Position, outer: Position): boolean {
  return inner.start.offset >= outer.start.offset && inner.end.offset <= outer.end.offset;
}

/** Whether two stretches of a file have a character in common. */
export function overlap(a: Position, b: Position): boolean {
  return a.start.offset < b.end.offset && b.start.offset < a.end.offset;
}

/** The lines of a text; every kind of line end counts. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/**
 * The place of a character of a formula in its file. The TeX of a display in a quotation or a list lacks the marks at the
 * beginning of its lines, so the column is looked up in the line itself.
 * @param at offset in `formula.tex`.
 */
export function pointInFormula(formula: Formula, at: number, source: string | undefined): Point {
  const before = linesOf(formula.tex.slice(0, at));
  const row = before.length - 1;
  const { texStart } = formula;
  if (row === 0) return { line: texStart.line, column: texStart.column + at, offset: texStart.offset + at };
  const texLine = linesOf(formula.tex)[row]!;
  const line = texStart.line + row;
  const fileLine = source === undefined ? texLine : (linesOf(source)[line - 1] ?? texLine);
  const indent = Math.max(0, fileLine.lastIndexOf(texLine));
  return { line, column: indent + before[row]!.length + 1, offset: texStart.offset + at };
}
