import { describe, expect, it } from 'vitest';
import { emptyRecord, settingsOf } from './record.ts';
import { readRecord, writeRecord } from './serialise.ts';
import { recordKey, setAsideKey, StudyStore } from './study-store.ts';
import { MemoryStorage } from './testing/memory-storage.ts';

function open(storage = new MemoryStorage(), start = 1000): { store: StudyStore; storage: MemoryStorage } {
  let time = start;
  return { storage, store: new StudyStore({ storage: () => storage, now: () => (time += 1) }) };
}

const markOf = (store: StudyStore, slug: string): string | undefined => store.read().posts.get(slug)?.mark;

describe('a store', () => {
  it('keeps what is put, for the next page too', () => {
    const { store, storage } = open();
    expect(store.put('posts', 'svd', { mark: 'known' })).toBeUndefined();
    expect(markOf(open(storage).store, 'svd')).toBe('known');
    expect(store.state()).toEqual({ trouble: undefined, unsaved: 0, setAside: [] });
  });

  it('does not undo what another tab has written since', () => {
    const { store, storage } = open();
    store.put('posts', 'svd', { mark: 'read' });
    const other = open(storage, 2000).store;
    other.put('posts', 'pinv', { mark: 'known' });
    store.put('posts', 'msign', { mark: 'read' });
    expect([...store.read().posts.keys()].sort()).toEqual(['msign', 'pinv', 'svd']);
    expect([...other.read().posts.keys()].sort()).toEqual(['msign', 'pinv', 'svd']);
  });

  it('takes the last change although the clock was set back', () => {
    const storage = new MemoryStorage();
    open(storage, 9000).store.put('posts', 'svd', { mark: 'read' });
    const { store } = open(storage, 10);
    store.put('posts', 'svd', { mark: 'none' });
    expect(markOf(open(storage).store, 'svd')).toBe('none');
  });

  it('tells listeners of changes here and elsewhere, and of no others', () => {
    const { store } = open();
    let told = 0;
    const end = store.subscribe(() => (told += 1));
    store.put('posts', 'svd', { mark: 'read' });
    store.changedElsewhere(recordKey, '{}');
    store.changedElsewhere('tuidao:theme', 'dark');
    expect(told).toBe(2);
    end();
    store.put('posts', 'svd', { mark: 'none' });
    expect(told).toBe(2);
  });
});

describe('without storage', () => {
  it('remembers for the page and says that nothing is kept', () => {
    const store = new StudyStore({
      storage: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      now: () => 1,
    });
    expect(store.put('posts', 'svd', { mark: 'read' })).toBe('disabled');
    expect(markOf(store, 'svd')).toBe('read');
    expect(store.state()).toEqual({ trouble: 'disabled', unsaved: 1, setAside: [] });
  });

  it('copes with a browser that has none', () => {
    const store = new StudyStore({ storage: () => null, now: () => 1 });
    expect(store.put('posts', 'svd', { mark: 'read' })).toBe('disabled');
    expect(markOf(store, 'svd')).toBe('read');
  });
});

describe('with a full storage', () => {
  it('keeps what was there, holds what is new, and writes both when there is space', () => {
    const { store, storage } = open();
    store.put('posts', 'svd', { mark: 'read' });
    const before = storage.getItem(recordKey);
    storage.limit = before?.length ?? 0;
    expect(store.put('posts', 'pinv', { mark: 'known' })).toBe('full');
    expect(storage.getItem(recordKey)).toBe(before);
    expect(markOf(store, 'pinv')).toBe('known');
    expect(store.state()).toMatchObject({ trouble: 'full', unsaved: 1 });
    storage.limit = 10_000;
    expect(store.put('posts', 'msign', { mark: 'read' })).toBeUndefined();
    expect([...open(storage).store.read().posts.keys()]).toEqual(['msign', 'pinv', 'svd']);
    expect(store.state()).toMatchObject({ trouble: undefined, unsaved: 0 });
  });
});

