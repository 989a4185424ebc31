import { describe, expect, it } from 'vitest';
import type { Card, CardFile, Deck } from '../../study/types.ts';
import { Session } from './session.ts';
import { StudyStore } from './study-store.ts';
import { MemoryStorage } from './testing/memory-storage.ts';

const minute = 60_000;
const files: Readonly<Record<string, readonly string[]>> = { svd: ['a', 'b'], muon: ['c'] };
const deck: Deck = {
  posts: Object.entries(files).map(([slug, cards]) => ({ slug, title: slug, topic: 't', cards: cards.length })),
  topics: [],
  paths: [],
};

function card(id: string): Card {
  return { id, form: 'equation', label: '', section: '', anchor: '', front: '', back: [''] };
}

function open(only?: string) {
  let time = new Date(2026, 10, 24, 12).getTime();
  const now = (): number => time;
  const storage = new MemoryStorage();
  const store = new StudyStore({ storage: () => storage, now });
  let offline = false;
  const load = (slug: string): Promise<CardFile> =>
    offline
      ? Promise.reject(new Error('offline'))
      : Promise.resolve({ slug, title: slug, url: '', cards: (files[slug] ?? []).map(card) });
  return {
    store,
    session: new Session({ store, deck, load, now, only }),
    wait: (milliseconds: number) => (time += milliseconds),
    cut: (state: boolean) => (offline = state),
  };
}

describe('a sitting', () => {
  it('asks the new cards of what was read in order, then those that are being learnt again, then nothing', async () => {
    const { session, store, wait } = open();
    store.put('posts', 'muon', { mark: 'read' });
    store.put('posts', 'svd', { mark: 'read' });
    const asked: string[] = [];
    for (let next = await session.next(); next !== undefined && asked.length < 20; next = await session.next()) {
      asked.push(next.card.id);
      session.grade(next, next.item?.schedule === undefined && next.card.id === 'b' ? 1 : 4);
      wait(minute);
    }
    expect(asked).toEqual(['a', 'b', 'b', 'c']);
    expect(store.read().cards.get('c')?.slug).toBe('muon');
  });

  it('takes a grade back as if it had not been given, and asks that card again', async () => {
    const { session, store } = open();
    store.put('posts', 'svd', { mark: 'read' });
    const first = await session.next();
    if (first === undefined) throw new Error('no card');
    session.grade(first, 4);
    expect((await session.next())?.card.id).toBe('b');
    session.undo();
    const again = await session.next();
    expect([again?.card.id, again?.item?.schedule, session.canUndo]).toEqual(['a', undefined, false]);
  });

  it('restores the schedule of a card that was known before', async () => {
    const { session, store, wait } = open();
    store.put('posts', 'svd', { mark: 'read' });
    const first = await session.next();
    if (first === undefined) throw new Error('no card');
    session.grade(first, 4);
    const before = store.read().cards.get('a')?.schedule;
    wait(400 * 24 * 60 * minute);
    const due = await session.next();
    if (due === undefined) throw new Error('no card');
    expect(due.card.id).toBe('a');
    session.grade(due, 1);
    session.undo();
    expect(store.read().cards.get('a')?.schedule).toEqual(before);
  });

  it('leaves out cards that are gone from their posts, and keeps what is known about them', async () => {
    const { session, store, wait } = open();
    const { schedule } = await learnt();
    store.put('cards', 'gone', { slug: 'svd', schedule });
    wait(400 * 24 * 60 * minute);
    expect(await session.next()).toBeUndefined();
    expect(store.read().cards.get('gone')?.schedule).toEqual(schedule);
  });

  it('asks all cards of one post, read or not', async () => {
    const { session } = open('muon');
    expect((await session.next())?.card.id).toBe('c');
  });

  it('says that cards cannot be fetched, and goes on when they can', async () => {
    const { session, cut } = open('svd');
    cut(true);
    await expect(session.next()).rejects.toThrow('offline');
    cut(false);
    expect((await session.next())?.card.id).toBe('a');
  });
});

async function learnt() {
  const { session, store } = open('svd');
  const first = await session.next();
  if (first === undefined) throw new Error('no card');
  session.grade(first, 4);
  const item = store.read().cards.get('a');
  if (item?.schedule === undefined) throw new Error('no schedule');
  return { schedule: item.schedule };
}
