import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexOf, post } from '../testing/numbered-posts.ts';
import type { EquationIndex } from '../types.ts';
import { currentAnchors } from './current-anchors.ts';
import { compareLedgers } from './compare-ledgers.ts';
import { findEntry } from './find-entry.ts';
import { brokenReplacements, changedMeanings, formerAnchors, suspectReferences } from './judge-ledger.ts';
import { readLedger, writeLedger } from './ledger-file.ts';
import { matchLedger, type Decisions } from './match-ledger.ts';
import { acknowledge, retire as retireEntry } from './retire.ts';
import type { Ledger, LedgerEntry, Retirement } from './types.ts';
import { updateLedger } from './update-ledger.ts';

const match = (ledger: Ledger, index: EquationIndex, decisions?: Decisions) =>
  matchLedger(ledger, currentAnchors(index), decisions);
const update = (ledger: Ledger, index: EquationIndex, decisions?: Decisions): Ledger =>
  updateLedger(ledger, match(ledger, index, decisions));
const publish = (text: string): Ledger => update([], indexOf({ a: text }));
const equationsOf = (ledger: Ledger): LedgerEntry[] => ledger.filter(({ kind }) => kind === 'equation');
const idOf = (ledger: Ledger, anchor: string): string => ledger.find((entry) => entry.anchor === anchor)!.id;
const anchorOf = (ledger: Ledger, id: string): string | undefined => ledger.find((entry) => entry.id === id)?.anchor;

const lostEntries = (before: Ledger, after: Ledger) => compareLedgers(before, after).lost;

/** Retires what is missing from `index`; without one, what is missing from an empty post. */
const retire = (ledger: Ledger, id: string, retirement: Retirement, index = indexOf({ a: '' })): Ledger =>
  retireEntry(ledger, findEntry(ledger, id), retirement, match(ledger, index));

describe('what is published gets an entry', () => {
  test('of every kind, in order, with an id of its own', () => {
    const ledger = publish(`## 节\n\n:::theorem{#thm-a}\n${post('x')}\n:::\n\n:::remark\n:::`);
    expect(ledger.map(({ kind, anchor, label, number }) => [kind, anchor, label, number])).toEqual([
      ['post', '', undefined, undefined],
      ['section', '节', undefined, undefined],
      ['result', 'thm-a', 'thm-a', 1],
      ['result', 'rem-1', undefined, 1],
      ['equation', 'eq-1', undefined, 1],
    ]);
    expect(new Set(ledger.map(({ id }) => id)).size).toBe(5);
    for (const { id } of ledger) expect(id).toMatch(/^[2-9bcdfghjkmnp-tv-xz]{6}$/);
  });

  test('equal equations get different ids, and the same input the same ones', () => {
    expect(new Set(publish(post('x', 'x', 'x')).map(({ id }) => id)).size).toBe(4);
    expect(publish(post('x', 'x'))).toEqual(publish(post('x', 'x')));
  });

  test('an unchanged post changes nothing', () => {
    const ledger = publish(post('x', 'y|eq:a'));
    expect(update(ledger, indexOf({ a: post('x', 'y|eq:a') }))).toEqual(ledger);
  });
});

describe('an entry follows its equation', () => {
  test.each<[string, string[], string[], Record<string, string>]>([
    ['an insertion', ['x', 'y'], ['n', 'x', 'y'], { 'eq-1': 'eq-2', 'eq-2': 'eq-3' }],
    ['a move', ['x', 'y', 'z'], ['z', 'x', 'y'], { 'eq-1': 'eq-2', 'eq-2': 'eq-3', 'eq-3': 'eq-1' }],
    ['its label, though it says something else', ['x|eq:a', 'y'], ['y', 'w|eq:a'], { 'eq-1': 'eq-2', 'eq-2': 'eq-1' }],
    ['a change between neighbours', ['x', 'y', 'z'], ['x', 'w', 'z'], { 'eq-2': 'eq-2' }],
    ['a change at the end', ['x', 'y'], ['n', 'x', 'w'], { 'eq-1': 'eq-2', 'eq-2': 'eq-3' }],
    ['two changes side by side', ['x', 'y', 'z'], ['v', 'w', 'z'], { 'eq-1': 'eq-1', 'eq-2': 'eq-2' }],
    ['a label that it is given', ['x', 'y'], ['n', 'x|eq:a', 'y'], { 'eq-1': 'eq-2' }],
    ['equal ones in their order', ['x', 'y', 'x'], ['n', 'x', 'y', 'x'], { 'eq-1': 'eq-2', 'eq-3': 'eq-4' }],
    ['equal ones of which one is new', ['x', 'y'], ['x', 'y', 'x'], { 'eq-1': 'eq-1' }],
  ])('over %s', (_, before, after, expected) => {
    const ledger = publish(post(...before));
    const index = indexOf({ a: post(...after) });
    expect(match(ledger, index).missing).toEqual([]);
    const updated = update(ledger, index);
    for (const [from, to] of Object.entries(expected)) expect(anchorOf(updated, idOf(ledger, from))).toBe(to);
  });

  test('and is missing where nothing tells which one it is', () => {
    const ledger = publish(post('x', 'y', 'z'));
    expect(match(ledger, indexOf({ a: post('x', 'z') })).missing.map(({ anchor }) => anchor)).toEqual(['eq-2']);
    const split = indexOf({ a: post('x', 'v', 'w', 'z') });
    expect(match(ledger, split).missing.map(({ anchor }) => anchor)).toEqual(['eq-2']);
    const decided = match(ledger, split, new Map([[idOf(ledger, 'eq-2'), 'a#eq-3']]));
    expect(decided.missing).toEqual([]);
    expect(decided.added.map(({ anchor }) => anchor)).toEqual(['eq-2']);
  });

  test('two names are two equations', () => {
    const ledger = publish(post('x|eq:a'));
    expect(match(ledger, indexOf({ a: post('y|eq:b') })).missing).toHaveLength(1);
  });

  test('a post that is gone is missing with all it held', () => {
    const { missing } = match(publish(post('x')), indexOf({ b: post('x') }));
    expect(missing.map(({ kind }) => kind)).toEqual(['post', 'equation']);
  });
});

