import { expect, test } from 'vitest';
import { isFormulaQuery } from './is-formula-query.ts';

test.each([
  '\\log\\sum e^{x_i}',
  '$a+b$',
  '= x',
  'x_t',
  'e^x',
  '(a+b)^2',
  'a = b',
  '\\alpha',
  'f(x)-f(-x)=x',
  'tanh(x/2)',
  '\\frac{a',
  'E[x] = ?',
])('%s is a formula', (query) => {
  expect(isFormulaQuery(query)).toBe(true);
});

test.each([
  '',
  '奇异值分解',
  'SVD',
  'low rank',
  '注意力 (attention)',
  'softmax',
  'BERT 0.02',
  'msign 的导数',
  'GPT-4',
  'Adam',
])('%s is none', (query) => {
  expect(isFormulaQuery(query)).toBe(false);
});
