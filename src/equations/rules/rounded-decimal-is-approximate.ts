import type { VerificationRecord } from '../../site/record.ts';
import type { CheckInput, Rule, RuleFinding } from '../check-input.ts';
import { numericValue } from '../numeric-tex.ts';
import { texChains, withoutTag, type TexSide } from '../tex-sides.ts';
import type { Derivation } from '../types.ts';
import { executionOf } from '../verification.ts';

/** A rounded decimal stands behind ≈. That it is rounded is seen from the numbers before it, or from what a program printed. */
export const roundedDecimalIsApproximate = {
  id: 'rounded-decimal-is-approximate',
  description: '四舍五入的小数前写 \\approx，不写等号',
  defaultSeverity: 'warning',
  run: (input) => input.derivations.flatMap((derivation) => judge(derivation, input)),
} as const satisfies Rule;

function judge(derivation: Derivation, input: CheckInput): RuleFinding[] {
  const printed = numbersOf(executionOf(derivation, input).record);
  return derivation.formulas.flatMap(({ tex, position }) =>
    texChains(withoutTag(tex)).flatMap((chain) =>
      chain.flatMap((side, place) => {
        const decimal = side.relation === '=' ? readDecimal(side.tex) : undefined;
        if (decimal === undefined || !isRounded(decimal, chain.slice(0, place), printed)) return [];
        return [
          {
            file: derivation.path,
            position,
            message: `${decimal.text} 是四舍五入的，前面却写了等号。`,
            expected: `\\approx ${decimal.text}`,
            actual: `= ${decimal.text}`,
            hint: '把等号改成 \\approx；要写等号就写精确的值。',
          },
        ];
      }),
    ),
  );
}

interface Decimal {
  readonly text: string;
  readonly value: number;
  /** Half a unit of its last digit. */
  readonly half: number;
  readonly places: number;
}

function readDecimal(tex: string): Decimal | undefined {
  const match = /^(-?\d+\.(\d+))(?:\s*\\times\s*10\s*\^\s*\{?(-?\d+)\}?)?$/.exec(tex.replace(/\\[,;:! ]/g, '').trim());
  if (match === null) return undefined;
  const exponent = Number(match[3] ?? 0);
  const places = match[2]?.length ?? 0;
  const value = Number(match[1]) * 10 ** exponent;
  return { text: match[0], value, half: 0.5 * 10 ** (exponent - places), places };
}

function isRounded(decimal: Decimal, before: readonly TexSide[], printed: readonly string[]): boolean {
  const values = before.flatMap(({ tex }) => numericValue(tex) ?? []);
  if (values.length > 0)
    return values.some((value) => isNear(value, decimal)) && !values.some((value) => isSame(value, decimal));
  // Fewer digits are too likely to agree with a number that means something else.
  if (decimal.places < 3) return false;
  const numbers = printed.map(Number);
  if (numbers.some((value) => isSame(value, decimal))) return false;
  return printed.some((text) => (text.split('.')[1]?.length ?? 0) > decimal.places && isNear(Number(text), decimal));
}

function isSame(value: number, decimal: Decimal): boolean {
  return Math.abs(value - decimal.value) <= 1e-12 * Math.max(1, Math.abs(value));
}

function isNear(value: number, decimal: Decimal): boolean {
  return Math.abs(value - decimal.value) <= decimal.half * (1 + 1e-9);
}

function numbersOf(record: VerificationRecord | undefined): string[] {
  return (record?.cells ?? []).flatMap(({ output }) => output.match(/-?\d+\.\d+/g) ?? []);
}
