import { expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { buildFormulaIndex, writeTrees } from './formula-index.ts';
import { markTex } from './mark.ts';
import { readTex } from './read-tex.ts';
import { toShape } from './to-shape.ts';

/** What is marked stands between ‹ and ›. */
function mark(typed: string, tex: string, macros: Readonly<Record<string, string>> = {}, ignoreNames = false): string {
  const shapes = [toShape(readTex(tex, macros).nodes)];
  const engine = createEngine(buildFormulaIndex([{ slug: 'post', trees: writeTrees(shapes) }], macros));
  const { read, matched } = engine.explain(engine.read(typed), tex, ignoreNames);
  return markTex(tex, read, matched, macros).replaceAll('\\htmlClass{is-match}{', '‹').replaceAll('}›', '›');
}

test.each([
  ['b', 'a+b+c', 'a+‹b}+c'],
  ['b+c', 'a+b+c', 'a+‹b+c}'],
  ['a+c', 'a+b+c', '‹a}+b+‹c}'],
  ['(1-x)^2', 'y=(1-x)^2z', 'y=‹(1-x)^2}z'],
  ['x', 'x_t', '‹x}_t'],
  ['t', 'x_t', 'x_{‹t}}'],
  ['2', '\\frac12', '\\frac1{‹2}}'],
  ['\\frac12', '\\frac12x', '‹\\frac12}x'],
  ['\\sqrt{x}', 'a\\sqrt{x}', 'a‹\\sqrt{x}}'],
  ['\\|x\\|^2', '\\|x\\|^2+1', '‹\\|x\\|^2}+1'],
  ['\\log x', '\\log\\left(x\\right)', '‹\\log\\left(x\\right)}'],
  ['\\operatorname{tr}(A)', '2\\operatorname{tr}(A)', '2‹\\operatorname{tr}(A)}'],
  ['?+c', 'a=b+c', 'a=‹b+c}'],
  ['y', '\\begin{aligned}x&=1\\\\y&=2\\end{aligned}', '\\begin{aligned}x&=1\\\\‹y}&=2\\end{aligned}'],
  ['x+y', '\\mathbf{x}+\\mathbf{y}', '‹\\mathbf{x}+\\mathbf{y}}'],
  ['q', '\\infty', '\\infty'],
])('%s in %s: %s', (typed, tex, marked) => {
  expect(mark(typed, tex)).toBe(marked);
});

test('a macro is marked whole or not at all', () => {
  expect(mark('E', '\\E[x]', { '\\E': '\\mathbb{E}' })).toBe('‹\\E}[x]');
  expect(mark('a', '\\pair{a}{b}', { '\\pair': '(#1,#2)' })).toBe('\\pair{a}{b}');
});

test('a sign keeps its limits: it is marked with them or not', () => {
  expect(mark('\\sum_i', '\\sum_i x')).toBe('‹\\sum_i} x');
  expect(mark('\\sum_j', '\\sum_{j}^n x')).toBe('\\sum_{‹j}}^n x');
});
