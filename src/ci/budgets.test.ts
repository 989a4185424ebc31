import { expect, test } from 'vitest';
import { budgetTable, weigh, type Budget } from './budgets.ts';

const file = (path: string, bytes: number) => ({ path, bytes, sha256: '' });
const limits: Budget[] = [
  { name: 'page', counts: (path) => path.endsWith('.html'), of: 'largest', limit: 100 },
  { name: 'scripts', counts: (path) => path.endsWith('.js'), of: 'sum', limit: 100 },
];

test('the largest file or their sum is held to the limit', () => {
  const small = weigh([file('a.html', 100), file('b.html', 9), file('a.js', 60), file('b.js', 40)], limits);
  expect(small.map(({ bytes, path, passed }) => [bytes, path, passed])).toEqual([
    [100, 'a.html', true],
    [100, 'a.js', true],
  ]);
  const large = weigh([file('a.html', 101), file('a.js', 60), file('b.js', 41)], limits);
  expect(large.map(({ passed }) => passed)).toEqual([false, false]);
  expect(budgetTable(large)).toContain('| ✗ | `a.html` |');
});

test('a site without such files weighs nothing', () => {
  expect(weigh([], limits).map(({ bytes }) => bytes)).toEqual([0, 0]);
});
