import { describe, expect, test } from 'vitest';
import { readTex } from './read-tex.ts';
import { keyOf } from './shape.ts';
import { toShape } from './to-shape.ts';

const key = (tex: string, macros = {}): string => keyOf(toShape(readTex(tex, macros).nodes));

describe('one tree for what says the same', () => {
  test.each([
    // Fonts, spacing, sizes.
    ['\\mathbf{W}\\boldsymbol{x}', 'Wx'],
    ['a\\,b\\quad', 'a b'],
    ['\\left(a+b\\right)c', '\\bigl(a+b\\bigr)c'],
    ['\\dfrac{a}{b}', '\\frac ab'],
    ['\\displaystyle\\sum_i x_i', '\\sum_{i}x_{i}'],
    ['\\mathcal{L}', 'L'],
    ['\\vec{x}', 'x'],
    // Names.
    ['\\operatorname{softmax}(x)', '\\text{softmax}(x)'],
    ['\\mathrm{softmax}(x)', 'softmax(x)'],
    ['\\operatorname{Tr}(A)', '\\mathrm{tr}\\,A'],
    ['\\ln x', '\\log(x)'],
    ['\\mathrm{KL}(p\\|q)', '\\operatorname{KL}(p\\Vert q)'],
    ['D_{KL}', 'D_{\\mathrm{KL}}'],
    ['\\arg\\max_x f', '\\operatorname*{arg\\,max}_x f'],
    // Transposes, exponentials, roots.
    ['A^T', 'A^\\top'],
    ['A^{\\mathsf T}', 'A^{\\intercal}'],
    ['A^{-T}', 'A^{-\\top}'],
    ['\\exp(x)', 'e^x'],
    ['\\exp x', '\\mathrm{e}^{x}'],
    ['\\exp\\left(-\\frac{x}{2}\\right)', 'e^{-x/2}'],
    ['x^{1/2}', '\\sqrt{x}'],
    ['A^\\dagger', 'A^{+}'],
    // Signs.
    ['a:=b', 'a=b'],
    ['a\\equiv b', 'a\\triangleq b'],
    ['a\\cdot b', 'ab'],
    ['a\\leq b', 'a\\leqslant b'],
    ['\\epsilon', '\\varepsilon'],
    ['p(x\\mid y)', 'p(x|y)'],
    ['\\lVert x\\rVert', '\\|x\\|'],
    // Brackets that say nothing, slashes.
    ['a=(b+c)', 'a=b+c'],
    ['\\frac{(a+b)}{c}', '(a+b)/c'],
    ['QK^\\top/\\sqrt{d}', '\\frac{QK^T}{\\sqrt{d}}'],
    ['\\log\\left(\\sum_i e^{x_i}\\right)', '\\log\\sum_i\\exp x_i'],
    ['\\mathbb{E}[x]', 'E(x)'],
    // What stands around the formula.
    ['a=b,', 'a=b'],
    ['a=b.', 'a=b'],
    ['a=b\\text{ 其中}', 'a=b'],
    ['\\begin{aligned}a&=b\\\\&=c\\end{aligned}', 'a=b=c'],
    ['a &= b', 'a=b'],
    ['x^2_i', 'x_i^2'],
  ])('%s and %s', (left, right) => {
    expect(key(left)).toBe(key(right));
  });
});

describe('what differs stays apart', () => {
  test.each([
    ['AB', 'BA'],
    ['a-b', 'b-a'],
    ['a+b', 'a-b'],
    ['x_t', 'x^t'],
    ['\\bar\\alpha_t', '\\alpha_t'],
    ['\\hat x', '\\tilde x'],
    ['\\frac ab', '\\frac ba'],
    ['(a+b)c', 'a+bc'],
    ['\\sum_{t=1}^T x', '\\sum_{t=1}^\\top x'],
    ['\\|x\\|', '|x|'],
    ['a\\le b', 'a\\ge b'],
    ['\\log x y', '\\log x\\log y'],
    ['p(x|y)', 'p(x,y)'],
    ['a\\odot b', 'ab'],
    ['x^{1/2}', 'x^{1/3}'],
    ['e_x', 'e^x'],
  ])('%s and %s', (left, right) => {
    expect(key(left)).not.toBe(key(right));
  });
});

test('macros of the site are read as what they stand for', () => {
  expect(key('\\E[x]', { '\\E': '\\mathbb{E}' })).toBe(key('\\mathbb{E}[x]'));
});

test('a formula that KaTeX refuses keeps what can be read of it', () => {
  expect(key('\\unheard{a}+b^2')).toBe(key('a+b^2'));
  expect(key('\\frac{a}{b')).toBe(key('\\frac{a}{b}'));
});
