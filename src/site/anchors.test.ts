import { expect, test } from 'vitest';
import { currentAnchors } from '../equations/ledger/current-anchors.ts';
import { findEntry } from '../equations/ledger/find-entry.ts';
import { matchLedger } from '../equations/ledger/match-ledger.ts';
import { retire } from '../equations/ledger/retire.ts';
import { updateLedger } from '../equations/ledger/update-ledger.ts';
import { indexOf, post } from '../equations/testing/numbered-posts.ts';
import { permanentEquations, permanentIdOf, publishedAnchors } from './anchors.ts';

const before = indexOf({ a: `## 节\n\n${post('x', 'y|eq:b', 'z')}`, gone: post('w') });
const first = updateLedger([], matchLedger([], currentAnchors(before)));
const id = (name: string): string => findEntry(first, name).id;

// One in front, the last two taken out, with the whole second post.
const after = indexOf({ a: `## 另一节\n\n${post('n', 'x')}` });
const match = matchLedger(first, currentAnchors(after));
const ledger = ['a#eq-2', 'a#eq-3', 'gone'].reduce(
  (all, name) => retire(all, findEntry(first, name), { reason: '多余' }, match),
  first,
);
const followed = updateLedger(ledger, matchLedger(ledger, currentAnchors(after)));
const anchors = publishedAnchors(followed, after);

test('permanent and former ids stand beside the present one', () => {
  expect(anchors.get('a')?.beside.get('eq-2')).toEqual([`q-${id('a#eq-1')}`]);
  expect(anchors.get('a')?.beside.get('另一节')).toEqual([`q-${id('a#节')}`, '节']);
  expect(permanentIdOf(anchors.get('a'), 'eq-2')).toBe(id('a#eq-1'));
  expect(permanentIdOf(anchors.get('a'), 'eq-9')).toBeUndefined();
  expect(permanentIdOf(undefined, 'eq-1')).toBeUndefined();
});

test('what is retired has a notice under every name that nothing else has now', () => {
  expect(anchors.get('a')?.retired.map(({ number, ids }) => [number, ids])).toEqual([
    [2, [`q-${id('a#eq-2')}`, 'eq-b']],
    [3, [`q-${id('a#eq-3')}`, 'eq-3']],
  ]);
  const gone = anchors.get('gone');
  expect(gone?.beside.size).toBe(0);
  expect(gone?.retired.map(({ kind, ids }) => [kind, ids])).toEqual([
    ['post', [`q-${id('gone')}`]],
    ['equation', [`q-${id('gone#eq-1')}`, 'eq-1']],
  ]);
});

test('every equation that ever was has its permanent page', () => {
  const equations = permanentEquations(anchors, after);
  expect(equations.map((each) => each.id)).toEqual([...equations.map((each) => each.id)].sort());
  expect(new Map(equations.map(({ slug, number, anchor }) => [anchor, `${slug} ${String(number)}`]))).toEqual(
    new Map([
      [`q-${id('a#eq-1')}`, 'a 2'],
      [`q-${id('a#eq-2')}`, 'a 2'],
      [`q-${id('a#eq-3')}`, 'a 3'],
      [`q-${id('gone#eq-1')}`, 'gone 1'],
      [`q-${findEntry(followed, 'a#eq-1').id}`, 'a 1'],
    ]),
  );
});
