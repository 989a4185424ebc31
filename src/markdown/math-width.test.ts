import { expect, test } from 'vitest';
import { displayRows, textWidth, unbreakableParts, visibleLength } from './math-width.ts';

test.each([
  ['x', ['x']],
  ['a+b=c', ['a+', 'b=', 'c']],
  [String.raw`\frac{a+b}{c=d}`, [String.raw`\frac{a+b}{c=d}`]],
  [String.raw`\left(a+b\right)\in S`, [String.raw`\left(a+b\right)\in`, ' S']],
  [String.raw`\begin{pmatrix}a+b\end{pmatrix}`, [String.raw`\begin{pmatrix}a+b\end{pmatrix}`]],
  [String.raw`\int f\,dx`, [String.raw`\int f\,dx`]],
  ['', ['']],
])('%s may break into %j', (tex, parts) => {
  expect(unbreakableParts(tex)).toEqual(parts);
});

test.each([
  [String.raw`\boldsymbol{x}^{\top}`, 2],
  [String.raw`\frac{abc}{d}`, 3],
  [String.raw`\text{显式}`, 4],
  [String.raw`\alpha_{ij}`, 3],
])('%s is about %i characters wide', (tex, length) => {
  expect(visibleLength(tex)).toBe(length);
});

test('rows and widths', () => {
  expect(displayRows(String.raw`a \\ b \\ c`)).toBe(3);
  expect(textWidth('汉字ab')).toBe(3);
});
