import { describe, expect, test } from 'vitest';
import { indexOf, post } from '../testing/numbered-posts.ts';
import type { EquationIndex } from '../types.ts';
import { compareLedgers } from './compare-ledgers.ts';
import { currentAnchors } from './current-anchors.ts';
import { findEntry } from './find-entry.ts';
import { brokenReplacements, formerAnchors, lostLabels } from './judge-ledger.ts';
import { matchLedger } from './match-ledger.ts';
import { releaseLabel, replacementOf, retire } from './retire.ts';
import type { Ledger, LedgerMatch } from './types.ts';
import { followLedger, updateLedger } from './update-ledger.ts';

const match = (ledger: Ledger, index: EquationIndex): LedgerMatch => matchLedger(ledger, currentAnchors(index));
const publish = (posts: Readonly<Record<string, string>>): Ledger => updateLedger([], match([], indexOf(posts)));
const find = findEntry;

describe('an author names an entry', () => {
  const ledger = publish({ a: `## 节\n\n${post('x', 'y|eq:b')}` });
  const id = (anchor: string) => ledger.find((entry) => entry.anchor === anchor)!.id;

  test('by id, permanent anchor, address, name, or slug', () => {
    expect(find(ledger, id('eq-2')).number).toBe(2);
    expect(find(ledger, `q-${id('eq-2')}`).number).toBe(2);
    expect(find(ledger, `a#q-${id('eq-2')}`).number).toBe(2);
    expect(find(ledger, 'a#eq-2').number).toBe(2);
    expect(find(ledger, 'a#eq-b').number).toBe(2);
    expect(find(ledger, 'a#节').kind).toBe('section');
    expect(find(ledger, 'a').kind).toBe('post');
  });

  test('by the anchor that it had, unless another one has it now', () => {
    const index = indexOf({ a: `## 节\n\n${post('n', 'x', 'y|eq:b')}` });
    const moved = updateLedger(ledger, match(ledger, index));
    expect(find(moved, 'a#eq-2').id).toBe(id('eq-1'));
    const fewer = indexOf({ a: `## 节\n\n${post('y|eq:b')}` });
    const shrunk = retire(ledger, find(ledger, 'a#eq-1'), { reason: '多余' }, match(ledger, fewer));
    expect(find(updateLedger(shrunk, match(shrunk, fewer)), 'a#eq-2').id).toBe(id('eq-2'));
  });

  test('and is told of what there is not', () => {
    expect(() => find(ledger, 'a#eq-7')).toThrow('没有 a#eq-7');
    expect(() => find(ledger, 'b')).toThrow('没有 b');
  });
});

describe('what is retired', () => {
  test('must be gone', () => {
    const posts = { a: post('x', 'y') };
    const ledger = publish(posts);
    expect(() => retire(ledger, find(ledger, 'a#eq-1'), { reason: '多余' }, match(ledger, indexOf(posts)))).toThrow(
      '还在',
    );
  });

  test('with a post takes along what it held, each part to the part that says the same', () => {
    const ledger = publish({ a: post('x', 'y|eq:b', 'z'), c: post('w') });
    const index = indexOf({ new: post('n', 'v|eq:b', 'x'), c: post('w') });
    const after = retire(ledger, find(ledger, 'a'), { replacement: 'new' }, match(ledger, index));
    expect(
      after.filter(({ post }) => post === 'a').map(({ anchor, retired }) => [anchor, retired?.replacement]),
    ).toEqual([
      ['', 'new'],
      ['eq-1', 'new#eq-3'],
      ['eq-2', 'new#eq-2'],
      ['eq-3', 'new'],
    ]);
    expect(after.filter(({ post, retired }) => post === 'c' && retired !== undefined)).toEqual([]);
    expect(match(after, index).missing).toEqual([]);
    expect(brokenReplacements(after, index)).toEqual([]);
  });

  test('names a replacement that is there, which is followed from then on', () => {
    const before = indexOf({ a: post('x', 'y|eq:b') });
    expect(replacementOf('a#eq-b', before)).toBe('a#eq-2');
    expect(replacementOf('a', before)).toBe('a');
    expect(() => replacementOf('a#eq-9', before)).toThrow('没有 #eq-9');
    expect(() => replacementOf('z', before)).toThrow('没有叫 z');
    const ledger = publish({ a: post('x', 'y|eq:b', 'z') });
    const retired = retire(ledger, find(ledger, 'a#eq-3'), { replacement: 'a#eq-2' }, match(ledger, before));
    const index = indexOf({ a: post('n', 'x', 'y|eq:b') });
    const moved = updateLedger(retired, match(retired, index));
    expect(moved.find((entry) => entry.retired !== undefined)?.retired?.replacement).toBe('a#eq-3');
    expect(brokenReplacements(moved, index)).toEqual([]);
  });
});

