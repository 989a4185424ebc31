import { expect, test } from 'vitest';
import { isBalanced } from './balance.ts';

test.each([
  ['x', true],
  ['\\frac{a}{b}', true],
  ['\\{ a', true],
  ['\\begin{aligned} {a} \\\\ b \\end{aligned}', true],
  ['a % {', true],
  ['\\%{a}', true],
  ['{a', false],
  ['a}', false],
  ['\\\\{a', false],
  ['\\begin{cases} a', false],
  ['a \\end{cases}', false],
  ['\\begin{a} \\end{b}', false],
  ['\\begin{a} { \\end{a} }', false],
])('%s: %s', (tex, balanced) => {
  expect(isBalanced(tex)).toBe(balanced);
});
