import { describe, expect, it } from 'vitest';
import { editDistance, likeness } from './fuzzy.ts';

describe('editDistance', () => {
  it.each([
    ['softmax', 'softmax', 0],
    ['softmaz', 'softmax', 1],
    ['sofmax', 'softmax', 1],
    ['sotfmax', 'softmax', 1],
    ['sqaureplsu', 'squareplus', 2],
    ['relu', 'gelu', 1],
  ])('%s, %s: %i', (a, b, edits) => {
    expect(editDistance(a, b, 3)).toBe(edits);
    expect(editDistance(b, a, 3)).toBe(edits);
  });

  it('gives up above the limit', () => {
    expect(editDistance('attention', 'softmax', 2)).toBeGreaterThan(2);
  });
});

describe('likeness', () => {
  it('puts the word first, then what it begins, then a slip', () => {
    const [same, begun, slip] = [
      likeness('softmax', 'softmax'),
      likeness('soft', 'softmax'),
      likeness('softmaz', 'softmax'),
    ];
    expect(same).toBe(1);
    expect(begun).toBeLessThan(same);
    expect(slip).toBeLessThan(begun);
    expect(slip).toBeGreaterThan(0);
  });

  it('allows short words no slip: every neighbour is another word', () => {
    expect(likeness('sgd', 'svd')).toBe(0);
    expect(likeness('kl', 'ml')).toBe(0);
  });
});
