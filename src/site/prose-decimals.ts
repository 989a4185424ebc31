import { proseOf } from '../equations/prose.ts';
import type { Derivation, Point, Position, SourceFile } from '../equations/types.ts';
import type { VerificationRecord } from './record.ts';

/** A decimal of the prose that no recorded output shows. */
export interface UnsupportedDecimal {
  readonly text: string;
  readonly position: Position;
}

/** `0.8373`, `709.78`, `4.248\times 10^{-18}`. */
const decimal = /(?<![\d.\w])(\d+\.\d+)(?:\s*(?:\\times|×)\s*10\s*\^\s*(?:\{\s*(-?\d+)\s*\}|(\d)))?(?![\d\w]|\.\d)/g;
const outputNumber = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/**
 * Decimals of a post, prose and inline formulas, that come from no recorded output. Those with fewer than three
 * significant digits are taken for parameters, and so are 0.99 and 0.999; numbers in executed displays are executed.
 */
export function unsupportedDecimals(
  source: SourceFile,
  derivation: Derivation,
  record: VerificationRecord | undefined,
): readonly UnsupportedDecimal[] {
  const known = (record?.cells ?? []).flatMap(({ output }) => (output.match(outputNumber) ?? []).map(Number));
  const executed = executedTex(derivation, record);
  const text = proseOf(source.text, derivation);
  return [...text.matchAll(decimal)].flatMap((match): UnsupportedDecimal[] => {
    const [written, digits] = [match[0], match[1]!];
    const exponent = Number(match[2] ?? match[3] ?? 0);
    if (significant(digits) < 3 || /^0\.9+$/.test(digits)) return [];
    const value = Number(digits) * 10 ** exponent;
    const half = 0.5 * 10 ** (exponent - (digits.length - digits.indexOf('.') - 1));
    const shown = known.some((number) => Math.abs(Math.abs(number) - value) <= half * (1 + 1e-6));
    if (shown || executed.includes(digits)) return [];
    return [{ text: written, position: positionOf(source.text, match.index, written.length) }];
  });
}

function significant(digits: string): number {
  return digits.replace('.', '').replace(/^0+/, '').length;
}

function executedTex(derivation: Derivation, record: VerificationRecord | undefined): string {
  return derivation.equations
    .filter(({ number }) => number !== undefined && record?.equations[number] !== undefined)
    .map(({ tex }) => tex)
    .join('\n');
}

function positionOf(text: string, offset: number, length: number): Position {
  return { start: pointAt(text, offset), end: pointAt(text, offset + length) };
}

function pointAt(text: string, offset: number): Point {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset };
}
