import { expect, test } from 'vitest';
import { numericValue } from './numeric-tex.ts';

test.each<[string, number]>([
  ['\\frac13', 1 / 3],
  ['\\frac{1}{3}', 1 / 3],
  ['\\frac12 3^2', NaN],
  ['2\\sqrt2', 2 * Math.SQRT2],
  ['\\sqrt{2}/2', Math.SQRT1_2],
  ['0.48^2+0.6^2', 0.5904],
  ['\\frac34\\times0.01+\\frac14\\times0.001', 0.00775],
  ['-(1-1.7)', 0.7],
  ['\\log 2', Math.LN2],
  ['\\ln\\left(10\\right)', Math.LN10],
  ['e^{-2}', Math.exp(-2)],
  ['10^{-3}', 1e-3],
  ['2\\pi', 2 * Math.PI],
  ['\\frac{1}{\\sqrt{2\\pi}}', 1 / Math.sqrt(2 * Math.PI)],
])('%s', (tex, value) => {
  if (Number.isNaN(value)) expect(numericValue(tex)).toBeUndefined();
  else expect(numericValue(tex)).toBeCloseTo(value, 12);
});

test.each(['x', '2x', '\\sigma', '1/0', '(1+2', 'f(2)', '\\sqrt[3]{2}', '1 2', '', '\\max(1,2)', 'e'])(
  '%s has no value',
  (tex) => {
    expect(numericValue(tex)).toBeUndefined();
  },
);
