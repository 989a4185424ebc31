import { describe, expect, it } from 'vitest';
import { splitEquation } from './split-equation.ts';

const macros = { '\\E': '\\mathbb{E}', '\\defeq': ':=' };
const cut = (tex: string): readonly string[] | undefined => {
  const split = splitEquation(tex, macros);
  return split === undefined
    ? undefined
    : [split.left, ...split.steps, ...(split.condition === '' ? [] : [`| ${split.condition}`])];
};

describe('an equation is cut', () => {
  it.each([
    ['A^{+}=V\\Sigma^{+}U^\\top.', ['A^{+}', '=V\\Sigma^{+}U^\\top.']],
    ['\\|Ax-b\\|^2\\le \\|b\\|^2', ['\\|Ax-b\\|^2', '\\le \\|b\\|^2']],
    ['f(x)=\\sum_{i=1}^{n} x_i', ['f(x)', '=\\sum_{i=1}^{n} x_i']],
    ['\\left(a=b\\right)^2 = c', ['\\left(a=b\\right)^2', '= c']],
    ['P(X=1)=p', ['P(X=1)', '=p']],
    ['\\E[x]=\\mu', ['\\E[x]', '=\\mu']],
    ['a=b=c', ['a', '=b', '=c']],
    ['a=b\\le c<d', ['a', '=b', '\\le c', '<d']],
    ['f(x)=x^2,\\qquad x\\ge0.', ['f(x)', '=x^2', '| ,\\qquad x\\ge0.']],
    ['f(x)=x^2\\quad\\text{对所有 }x=1', ['f(x)', '=x^2', '| \\quad\\text{对所有 }x=1']],
    ['a=b,', ['a', '=b,']],
    ['x\\in S\\iff Ax=b', ['x\\in S', '\\iff Ax=b']],
    ['f=\\begin{cases}1,&x=0\\\\0,&x\\ne0\\end{cases}', ['f', '=\\begin{cases}1,&x=0\\\\0,&x\\ne0\\end{cases}']],
  ])('%s', (tex, pieces) => {
    expect(cut(tex)).toEqual(pieces);
  });

  it.each([
    ['\\begin{aligned}a&=b\\\\&=c\\\\&\\le d\\end{aligned}', ['a', '=b', '=c', '\\le d']],
    [
      '\\begin{aligned}\na &= b \\\\[2pt]\n  &\\quad + c \\\\\n  &= d.\n\\end{aligned}',
      ['a', '= b \\quad + c', '= d.'],
    ],
    ['\\begin{split}a&=b=c\\\\&=d\\end{split}', ['a', '=b', '=c', '=d']],
    [
      '\\begin{align*}a&=\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}\\\\&=c\\end{align*}',
      ['a', '=\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}', '=c'],
    ],
  ])('at rows: %s', (tex, pieces) => {
    expect(cut(tex)).toEqual(pieces);
  });
});

describe('nothing is cut', () => {
  it.each([
    ['without a relation', 'x^2+1'],
    ['where the left side is a number', '0\\le x'],
    ['where the left side is missing', '&=c'],
    ['where a relation carries a remark', 'a\\overset{(i)}{=}b=c'],
    ['where the formula cannot be read', 'a=\\frac{b'],
    ['where rows are equations of their own', '\\begin{aligned}a&=b\\\\c&=d\\end{aligned}'],
    ['behind a condition', '\\begin{aligned}a&=b,\\quad x>0\\\\&=d\\end{aligned}'],
    ['where rows are not aligned', '\\begin{gathered}a=b\\\\=c\\end{gathered}'],
  ])('%s', (_, tex) => {
    expect(cut(tex)).toBeUndefined();
  });
});