describe('former anchors', () => {
  test('lead to the same equation, unless another one has them now', () => {
    const index = indexOf({ a: post('n', 'x', 'y|eq:b') });
    const ledger = update(publish(post('x|eq:a', 'y', 'z')), index, new Map());
    // eq-3 was z, which is missing; eq-a was the name of x.
    expect([...formerAnchors(ledger, index, 'a').aliases]).toEqual([['eq-a', 'eq-2']]);
    const back = indexOf({ a: post('y') });
    const shrunk = update(publish(post('x', 'y')), back);
    expect([...formerAnchors(shrunk, back, 'a').aliases]).toEqual([['eq-2', 'eq-1']]);
  });

  test('that two things had lead nowhere', () => {
    const first = publish(post('x', 'y', 'z'));
    const second = update(first, indexOf({ a: post('x', 'z', 'y') }));
    const last = indexOf({ a: '' });
    const third = [idOf(first, 'eq-2'), idOf(first, 'eq-3')].reduce<Ledger>(
      (ledger, id) => retire(ledger, id, { reason: '并入式(1)' }),
      second,
    );
    const { aliases, retired } = formerAnchors(third, last, 'a');
    expect([...aliases]).toEqual([]);
    expect([...retired]).toEqual([]);
  });

  test('of retired things say so', () => {
    const ledger = publish(post('x', 'y'));
    const index = indexOf({ a: post('x') });
    const retired = retire(ledger, idOf(ledger, 'eq-2'), { replacement: 'a#eq-1' });
    expect(match(retired, index).missing).toEqual([]);
    expect(formerAnchors(retired, index, 'a').retired.get('eq-2')?.retired).toEqual({ replacement: 'a#eq-1' });
    expect(brokenReplacements(retired, index)).toEqual([]);
    expect(brokenReplacements(retired, indexOf({ a: 'x' }))).toHaveLength(1);
  });

  test('whose meaning changed are named', () => {
    const ledger = publish(post('x', 'y'));
    const meanings = changedMeanings(match(ledger, indexOf({ a: post('n', 'x', 'y') })));
    expect(meanings.map(({ entry, movedTo, current }) => [entry.anchor, movedTo.anchor, current.number])).toEqual([
      ['eq-1', 'eq-2', 1],
      ['eq-2', 'eq-3', 2],
    ]);
  });
});

describe('references are suspect when their equation changes', () => {
  const with1 = (tex: string) => ({ a: `${post(tex)}\n\n由式(1)得。`, b: '见 [](./a.md#eq-1)。' });
  const suspects = (ledger: Ledger, tex: string) =>
    suspectReferences(match(ledger, indexOf(with1(tex))), indexOf(with1(tex)));

  test('in this post and in others, until they are acknowledged, also behind an update', () => {
    const ledger = update([], indexOf(with1('x')));
    expect(suspects(ledger, 'x')).toEqual([]);
    expect(suspects(ledger, 'w')[0]?.uses.map(({ slug }) => slug)).toEqual(['a', 'b']);
    const updated = update(ledger, indexOf(with1('w')));
    expect(suspects(updated, 'w')).toHaveLength(1);
    expect(suspects(acknowledge(updated), 'w')).toEqual([]);
    expect(suspects(acknowledge(updated, new Set(['other'])), 'w')).toHaveLength(1);
  });

  test('a change taken back is none', () => {
    const updated = update(update([], indexOf(with1('x'))), indexOf(with1('w')));
    expect(suspects(updated, 'x')).toEqual([]);
    expect(update(updated, indexOf(with1('x')))).toEqual(update([], indexOf(with1('x'))));
  });

  test('white space and numbers are no change', () => {
    const ledger = update([], indexOf(with1('x = y')));
    expect(suspects(ledger, 'x  =\n y')).toEqual([]);
  });
});

