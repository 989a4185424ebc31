import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRows, type GroupRows } from './merge-rows.ts';
import { groups } from './read-query.ts';

type Rows = GroupRows<{ readonly key: string }>[];
const rows = (text: string): Rows =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const [group, keys = ''] = part.split(':');
      return { group: group as Rows[number]['group'], rows: Array.from(keys, (key) => ({ key })) };
    });
const show = (merged: readonly GroupRows<{ readonly key: string }>[]): string =>
  merged.map(({ group, rows: own }) => `${group}:${own.map(({ key }) => key).join('')}`).join(' ');

describe('mergeRows', () => {
  it.each([
    // Nothing was chosen: the new answer as it is, without empty groups.
    ['post:ab', 'post:ba section:', undefined, 'post:ba'],
    // The chosen row and those above it stay; new ones come below.
    ['post:ab section:cd', 'post:xab section:ydc', 'c', 'post:ab section:cyd'],
    // A late group that belongs above comes below.
    ['section:cd', 'post:ab section:cd', 'c', 'section:cd post:ab'],
    // A row that is gone was not chosen from what is shown.
    ['post:ab', 'post:cd', 'z', 'post:cd'],
    // The chosen row stays although the new answer no longer has it.
    ['post:ab', 'post:cd', 'b', 'post:abcd'],
  ])('%s + %s, chosen %s → %s', (before, after, chosen, merged) => {
    expect(show(mergeRows(rows(before), rows(after), chosen))).toBe(merged);
  });

  it('never moves what stands above the chosen row, and shows no row twice', () => {
    const answer = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }).map((keys): Rows =>
      groups.map((group, place) => ({
        group,
        rows: keys.filter((key) => key % 6 === place).map((key) => ({ key: String(key) })),
      })),
    );
    fc.assert(
      fc.property(answer, answer, fc.nat(), (first, second, pick) => {
        const shown = mergeRows([], first, undefined);
        const keys = shown.flatMap(({ rows: own }) => own.map(({ key }) => key));
        const chosen = keys[pick % Math.max(keys.length, 1)];
        const merged = mergeRows(shown, second, chosen).flatMap(({ rows: own }) => own.map(({ key }) => key));
        expect(new Set(merged).size).toBe(merged.length);
        if (chosen !== undefined)
          expect(merged.slice(0, keys.indexOf(chosen) + 1)).toEqual(keys.slice(0, keys.indexOf(chosen) + 1));
      }),
    );
  });
});
