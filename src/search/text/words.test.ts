import { describe, expect, it } from 'vitest';
import { cut, features, withoutFillers } from './words.ts';

describe('cut and features', () => {
  it.each([
    ['svd构造', ['svd', '构造'], ['svd', '构造']],
    ['bert 的 0.02', ['bert', '的', '0.02'], ['bert', '的', '0.02']],
    ['eckart-young 定理', ['eckart', 'young', '定理'], ['eckart', 'young', '定理']],
    ['奇异值', ['奇异值'], ['奇异', '异值']],
    ['，。', [], []],
  ])('%s', (text, runs, found) => {
    expect(cut(text)).toEqual(runs);
    expect(features(text)).toEqual(found);
  });
});

describe('withoutFillers', () => {
  it.each([
    ['为什么要除以根号 d', '要除以根号 d'],
    ['岭回归的极限是什么?', '岭回归 极限'],
    ['how to derive the pseudoinverse', 'pseudoinverse'],
    // A question word alone is what is asked for.
    ['为什么', '为什么'],
    ['', ''],
  ])('%s → %s', (question, rest) => {
    expect(withoutFillers(question)).toBe(rest);
  });
});
