import { createLocator, locateTex } from './locate.ts';
import type { Formula, Position } from './types.ts';

/** Whether one stretch of a file lies in another. */
export function liesWithin(inner: Position, outer: Position): boolean {
  return inner.start.offset >= outer.start.offset && inner.end.offset <= outer.end.offset;
}

/** Whether two stretches of a file have a character in common. */
export function overlap(a: Position, b: Position): boolean {
  return a.start.offset < b.end.offset && b.start.offset < a.end.offset;
}

/** Whether two places stand in one block of text: no blank line between them. */
export function inSameBlock(a: Position, b: Position, source: string): boolean {
  const [first, second] = a.start.offset <= b.start.offset ? [a, b] : [b, a];
  return !/(?:\n|\r(?!\n))[ \t>]*[\r\n]/.test(source.slice(first.start.offset, second.start.offset));
}

/**
 * The stretch of a file that a stretch of a formula takes.
 * @param from offset in `formula.tex`; the stretch ends `length` characters behind it.
 * @param source text of the file.
 */
export function placeInFormula(formula: Formula, source: string, from: number, length: number): Position {
  const at = locateTex(createLocator(source), formula);
  return { start: at(from), end: at(Math.min(from + length, formula.tex.length)) };
}
