import {
  emptyRecord,
  kinds,
  marks,
  sources,
  type CardItem,
  type EquationItem,
  type Item,
  type ItemOf,
  type Kind,
  type PostItem,
  type Schedule,
  type SettingItem,
  type StudyRecord,
} from './record.ts';

/** Grows when what is written can no longer be read by what was published before. */
export const recordVersion = 1;

/** What a text holds. */
export type ReadText =
  /** `refused` items could not be read and are left out. */
  | { readonly kind: 'record'; readonly record: StudyRecord; readonly refused: number }
  /** Not ours, or cut off. */
  | { readonly kind: 'damaged' }
  /** Written by a later version of the site. */
  | { readonly kind: 'newer'; readonly version: number };

/** One JSON text, items in the order of their keys. */
export function writeRecord(record: StudyRecord): string {
  const items = kinds.map((kind) => {
    const entries = [...record[kind]].sort(([a], [b]) => (a < b ? -1 : 1));
    return [kind, Object.fromEntries(entries)] as const;
  });
  return JSON.stringify({ version: recordVersion, ...Object.fromEntries(items) });
}

/** Reads what `writeRecord` wrote. Trusts nothing: the text may be cut off, edited by hand, or of another version. */
export function readRecord(text: string): ReadText {
  const data = parse(text);
  if (!isObject(data)) return { kind: 'damaged' };
  const { version } = data;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'damaged' };
  if (version > recordVersion) return { kind: 'newer', version };
  let refused = 0;
  const read = <K extends Kind>(kind: K): ReadonlyMap<string, ItemOf<K>> => {
    const found = data[kind];
    if (found === undefined) return new Map();
    if (!isObject(found)) {
      refused += 1;
      return new Map();
    }
    const items = Object.entries(found).map(([key, value]) => [key, readItem(kind, key, value)] as const);
    const good = items.filter((entry): entry is [string, ItemOf<K>] => entry[1] !== undefined);
    refused += items.length - good.length;
    return new Map(good);
  };
  const record: StudyRecord = {
    ...emptyRecord,
    posts: read('posts'),
    equations: read('equations'),
    cards: read('cards'),
    settings: read('settings'),
  };
  return { kind: 'record', record, refused };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Longer ones were not written by us. */
const longestKey = 300;

function readItem<K extends Kind>(kind: K, key: string, value: unknown): ItemOf<K> | undefined {
  if (!isObject(value) || !isTime(value['at']) || key === '' || key.length > longestKey) return undefined;
  return readers[kind](value as Fields & Item, key) as ItemOf<K> | undefined;
}

const readers = {
  posts({ at, mark }): PostItem | undefined {
    const known = marks.find((each) => each === mark);
    return known === undefined ? undefined : { at, mark: known };
  },
  equations({ at, slug, anchor, number, title, tex, bookmarked, note }): EquationItem | undefined {
    const texts = { slug, anchor, number, title, tex, note };
    if (!areTexts(texts) || typeof bookmarked !== 'boolean') return undefined;
    return { at, ...texts, bookmarked };
  },
  cards({ at, slug, schedule }): CardItem | undefined {
    if (typeof slug !== 'string') return undefined;
    if (schedule === undefined) return { at, slug, schedule: undefined };
    const read = readSchedule(schedule);
    return read === undefined ? undefined : { at, slug, schedule: read };
  },
  settings({ at, value }, key): SettingItem | undefined {
    const fits: ((given: unknown) => boolean) | undefined = Object.hasOwn(settingValues, key)
      ? settingValues[key as keyof typeof settingValues]
      : undefined;
    return fits?.(value) === true ? { at, value: value as SettingItem['value'] } : undefined;
  },
} as const satisfies { [K in Kind]: (value: Fields & Item, key: string) => ItemOf<K> | undefined };

/** As many as anybody does on a day. */
export const mostPerDay = 9999;

const isLimit = (value: unknown): boolean => isCount(value) && value <= mostPerDay;
const settingValues = {
  newPerDay: isLimit,
  reviewsPerDay: isLimit,
  source: (value: unknown): boolean => sources.some((each) => each === value),
} as const;

function readSchedule(value: unknown): Schedule | undefined {
  if (!isObject(value)) return undefined;
  const { first, last, due, stability, difficulty, interval, step, reps, lapses, state } = value;
  if (!isTime(first) || !isTime(last) || !isTime(due)) return undefined;
  if (!isPositive(stability) || !isPositive(difficulty) || !isPositive(interval)) return undefined;
  if (!isCount(step) || !isCount(reps) || !isCount(lapses) || !isCount(state) || state > 3) return undefined;
  return { first, last, due, stability, difficulty, interval, step, reps, lapses, state };
}

function areTexts<T extends Fields>(values: T): values is T & { [Name in keyof T]: string } {
  return Object.values(values).every((value) => typeof value === 'string');
}

/** A date that exists: `Date` ends at 8.64e15. */
function isTime(value: unknown): value is number {
  return isCount(value) && value <= 8.64e15;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
