import { expect, it } from 'vitest';
import { fuse } from './fuse.ts';

const order = (...lists: { items: string[]; weight: number }[]): string[] =>
  fuse(lists, (item) => item).map(({ item }) => item);

it('puts what several lists know above what one of them knows', () => {
  expect(order({ items: ['a', 'b'], weight: 1 }, { items: ['c', 'b'], weight: 1 })).toEqual(['b', 'a', 'c']);
});

it('heeds the weight of a list', () => {
  expect(order({ items: ['a'], weight: 1 }, { items: ['b'], weight: 2 })).toEqual(['b', 'a']);
});

it('keeps the order of one list', () => {
  expect(order({ items: ['x', 'y', 'z'], weight: 1 })).toEqual(['x', 'y', 'z']);
});
