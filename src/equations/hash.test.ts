import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashTex, hashText } from './hash.ts';

test('hashes are stable: ledgers and caches keep them', () => {
  expect(hashText('')).toBe('0bdcb81aee8d83');
  expect(hashText('x = y')).toBe(hashText('x = y'));
  expect(hashText('公式')).toMatch(/^[\da-f]{14}$/);
});

test('a run of white space counts as one blank, anything else as itself', () => {
  expect(hashTex(' x  =\r\n\ty ')).toBe(hashTex('x = y'));
  expect(hashTex('x = y')).not.toBe(hashTex('x = z'));
  expect(hashTex('\\a b')).not.toBe(hashTex('\\ab'));
});

test('different texts hash differently', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(hashText(a) === hashText(b)).toBe(a === b);
    }),
    { numRuns: 3000 },
  );
});