describe('a text that cannot be read', () => {
  it.each(['', '{"version":1,"posts":{"svd"', '[]', 'null', '{"version":"1"}', '{"version":0}'])(
    'is set aside before anything is written: %s',
    (text) => {
      const storage = new MemoryStorage();
      storage.setItem(recordKey, text);
      const { store } = open(storage);
      expect(store.state().setAside).toEqual([`${setAsideKey}1`]);
      expect(store.setAside(`${setAsideKey}1`)).toBe(text);
      store.put('posts', 'svd', { mark: 'read' });
      expect(storage.getItem(`${setAsideKey}1`)).toBe(text);
      expect(markOf(open(storage).store, 'svd')).toBe('read');
    },
  );

  it('is set aside once, a second one beside it', () => {
    const storage = new MemoryStorage();
    storage.setItem(recordKey, 'first');
    open(storage).store.read();
    open(storage).store.read();
    storage.setItem(recordKey, 'second');
    const { store } = open(storage);
    expect(store.state().setAside.map((key) => store.setAside(key))).toEqual(['first', 'second']);
  });

  it('is never written over where there is no space to set it aside', () => {
    const storage = new MemoryStorage();
    storage.setItem(recordKey, 'damaged');
    storage.limit = 'damaged'.length;
    const { store } = open(storage);
    expect(store.put('posts', 'svd', { mark: 'read' })).toBe('full');
    expect(storage.getItem(recordKey)).toBe('damaged');
    expect(markOf(store, 'svd')).toBe('read');
  });

  it('loses only the items that cannot be read', () => {
    const storage = new MemoryStorage();
    const text = '{"version":1,"posts":{"svd":{"at":1,"mark":"read"},"pinv":{"at":"1","mark":"read"}}}';
    storage.setItem(recordKey, text);
    const { store } = open(storage);
    expect([...store.read().posts.keys()]).toEqual(['svd']);
    expect(store.setAside(store.state().setAside[0] ?? '')).toBe(text);
  });

  it('of a later version stays as it is', () => {
    const storage = new MemoryStorage();
    const text = '{"version":2,"posts":{}}';
    storage.setItem(recordKey, text);
    const { store } = open(storage);
    expect(store.put('posts', 'svd', { mark: 'read' })).toBe('newer');
    expect(storage.getItem(recordKey)).toBe(text);
    expect(store.state()).toMatchObject({ trouble: 'newer', unsaved: 1, setAside: [] });
  });
});

describe('deleting everything', () => {
  it('leaves nothing behind, in other tabs either', () => {
    const storage = new MemoryStorage();
    storage.setItem(recordKey, 'damaged');
    storage.setItem('tuidao:theme', 'dark');
    const { store } = open(storage);
    store.put('posts', 'svd', { mark: 'read' });
    const other = open(storage).store;
    storage.limit = 0;
    other.put('posts', 'pinv', { mark: 'read' });
    storage.limit = 10_000;
    store.clear();
    expect([...storage.texts.keys()]).toEqual(['tuidao:theme']);
    other.changedElsewhere(recordKey, null);
    other.put('posts', 'msign', { mark: 'read' });
    expect([...store.read().posts.keys()]).toEqual(['msign']);
  });
});

describe('the text of a record', () => {
  const schedule = {
    first: 1,
    last: 2,
    due: 3,
    stability: 2.5,
    difficulty: 5.1,
    interval: 1,
    step: 0,
    reps: 1,
    lapses: 0,
    state: 2,
  };
  const record = {
    posts: new Map([['constructor', { at: 1, mark: 'known' as const }]]),
    equations: new Map([
      [
        'k3m8xz',
        { at: 2, slug: 'svd', anchor: 'eq-1', number: '1', title: 'SVD', tex: 'a', bookmarked: true, note: '注\n"' },
      ],
    ]),
    cards: new Map([
      ['k3m8xz', { at: 3, slug: 'svd', schedule }],
      ['x', { at: 4, slug: 'svd', schedule: undefined }],
    ]),
    settings: new Map([
      ['newPerDay', { at: 5, value: 3 }],
      ['source', { at: 6, value: 'all' }],
    ]),
  };

  it('is read as it was', () => {
    const read = readRecord(writeRecord(record));
    expect(read).toEqual({ kind: 'record', record, refused: 0 });
    expect(settingsOf(record)).toEqual({ newPerDay: 3, reviewsPerDay: 100, source: 'all' });
    expect(readRecord(writeRecord(emptyRecord))).toEqual({ kind: 'record', record: emptyRecord, refused: 0 });
  });

  it.each([
    ['posts', { mark: 'read' }],
    ['posts', { at: 1.5, mark: 'read' }],
    ['posts', { at: 1, mark: 'learned' }],
    ['equations', { at: 1, slug: 'svd' }],
    ['cards', { at: 1, slug: 'svd', schedule: { ...schedule, due: -1 } }],
    ['cards', { at: 1, slug: 'svd', schedule: { ...schedule, stability: null } }],
    ['cards', { at: 1, slug: 'svd', schedule: { ...schedule, state: 4 } }],
    ['settings', { at: 1, value: 3 }],
    ['settings', 'x'],
  ])('takes no bad item of %s: %j', (kind, item) => {
    const name = kind === 'settings' ? 'toString' : 'x';
    expect(readRecord(JSON.stringify({ version: 1, [kind]: { [name]: item } }))).toMatchObject({ refused: 1 });
  });

  it('takes no limit that is none', () => {
    for (const value of [-1, 2.5, 100_000, '10', null]) {
      expect(readRecord(JSON.stringify({ version: 1, settings: { newPerDay: { at: 1, value } } }))).toMatchObject({
        refused: 1,
      });
    }
  });
});
