import { expect, test } from 'vitest';
import { createTerms } from './terms.ts';

const terms = createTerms([
  { id: 'svd', name: '奇异值分解', english: 'Singular value decomposition', aliases: ['SVD', 'Low-rank (x)'] },
  { id: 'entropy', name: '熵', english: 'Entropy', aliases: [] },
  { id: 'cross', name: '交叉熵', english: 'Cross entropy', aliases: ['CE'] },
  { id: 'attention', name: '注意力', english: 'Attention', aliases: [] },
  { id: 'linear', name: '线性注意力', english: 'Linear attention', aliases: ['C++(x)'] },
]);
const found = (text: string): string[] =>
  terms.find(text).map(({ concept, from, to }) => `${concept}:${text.slice(from, to)}`);

test.each([
  ['对矩阵做SVD分解，即奇异值分解', ['svd:SVD', 'svd:奇异值分解']],
  ['线性注意力与注意力', ['linear:线性注意力', 'attention:注意力']],
  ['熵不变、交叉熵', ['cross:交叉熵']],
  ['MSVD、SVDs、SVD-like', []],
  ['CE 太短', []],
  ['见 Low-rank (x)。', ['svd:Low-rank (x)']],
  ['用 C++(x) 写', ['linear:C++(x)']],
])('%s', (text, wanted) => {
  expect(found(text)).toEqual(wanted);
});

test('no concepts, no terms', () => {
  expect(createTerms([]).find('任何文字')).toEqual([]);
});
