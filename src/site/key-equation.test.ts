import { expect, it } from 'vitest';
import type { Equation, Use } from '../equations/types.ts';
import { keyEquation } from './key-equation.ts';

const equation = (number: number, tex = 'x'): Equation => ({ number, tex }) as unknown as Equation;
const post = (equations: readonly Equation[]) =>
  ({ slug: 'p', derivation: { equations } }) as unknown as Parameters<typeof keyEquation>[0];
const uses = (counts: Readonly<Record<number, number>>) => ({
  uses: new Map(
    Object.entries(counts).map(([number, count]) => [
      `p#eq-${number}`,
      Array.from({ length: count }, () => ({}) as Use),
    ]),
  ),
});

it('takes the equation that is used most', () => {
  expect(keyEquation(post([equation(1), equation(2), equation(3)]), uses({ 1: 1, 2: 4, 3: 2 }))).toBe(2);
});

it('takes the later one among equals', () => {
  expect(keyEquation(post([equation(1), equation(2)]), uses({}))).toBe(2);
});

it('passes over what does not fit into a line', () => {
  expect(
    keyEquation(post([equation(1), equation(2, 'a \\\\ b'), equation(3, 'x'.repeat(200))]), uses({ 2: 9, 3: 9 })),
  ).toBe(1);
});

it('has none for a post without equations', () => {
  expect(keyEquation(post([]), uses({}))).toBeUndefined();
});
