import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonical } from './canonical.ts';
import { parseFormula } from './parse-formula.ts';
import { walkFormula, type FormulaList } from './tree.ts';

function read(tex: string, macros?: Record<string, string>): FormulaList {
  const parsed = parseFormula(tex, macros === undefined ? {} : { macros });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.nodes;
}

describe('one spelling for what prints the same', () => {
  test.each([
    ['x _ { i } ^ { 2 }', 'x^2_i'],
    ['a \\leq b', 'a\\le b'],
    ['a\\,b\\;c', 'abc'],
    ['\\left( a \\right)', '(a)'],
    ['\\bigl[ a \\bigr]', '[a]'],
    ['\\lVert x \\rVert_2', '\\|x\\|_2'],
    ['\\lvert x \\rvert', '|x|'],
    ['p(x \\mid y)', 'p(x|y)'],
    ['\\dfrac12', '\\frac{1}{2}'],
    ['\\boldsymbol x', '\\bm{x}'],
    ['{\\color{red} a} + b', 'a+b'],
    ['{{a}}', 'a'],
    ['\\displaystyle \\sum_{i}', '\\sum_i'],
    ['\\arg\\max_k', '\\operatorname*{arg\\,max}_k'],
    ['\\underset{k}{\\operatorname{argmax}}', '\\argmax_k'],
    ['a \\not= b', 'a \\ne b'],
    ['a \\not\\in b', 'a \\notin b'],
    ['a \\coloneqq b', 'a := b'],
    ["f'", 'f^\\prime'],
    ['\\R^n', '\\mathbb{R}^n'],
    ['1{,}000', '1000'],
    ['a\\qquad,b', 'a,b'],
  ])('%s = %s', (left, right) => {
    expect(canonical(read(left))).toBe(canonical(read(right)));
  });
});

describe('what prints differently stays apart', () => {
  test.each([
    ['\\varepsilon', '\\epsilon'],
    ['\\hat x', '\\tilde x'],
    ['\\mathbf{x}', 'x'],
    ['x_{ij}', 'x_{i,j}'],
    ['x_i^2', 'x_{i^2}'],
    ['\\alpha b', '\\alphab'.replace('b', '_b')],
    ['\\overline{x}', '\\bar{x}'],
  ])('%s and %s', (left, right) => {
    expect(canonical(read(left))).not.toBe(canonical(read(right)));
  });
});

it('keeps a command apart from the letter behind it', () => {
  expect(canonical(read('\\alpha b'))).toBe('\\alpha b');
  expect(canonical(read('\\alpha_b c'))).toBe('\\alpha_{b}c');
});

it('joins digits to numbers, with the scripts of the last one', () => {
  expect(read('10^{-3}')).toEqual([
    {
      type: 'scripts',
      base: { type: 'number', text: '10' },
      sup: [
        { type: 'operator', text: '-' },
        { type: 'number', text: '3' },
      ],
    },
  ]);
  expect(read('3.14')).toEqual([{ type: 'number', text: '3.14' }]);
  expect(read('x.')).toEqual([
    { type: 'symbol', text: 'x' },
    { type: 'symbol', text: '.' },
  ]);
});

describe('bars', () => {
  const kinds = (tex: string): string =>
    [...walkFormula(read(tex))]
      .filter(({ type }) => type === 'fence' || type === 'separator' || type === 'unknown')
      .map((node) => (node.type === 'fence' ? node.open + node.close : node.type))
      .join(' ');
  test.each([
    ['|a|', '||'],
    ['2|a|', '||'],
    ['|a||b|', '|| ||'],
    ['||a|-|b||', '|| || ||'],
    ['p(a|b)', '() separator'],
    ['p(a||b|)', '() separator ||'],
    ['P(|a|>t|b)', '() || separator'],
    ['(2|a|)', '() ||'],
    ['D(q\\|p)', '() separator'],
    ['\\log|a|', '||'],
    ['a+|b|', '||'],
    ['\\nabla|b|', '||'],
    ['x_{t|t-1}', 'separator'],
    ['p(a|2|b|)', '() separator separator separator'],
    ['\\left.a\\right|', '.|'],
    ['\\left(a\\middle|b\\right)', '() separator'],
    ['|a', 'unknown'],
    ['(a', 'unknown'],
    ['[0,1)', '[)'],
  ])('%s', (tex, expected) => {
    expect(kinds(tex)).toBe(expected);
  });
});

it('uses the macros of the page', () => {
  expect(canonical(read('\\KL(q\\|p)', { '\\KL': 'D_{\\mathrm{KL}}' }))).toBe('D_{\\mathrm{KL}}(q\\|p)');
});

it('says what KaTeX says, and throws nothing', () => {
  expect(parseFormula('\\frac{a')).toMatchObject({ ok: false, message: expect.stringContaining('KaTeX') as string });
  expect(parseFormula('{'.repeat(20_000))).toMatchObject({ ok: false });
});

const token = fc.constantFrom(
  ...'a b x i 1 2 + - = , ( ) [ ] | \\| \\{ \\} \\left( \\right) ^ _ { } & \\\\ \\frac \\sum \\log \\le \\mid \\quad'.split(
    ' ',
  ),
  ...'\\bar \\mathbf \\operatorname{tr} \\mathbb{E} \\partial \\nabla \\int \\mathrm{d} \\dots \\top \\prime / ! \\cdot'.split(
    ' ',
  ),
);

it('reads any list of tokens that KaTeX reads, and reads its own canonical text to the same text', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
      const parsed = parseFormula(tokens.join(' '));
      if (!parsed.ok) return;
      JSON.stringify(parsed.nodes);
      const text = canonical(parsed.nodes);
      const again = parseFormula(text);
      // Stray delimiters and rows are not asked for: their text need not be valid TeX.
      if (!again.ok || [...walkFormula(parsed.nodes)].some(({ type }) => type === 'unknown' || type === 'array'))
        return;
      expect(canonical(again.nodes)).toBe(text);
    }),
    { numRuns: 3000, seed: 4 },
  );
});
