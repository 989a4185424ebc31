import { expect, it } from 'vitest';
import { createFold } from './fold.ts';
import { createSymbolSearch, symbolShape, type SymbolPlaces } from './symbol-index.ts';

const places: SymbolPlaces = [
  {
    slug: 'sgd',
    anchor: 'a',
    symbols: [
      ['\\eta', '学习率'],
      ['\\theta_t', '第 t 步的参数'],
    ],
  },
  {
    slug: 'lion',
    anchor: 'b',
    symbols: [
      ['\\eta_t', '第 t 步的学习率'],
      ['\\beta_1', '动量的系数'],
    ],
  },
];
const search = createSymbolSearch(places, createFold({ characters: '學学習习', phrases: [] }));
const found = (text: string, tex = ''): string[] =>
  search(text, tex).map(({ post, index }) => places[post]?.symbols[index]?.[0] ?? '');

it('finds by meaning, what means just that first', () => {
  expect(found('学习率')).toEqual(['\\eta', '\\eta_t']);
  expect(found('无关')).toEqual([]);
});

it('finds by how a symbol is written, whatever the fonts and braces', () => {
  expect(found('', '\\boldsymbol{\\eta}')).toEqual(['\\eta', '\\eta_t']);
  expect(found('', '\\beta_{1}')).toEqual(['\\beta_1']);
  expect(found('', 'η_t')).toEqual(['\\eta_t']);
  expect(symbolShape('\\mathbf{A}^{\\top}')).toBe(symbolShape('A^T'));
});
