import { expect, test } from 'vitest';
import { alignToValue, itemsBetween } from './spans.ts';

test.each([
  ['见式(1)', '见式(1)', '式(1)'],
  ['\\*转义\\* 见式(1)', '*转义* 见式(1)', '式(1)'],
  ['一&amp;二，式(1)', '一&二，式(1)', '式(1)'],
  ['第一行\n> 第二行式(1)', '第一行\n第二行式(1)', '式(1)'],
])('%j: a place of the file is found in the text', (source, value, part) => {
  const start = 100;
  const place = alignToValue(value, source, start);
  const from = place(start + source.indexOf(part));
  const to = place(start + source.indexOf(part) + part.length);
  expect(value.slice(from, to)).toBe(part);
});

test('itemsBetween takes the first and leaves the last', () => {
  const items = [1, 3, 3, 5, 9];
  const between = (from: number, to: number): number[] => itemsBetween(items, (item) => item, from, to);
  expect(between(3, 9)).toEqual([3, 3, 5]);
  expect(between(0, 1)).toEqual([]);
  expect(between(9, 99)).toEqual([9]);
  expect(itemsBetween([], () => 0, 0, 9)).toEqual([]);
});
