import { expect, it } from 'vitest';
import { createFold } from './fold.ts';
import { createFindWords, loosen, wordsToMark } from './find-words.ts';

const table = { characters: '偽伪導导', phrases: [] };
const fold = createFold(table);
const find = createFindWords(table);
const marked = (text: string, query: string): string[] =>
  find(text, wordsToMark(query, fold)).map(([start, end]) => text.slice(start, end));

it.each([
  ['伪逆与SVD', 'svd 伪逆', ['伪逆', 'SVD']],
  ['偽逆的導數', '伪逆 导', ['偽逆']],
  ['SoftMax 与 softmaxes', 'softmax', ['SoftMax', 'softmax']],
  ['ReLU 与 LU 分解', 'lu', ['LU']],
  ['最小二乘解的最小范数', '为什么最小二乘', ['最小二乘']],
  ['Itô 公式', 'ito', ['Itô']],
  ['没有', '伪逆', []],
] as const)('%s, %s', (text, query, found) => {
  expect(marked(text, query)).toEqual(found);
});

it('joins passages that touch', () => {
  expect(find('奇异值分解', ['奇异', '异值', '分解'])).toEqual([[0, 5]]);
});

it('loosens a run that nobody wrote as it stands', () => {
  expect(loosen(['奇异值', 'svd', '矩阵'])).toEqual(['奇异', '异值', 'svd', '矩阵']);
});
