import { describe, expect, it } from 'vitest';
import type { Deck } from '../../study/types.ts';
import { dayOf, makeQueue } from './queue.ts';
import { emptyRecord, type CardItem, type Mark, type StudyRecord } from './record.ts';
import { gradeCard } from './schedule.ts';

const noon = new Date(2026, 10, 24, 12).getTime();
const minute = 60_000;
const days = 24 * 60 * minute;
const deck: Deck = {
  posts: [
    { slug: 'svd', title: 'SVD', topic: 'm', cards: 3 },
    { slug: 'pinv', title: '伪逆', topic: 'm', cards: 2 },
    { slug: 'muon', title: 'Muon', topic: 'o', cards: 4 },
  ],
  topics: [],
  paths: [],
};

function record(
  marks: Readonly<Record<string, Mark>>,
  cards: Readonly<Record<string, CardItem['schedule']>> = {},
  settings: Readonly<Record<string, number | string>> = {},
): StudyRecord {
  return {
    ...emptyRecord,
    posts: new Map(Object.entries(marks).map(([slug, mark]) => [slug, { at: 1, mark }])),
    cards: new Map(
      Object.entries(cards).map(([id, schedule]) => [id, { at: 1, slug: id.split('-')[0] ?? '', schedule }]),
    ),
    settings: new Map(Object.entries(settings).map(([name, value]) => [name, { at: 1, value }])),
  };
}

/** A card that was learnt long ago and is due at a time. */
function due(at: number): NonNullable<CardItem['schedule']> {
  const learnt = gradeCard(undefined, 4, noon - 90 * days);
  return { ...learnt, due: at };
}

describe('what is to be done', () => {
  it('is nothing before anything was read', () => {
    expect(makeQueue(emptyRecord, deck, noon)).toEqual({
      due: [],
      fresh: [],
      freshCards: 0,
      soon: [],
      next: undefined,
    });
  });

  it('are new cards of posts that were read, prerequisites first, known ones left out', () => {
    const { fresh, freshCards } = makeQueue(record({ muon: 'read', svd: 'read', pinv: 'known' }), deck, noon);
    expect(fresh.map(({ slug }) => slug)).toEqual(['svd', 'muon']);
    expect(freshCards).toBe(7);
  });

  it('are new cards of all posts that are not known, if the reader wants it so', () => {
    const { fresh } = makeQueue(record({ pinv: 'known' }, {}, { source: 'all' }), deck, noon);
    expect(fresh.map(({ slug }) => slug)).toEqual(['svd', 'muon']);
  });

  it('are cards due today, prerequisites first, late ones before', () => {
    const cards = {
      'muon-1': due(noon - 9 * days),
      'svd-2': due(noon + 5 * 60 * minute),
      'svd-1': due(noon - days),
      'pinv-1': due(noon + 13 * 60 * minute),
    };
    expect(makeQueue(record({}, cards), deck, noon).due.map(({ id }) => id)).toEqual(['svd-1', 'svd-2', 'muon-1']);
  });

  it('asks first what is being learnt and due by the minute', () => {
    const again = gradeCard(undefined, 1, noon - 5 * minute);
    const good = gradeCard(undefined, 3, noon - 5 * minute);
    const { due: first, soon } = makeQueue(
      record({}, { 'muon-1': again, 'muon-2': good, 'svd-1': due(noon) }),
      deck,
      noon,
    );
    expect(first.map(({ id }) => id)).toEqual(['muon-1', 'svd-1']);
    expect(soon.map(({ id }) => id)).toEqual(['muon-2']);
  });

  it('leaves cards of posts that are gone alone', () => {
    expect(makeQueue(record({}, { 'other-1': due(noon) }), deck, noon).due).toEqual([]);
    expect(makeQueue(record({}, { 'svd-1': due(noon) }), deck, noon, { gone: new Set(['svd-1']) }).due).toEqual([]);
  });
});

describe('the limits of a day', () => {
  it('hold new cards, those seen today counted', () => {
    const seen = gradeCard(undefined, 4, noon - minute);
    const { fresh, freshCards } = makeQueue(record({ svd: 'read' }, { 'svd-1': seen }, { newPerDay: 2 }), deck, noon);
    expect([fresh.length, freshCards]).toEqual([1, 1]);
    const none = makeQueue(record({ svd: 'read' }, { 'svd-1': seen }, { newPerDay: 1 }), deck, noon);
    expect([none.fresh.length, none.freshCards]).toEqual([0, 0]);
  });

  it('hold reviews, those of today counted and those of yesterday not', () => {
    const done = gradeCard(due(noon - days), 3, noon - minute);
    const yesterday = gradeCard(due(noon - 3 * days), 3, noon - days);
    const cards = { 'svd-1': done, 'svd-2': yesterday, 'pinv-1': due(noon), 'pinv-2': due(noon) };
    expect(makeQueue(record({}, cards, { reviewsPerDay: 2 }), deck, noon).due).toHaveLength(1);
    expect(makeQueue(record({}, cards, { reviewsPerDay: 3 }), deck, noon).due).toHaveLength(2);
  });

  it('do not count cards seen for the first time as reviews', () => {
    const cards = { 'svd-1': gradeCard(undefined, 4, noon - minute), 'pinv-1': due(noon), 'pinv-2': due(noon) };
    expect(makeQueue(record({}, cards, { reviewsPerDay: 2 }), deck, noon).due).toHaveLength(2);
  });

  it('do not hold for a single post that was asked for', () => {
    const cards = { 'svd-1': due(noon), 'svd-2': due(noon), 'pinv-1': due(noon) };
    const settings = { reviewsPerDay: 0, newPerDay: 0 };
    const queue = makeQueue(record({}, cards, settings), deck, noon, { only: 'svd' });
    expect(queue.due.map(({ id }) => id)).toEqual(['svd-1', 'svd-2']);
    expect([queue.fresh.map(({ slug }) => slug), queue.freshCards]).toEqual([['svd'], 1]);
  });
});

describe('a schedule', () => {
  it('grows with what is known and shrinks with what is not', () => {
    let schedule = gradeCard(undefined, 4, noon);
    expect(schedule).toMatchObject({ first: noon, last: noon, reps: 1, lapses: 0, state: 2 });
    const intervals: number[] = [];
    for (let review = 0; review < 4; review += 1) {
      schedule = gradeCard(schedule, 3, schedule.due);
      intervals.push(schedule.interval);
    }
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(new Set(intervals).size).toBe(4);
    const forgotten = gradeCard(schedule, 1, schedule.due);
    expect(forgotten).toMatchObject({ first: noon, lapses: 1, state: 3 });
    expect(forgotten.stability).toBeLessThan(schedule.stability);
  });

  it('tells the four grades apart', () => {
    const schedule = gradeCard(gradeCard(undefined, 4, noon - 30 * days), 3, noon - 10 * days);
    const dues = ([1, 2, 3, 4] as const).map((grade) => gradeCard(schedule, grade, noon).due);
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
    expect(new Set(dues).size).toBe(4);
  });
});

it('ends a day at the midnight of the reader', () => {
  const { start, end } = dayOf(noon);
  expect(new Date(start).getHours()).toBe(0);
  expect([start <= noon, end > noon, new Date(end).getDate()]).toEqual([true, true, 25]);
});
