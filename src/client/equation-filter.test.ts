import { expect, test } from 'vitest';
import { createEquationFilter, everything, symbolTokens, type EquationFilter } from './equation-filter.ts';

const row = {
  tex: '\\sigma_{j}^2 + \\bar\\alpha_t x',
  words: '奇异值分解 因此 svd-sum',
  status: 'definition',
  label: 'svd-sum',
};
const passes = (filter: Partial<EquationFilter>): boolean => createEquationFilter({ ...everything, ...filter })(row);

test('without a wish everything is shown', () => {
  expect(passes({})).toBe(true);
});

test('a symbol is found as a whole, however it is written', () => {
  for (const symbol of [
    '\\sigma',
    'σ',
    '\\sigma_j',
    '\\sigma_{j}',
    '\\bar\\alpha',
    '\\bar{\\alpha}_t',
    '\\mathbf{x}',
  ]) {
    expect(passes({ symbol }), symbol).toBe(true);
  }
  // Letters of a command are no symbols, and an index belongs to its letter.
  for (const symbol of ['s', '\\sig', '\\sigma_t', 'a', '\\hat\\alpha']) expect(passes({ symbol }), symbol).toBe(false);
});

test('every word of the text must be there, in words or in LaTeX', () => {
  expect(passes({ text: '奇异值 SVD' })).toBe(true);
  expect(passes({ text: '\\bar 因此' })).toBe(true);
  expect(passes({ text: '奇异值 伪逆' })).toBe(false);
});

test('status and label', () => {
  expect(passes({ status: 'definition', labelled: true })).toBe(true);
  expect(passes({ status: 'verified' })).toBe(false);
  expect(createEquationFilter({ ...everything, labelled: true })({ ...row, label: '' })).toBe(false);
});

test('tokens leave out fonts, braces and spaces', () => {
  expect(symbolTokens('\\left( \\boldsymbol{\\varepsilon}_{t} \\right)')).toEqual(['(', '\\epsilon', '_', 't', ')']);
});
