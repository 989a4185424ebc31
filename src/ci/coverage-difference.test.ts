import { expect, test } from 'vitest';
import { coverageDifference } from './coverage-difference.ts';

test('only what changed is listed, what is new or gone counts from or to nothing', () => {
  expect(coverageDifference({ 公式: 3, 文章: 2, 旧: 1 }, { 公式: 5, 文章: 2, 新: 4 })).toBe(
    [
      '| | 之前 | 之后 | 变化 |',
      '|---|---:|---:|---:|',
      '| 公式 | 3 | 5 | +2 |',
      '| 旧 | 1 | 0 | −1 |',
      '| 新 | 0 | 4 | +4 |',
      '',
    ].join('\n'),
  );
});

test('nothing changed', () => {
  expect(coverageDifference({ 公式: 3 }, { 公式: 3 })).toBe('覆盖数字没有变化。\n');
});
