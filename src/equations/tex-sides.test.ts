import { expect, test } from 'vitest';
import { texChains, withoutTag } from './tex-sides.ts';

const chains = (tex: string): string[][] =>
  texChains(tex).map((chain) => chain.map(({ relation, tex: side }) => `${relation ?? ''}${side}`));

test.each<[string, string[][]]>([
  ['a=b=c', [['a', '=b', '=c']]],
  [
    'a=1,\\ b=2',
    [
      ['a', '=1'],
      ['\\ b', '=2'],
    ],
  ],
  ['\\sum_{i=1}^n x_i = f(y=2)', [['\\sum_{i=1}^n x_i', '=f(y=2)']]],
  ['x\\le y < z', [['x', '\\ley', '<z']]],
  ['a=b\\quad c', [['a', '=b'], ['c']]],
  ['\\begin{bmatrix}a=1\\\\2\\end{bmatrix}=B', [['\\begin{bmatrix}a=1\\\\2\\end{bmatrix}', '=B']]],
  ['\\{x: x=1\\}=S', [['\\{x: x=1\\}', '=S']]],
])('%s', (tex, expected) => {
  expect(chains(tex)).toEqual(expected);
});

test('number and name are no part of a row', () => {
  expect(withoutTag('a=b \\tag{3} \\label{eq:x}').trim()).toBe('a=b');
});
