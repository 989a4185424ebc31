import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arities, inner, keyOf, leaf, lists, type Shape } from './shape.ts';
import { buildFormulaIndex, writeTrees } from './formula-index.ts';
import { gap, readShape, readWords, wordsOf, writeShape } from './stream.ts';

const leaves = ['x', '\\alpha', '12', 'softmax', '=', '∅', '+'];
const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...leaves).map((label) => leaf(label)),
    fc
      .constantFrom(...Object.entries(arities))
      .chain(([label, arity]) =>
        fc.tuple(...Array.from({ length: arity }, () => tie('shape'))).map((kids) => inner(label, ...kids)),
      ),
    fc
      .tuple(fc.constantFrom(...lists), fc.array(tie('shape'), { minLength: 2, maxLength: 4 }))
      .map(([label, kids]) => ({ label, kids })),
  ),
}));

test('what was written is read again', () => {
  fc.assert(
    fc.property(shape, (tree) => {
      const words = readWords(wordsOf([tree]));
      expect(keyOf(readShape(writeShape(tree, words), words))).toBe(keyOf(tree));
    }),
  );
});

test('posts that were written with words of their own give one index with common words', () => {
  fc.assert(
    fc.property(fc.array(fc.array(shape, { maxLength: 4 }), { maxLength: 4 }), (posts) => {
      const written = posts.map((shapes, place) => ({ slug: String(place), trees: writeTrees(shapes) }));
      const file = buildFormulaIndex(written, {});
      expect(file.words).toEqual(wordsOf(posts.flat()));
      const words = readWords(file.words);
      const streams = posts.map((shapes) => shapes.map((tree) => writeShape(tree, words)).join(gap));
      expect(file.posts.map(([, stream]) => stream)).toEqual(streams);
    }),
  );
});

test('nothing in a stream needs an escape in JSON, up to the last character', () => {
  const many = Array.from({ length: 60_000 }, (_, place) => leaf(`x${String(place)}`));
  const words = readWords(wordsOf(many));
  const streams = many.map((each) => writeShape(each, words));
  expect(new Set(streams).size).toBe(many.length);
  expect(JSON.stringify(streams.join(' '))).toHaveLength(streams.join(' ').length + 2);
  expect(Buffer.from(streams.at(-1) ?? '', 'utf8').toString('utf8')).toBe(streams.at(-1));
});

test('a damaged stream gives a tree all the same', () => {
  fc.assert(
    fc.property(shape, fc.nat(40), (tree, cut) => {
      const words = readWords(wordsOf([tree]));
      expect(readShape(writeShape(tree, words).slice(0, cut), words).label).toBeTypeOf('string');
    }),
  );
});
