import { countItems, emptyRecord, mergeRecords, type ItemOf, type Kind, type StudyRecord } from './record.ts';
import { readRecord, writeRecord } from './serialise.ts';

/** The part of `localStorage` that is used. Everything may throw. */
export type StudyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The record, and what could not be read, beside it. */
export const recordKey = 'tuidao:study';
export const setAsideKey = 'tuidao:study-damaged:';

/**
 * Why what a reader does is not kept, or not all of it was read.
 * `disabled`: the browser keeps nothing for this site. `full`: no space. `newer`: a later version of the site wrote it.
 */
export type Trouble = 'disabled' | 'full' | 'newer';

export interface StoreState {
  readonly trouble: Trouble | undefined;
  /** Changes that live only as long as the page; an export holds them. */
  readonly unsaved: number;
  /** Keys of texts that could not be read, or not fully; they are kept as they were. */
  readonly setAside: readonly string[];
}

export interface StoreOptions {
  /** Asked each time: access alone throws where storage is disabled. */
  readonly storage: () => StudyStorage | null;
  readonly now: () => number;
}

/** An item as it is put: the store adds the time. */
export type NewItem<K extends Kind> = Omit<ItemOf<K>, 'at'>;

/**
 * The one record of a reader. Written after every change, read anew before it, so that tabs do not undo each other's work.
 * What cannot be written stays in memory, and goes along with the next change that can.
 */
export class StudyStore {
  readonly #options: StoreOptions;
  readonly #listeners = new Set<() => void>();
  #unsaved: StudyRecord = emptyRecord;
  #trouble: Trouble | undefined;
  /** The last text and what it held: most questions come many times between two changes. */
  #last: { readonly text: string | null; readonly record: StudyRecord; readonly writable: boolean } | undefined;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** What holds now: what is stored, and what could not be. */
  read(): StudyRecord {
    return mergeRecords(this.#load().record, this.#unsaved);
  }

  /** Puts one item. Says why it was not kept, if it was not. */
  put<K extends Kind>(kind: K, key: string, item: NewItem<K>): Trouble | undefined {
    const before = this.read()[kind].get(key);
    // A clock that was set back must not make a change older than the one before it.
    const at = Math.max(this.#options.now(), (before?.at ?? 0) + 1);
    return this.add({ ...emptyRecord, [kind]: new Map([[key, { at, ...item }]]) });
  }

  /** Merges a record into this one, as an import does. */
  add(record: StudyRecord): Trouble | undefined {
    this.#unsaved = mergeRecords(this.#unsaved, record);
    const trouble = this.#save();
    this.#tell();
    return trouble;
  }

  state(): StoreState {
    this.#load();
    return { trouble: this.#trouble, unsaved: countItems(this.#unsaved), setAside: this.#setAsideKeys() };
  }

  /** A text that was set aside. */
  setAside(key: string): string | undefined {
    return this.#attempt((storage) => storage.getItem(key)) ?? undefined;
  }

  /** Deletes a text that was set aside. */
  dropSetAside(key: string): void {
    if (key.startsWith(setAsideKey)) this.#attempt((storage) => storage.removeItem(key));
    this.#tell();
  }

  /** Deletes everything, what was set aside as well. */
  clear(): void {
    this.#attempt((storage) => {
      for (const key of this.#setAsideKeys()) storage.removeItem(key);
      storage.removeItem(recordKey);
    });
    this.#forget();
    this.#tell();
  }

  /** Another tab has changed something. @param key as the storage event has it; `null` for everything */
  changedElsewhere(key: string | null, text: string | null): void {
    if (key !== null && key !== recordKey && !key.startsWith(setAsideKey)) return;
    // Deleted there: what waits here would bring back what the reader wanted to be gone.
    if (text === null && (key === recordKey || key === null)) this.#forget();
    this.#tell();
  }

  /** @returns a function that ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #forget(): void {
    this.#unsaved = emptyRecord;
    this.#last = undefined;
    this.#trouble = undefined;
  }

  #load(): { readonly record: StudyRecord; readonly writable: boolean } {
    let text: string | null;
    try {
      const storage = this.#options.storage();
      if (storage === null) return this.#withoutStorage();
      text = storage.getItem(recordKey);
    } catch {
      return this.#withoutStorage();
    }
    if (this.#last !== undefined && this.#last.text === text && this.#last.writable) return this.#last;
    const last = { text, ...this.#interpret(text) };
    this.#last = last;
    if (last.writable && countItems(this.#unsaved) === 0) this.#trouble = undefined;
    return last;
  }

  #withoutStorage(): { readonly record: StudyRecord; readonly writable: boolean } {
    this.#trouble = 'disabled';
    return { record: emptyRecord, writable: false };
  }

  #interpret(text: string | null): { readonly record: StudyRecord; readonly writable: boolean } {
    if (text === null) return { record: emptyRecord, writable: true };
    const read = readRecord(text);
    if (read.kind === 'newer') {
      this.#trouble = 'newer';
      return { record: emptyRecord, writable: false };
    }
    const record = read.kind === 'record' ? read.record : emptyRecord;
    const whole = read.kind === 'record' && read.refused === 0;
    // Without a copy of what cannot be read nothing may be written over it.
    return { record, writable: whole || this.#keepAside(text) };
  }

  #save(): Trouble | undefined {
    const { record, writable } = this.#load();
    if (!writable) return (this.#trouble ??= 'full');
    const merged = mergeRecords(record, this.#unsaved);
    const text = writeRecord(merged);
    try {
      const storage = this.#options.storage();
      if (storage === null) return (this.#trouble = 'disabled');
      storage.setItem(recordKey, text);
    } catch (error) {
      return (this.#trouble = isQuota(error) ? 'full' : 'disabled');
    }
    this.#unsaved = emptyRecord;
    this.#trouble = undefined;
    this.#last = { text, record: merged, writable: true };
    return undefined;
  }

  /** Copies a text to a key of its own, once. @returns whether it is there */
  #keepAside(text: string): boolean {
    const keys = this.#setAsideKeys();
    if (keys.some((key) => this.setAside(key) === text)) return true;
    const numbers = keys.map((key) => Number(key.slice(setAsideKey.length))).filter(Number.isInteger);
    const key = setAsideKey + String(Math.max(0, ...numbers) + 1);
    return (
      this.#attempt((storage) => {
        storage.setItem(key, text);
        return storage.getItem(key) === text;
      }) === true
    );
  }

  #setAsideKeys(): string[] {
    const keys = this.#attempt((storage) => Array.from({ length: storage.length }, (_, place) => storage.key(place)));
    return (keys ?? []).filter((key): key is string => key?.startsWith(setAsideKey) === true).sort();
  }

  /** `undefined` where the storage does not answer. */
  #attempt<T>(act: (storage: StudyStorage) => T): T | undefined {
    try {
      const storage = this.#options.storage();
      return storage === null ? undefined : act(storage);
    } catch {
      return undefined;
    }
  }
}

/** Firefox has a name of its own for it. */
function isQuota(error: unknown): boolean {
  return error instanceof Error && /^(?:QuotaExceededError|NS_ERROR_DOM_QUOTA_REACHED)$/.test(error.name);
}
