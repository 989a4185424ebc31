import { expect, test } from 'vitest';
import { areTagsCertain, isBalanced } from './balance.ts';
import { checkFormulas } from './math.ts';
import { parsePost } from './parse.ts';

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
  ['\\begin {cases} a \\end {cases}', true],
  ['\\begin{a} \\end{b}', false],
  ['\\begin{a} { \\end{a} }', false],
])('%s: %s', (tex, balanced) => {
  expect(isBalanced(tex)).toBe(balanced);
});

test('tags of a display are uncertain where KaTeX refuses it for what is not closed, and only there', () => {
  const text = ['x', '{x', '\\unheard x', '$1 {', 'y'].map((tex) => `$$\n${tex}\n$$\n`).join('\n');
  const post = parsePost({ path: 'a.md', text }, { topic: 'matrices', slug: 'a', format: 'md' });
  const derivation = checkFormulas(post, {});
  expect(derivation.displays.map((display) => areTagsCertain(display, derivation))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
  // What nothing has refused is believed.
  expect(derivation.displays.map((display) => areTagsCertain(display, post))).toEqual([true, true, true, true, true]);
});