describe('the ledger only grows', () => {
  const ledger = publish(post('x', 'y'));
  const [, first] = ledger;

  test('an entry that is dropped, given away or revived is lost', () => {
    expect(lostEntries(ledger, update(ledger, indexOf({ a: post('n', 'x') })))).toEqual([]);
    expect(lostEntries(ledger, ledger.slice(1))).toEqual([ledger[0]]);
    expect(
      lostEntries(
        ledger,
        ledger.map((entry) => ({ ...entry, post: 'b' })),
      ),
    ).toHaveLength(3);
    const retired = retire(ledger, first!.id, { reason: '有误' });
    expect(lostEntries(ledger, retired)).toEqual([]);
    expect(lostEntries(retired, ledger)).toHaveLength(1);
  });

  test('nothing is retired without a reason', () => {
    expect(() => retire(ledger, first!.id, { reason: ' ' })).toThrow('理由');
    expect(() => retire(ledger, 'zzzzzz', { reason: '有误' })).toThrow('没有');
  });
});

describe('the file', () => {
  test('is read as it was written, one entry a line', () => {
    const index = indexOf({ a: post('n', 'x|eq:b') });
    const full = update(publish(post('x|eq:a', 'y')), index);
    const ledger = retire(full, full.at(-1)!.id, { reason: '并入', replacement: 'a#eq-1' });
    const text = writeLedger(ledger);
    expect(readLedger(text)).toEqual(ledger);
    expect(text.split('\n')).toHaveLength(ledger.length + 6);
    expect(readLedger(writeLedger([]))).toEqual([]);
    expect(readLedger(undefined)).toEqual([]);
  });

  test.each([
    ['{', '不是完整的 JSON'],
    ['{"schema":2,"anchors":[]}', 'schema'],
    ['{"schema":1,"anchors":[{"id":"AAAAAA","post":"a","kind":"post","anchor":"","hash":""}]}', 'anchors.0.id'],
    [
      `{"schema":1,"anchors":[${Array(2).fill('{"id":"bcdfgh","post":"a","kind":"post","anchor":"","hash":""}').join()}]}`,
      '两次',
    ],
  ])('%s is refused', (text, message) => {
    expect(() => readLedger(text)).toThrow(message);
  });
});

test('whatever is inserted, removed and moved, entries stay on their equations and no id is used twice', () => {
  const operation = fc.record({
    kind: fc.constantFrom('insert', 'remove', 'move', 'label'),
    at: fc.nat(99),
    to: fc.nat(99),
  });
  fc.assert(
    fc.property(fc.array(fc.array(operation, { maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rounds) => {
      let count = 0;
      const fresh = () => ({ id: String((count += 1)), label: false });
      const items = [fresh(), fresh(), fresh()];
      const write = () => post(...items.map(({ id, label }) => `x_{${id}}${label ? `|eq:e${id}` : ''}`));
      let ledger = publish(write());
      const holder = new Map(equationsOf(ledger).map(({ id }, place) => [id, items[place]!.id]));
      for (const round of rounds) {
        const removed = new Set<string>();
        for (const { kind, at, to } of round) {
          const place = at % Math.max(1, items.length);
          if (kind === 'insert' || items.length === 0) items.splice(to % (items.length + 1), 0, fresh());
          else if (kind === 'remove') removed.add(items.splice(place, 1)[0]!.id);
          else if (kind === 'move') items.splice(to % items.length, 0, ...items.splice(place, 1));
          else items[place] = { ...items[place]!, label: true };
        }
        const index = indexOf({ a: write() });
        const before = ledger;
        // What was taken out on purpose is retired before the rest is followed; else a new one could take its place.
        const published = new Map([...holder].map(([entry, item]) => [item, entry]));
        for (const item of removed) {
          const id = published.get(item);
          if (id !== undefined) ledger = retire(ledger, id, { reason: '删去' });
        }
        expect(match(ledger, index).missing).toEqual([]);
        ledger = update(ledger, index);
        expect(lostEntries(before, ledger)).toEqual([]);
        expect(new Set(ledger.map(({ id }) => id)).size).toBe(ledger.length);
        const live = equationsOf(ledger).filter(({ retired }) => retired === undefined);
        expect(live.map(({ anchor }) => anchor)).toEqual(items.map((_, place) => `eq-${String(place + 1)}`));
        live.forEach(({ id }, place) => {
          if (holder.has(id)) expect(holder.get(id)).toBe(items[place]!.id);
          holder.set(id, items[place]!.id);
        });
        expect(readLedger(writeLedger(ledger))).toEqual(ledger);
        expect(update(ledger, index)).toEqual(ledger);
      }
    }),
    { numRuns: 300, seed: 20261124 },
  );
});