describe('a published label', () => {
  const ledger = publish({ a: post('x|eq:a', 'y') });
  const renamed = indexOf({ a: post('x|eq:c', 'y') });

  test('that was taken away is lost until it is released, also behind an update', () => {
    expect(lostLabels(match(ledger, indexOf({ a: post('x|eq:a', 'y') })))).toEqual([]);
    expect(lostLabels(match(ledger, renamed)).map(({ entry }) => entry.label)).toEqual(['eq:a']);
    const updated = updateLedger(ledger, match(ledger, renamed));
    expect(lostLabels(match(updated, renamed))).toHaveLength(1);
    const released = releaseLabel(updated, find(updated, 'a#eq-a'));
    expect(lostLabels(match(released, renamed))).toEqual([]);
    expect(updateLedger(released, match(released, renamed)).find(({ number }) => number === 1)?.label).toBe('eq:c');
  });

  test('goes on to lead to its equation', () => {
    const released = releaseLabel(ledger, find(ledger, 'a#eq-a'));
    for (const each of [ledger, updateLedger(released, match(released, renamed))]) {
      expect(formerAnchors(updateLedger(each, match(each, renamed)), renamed, 'a').aliases.get('eq-a')).toBe('eq-1');
    }
  });
});

test('to follow is not to publish', () => {
  const ledger = publish({ a: post('x', 'y') });
  const index = indexOf({ a: post('n', 'x', 'y'), b: post('w') });
  const followed = followLedger(ledger, match(ledger, index));
  expect(followed.map(({ id }) => id)).toEqual(ledger.map(({ id }) => id));
  expect(followed.map(({ anchor }) => anchor)).toEqual(['', 'eq-2', 'eq-3']);
});

describe('what a change did', () => {
  const before = publish({ a: post('x', 'y', 'z') });
  const index = indexOf({ a: post('n', 'x', 'w') });
  const decided = matchLedger(before, currentAnchors(index), new Map([[find(before, 'a#eq-2').id, 'a#eq-3']]));
  const after = retire(
    updateLedger(before, decided),
    find(before, 'a#eq-3'),
    { reason: '多余' },
    match(updateLedger(before, decided), index),
  );

  test('is told entry by entry', () => {
    const change = compareLedgers(before, after);
    expect(change.added.map(({ anchor }) => anchor)).toEqual(['eq-1']);
    expect(change.retired.map(({ number }) => number)).toEqual([3]);
    expect(change.moved.map((pair) => [pair.before.anchor, pair.after.anchor])).toEqual([
      ['eq-1', 'eq-2'],
      ['eq-2', 'eq-3'],
    ]);
    expect(change.reused.map((pair) => [pair.before.anchor, pair.holder.id])).toEqual([
      ['eq-1', find(after, 'a#eq-1').id],
      ['eq-2', find(before, 'a#eq-1').id],
      ['eq-3', find(before, 'a#eq-2').id],
    ]);
    expect(change.reworded.map((pair) => pair.before.number)).toEqual([2]);
    expect(change.lost).toEqual([]);
  });

  test('and nothing is told where nothing changed', () => {
    expect(Object.values(compareLedgers(after, after)).flat()).toEqual([]);
  });
});
