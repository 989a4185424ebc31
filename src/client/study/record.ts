/**
 * What a reader's study consists of, as it lies in the browser and in exported files. Every item carries the time of its last
 * change, so that two records can be merged: of each item the newer one counts. Pure: knows neither page nor storage.
 */

/** Milliseconds since 1970. */
export type Time = number;

/** Something that can be changed on its own. What was taken back stays as an item, else a merge would bring it back. */
export interface Item {
  readonly at: Time;
}

export const marks = ['none', 'read', 'known'] as const;
/** `known` counts as read as well. */
export type Mark = (typeof marks)[number];

export interface PostItem extends Item {
  readonly mark: Mark;
}

/** A bookmark, a note or both. `slug` and what follows are as they were when it was made: shown where the site does not answer. */
export interface EquationItem extends Item {
  readonly slug: string;
  /** Where it was: `eq-7`. */
  readonly anchor: string;
  readonly number: string;
  readonly title: string;
  readonly tex: string;
  readonly bookmarked: boolean;
  /** Plain text; `''` where there is none. */
  readonly note: string;
}

/** Where a card stands in its schedule (FSRS). `undefined` schedule: the card was taken back to new. */
export interface CardItem extends Item {
  readonly slug: string;
  readonly schedule: Schedule | undefined;
}

export interface Schedule {
  /** First review. */
  readonly first: Time;
  readonly last: Time;
  readonly due: Time;
  /** Days. */
  readonly stability: number;
  readonly difficulty: number;
  /** Days between the last review and `due`. */
  readonly interval: number;
  /** Place in the steps of learning. */
  readonly step: number;
  readonly reps: number;
  readonly lapses: number;
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  readonly state: number;
}

export const sources = ['read', 'all'] as const;
/** Posts whose cards come up: those marked as read, or all. */
export type Source = (typeof sources)[number];

export interface Settings {
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly source: Source;
}

export const defaultSettings: Settings = { newPerDay: 10, reviewsPerDay: 100, source: 'read' };

export interface SettingItem extends Item {
  readonly value: number | string;
}

export interface StudyRecord {
  /** By slug. */
  readonly posts: ReadonlyMap<string, PostItem>;
  /** By permanent id without `q-`; `slug#eq-7` for an equation that has none yet. */
  readonly equations: ReadonlyMap<string, EquationItem>;
  /** By id of the card. */
  readonly cards: ReadonlyMap<string, CardItem>;
  /** By name of the setting. */
  readonly settings: ReadonlyMap<string, SettingItem>;
}

export const kinds = ['posts', 'equations', 'cards', 'settings'] as const satisfies readonly (keyof StudyRecord)[];
export type Kind = (typeof kinds)[number];
/** An item of a kind. */
export type ItemOf<K extends Kind> = StudyRecord[K] extends ReadonlyMap<string, infer I> ? I : never;

export const emptyRecord: StudyRecord = {
  posts: new Map(),
  equations: new Map(),
  cards: new Map(),
  settings: new Map(),
};

/** Of each item the newer one; of two of the same time always the same one, whichever comes first. */
export function mergeRecords(one: StudyRecord, other: StudyRecord): StudyRecord {
  return {
    posts: mergeItems(one.posts, other.posts),
    equations: mergeItems(one.equations, other.equations),
    cards: mergeItems(one.cards, other.cards),
    settings: mergeItems(one.settings, other.settings),
  };
}

function mergeItems<I extends Item>(
  one: ReadonlyMap<string, I>,
  other: ReadonlyMap<string, I>,
): ReadonlyMap<string, I> {
  if (other.size === 0) return one;
  const merged = new Map(one);
  for (const [key, item] of other) {
    const known = merged.get(key);
    if (known === undefined || isNewer(item, known)) merged.set(key, item);
  }
  return merged;
}

export function isNewer(item: Item, known: Item): boolean {
  return item.at === known.at ? JSON.stringify(item) > JSON.stringify(known) : item.at > known.at;
}

/** Items of all kinds. */
export function countItems(record: StudyRecord): number {
  return kinds.reduce((sum, kind) => sum + record[kind].size, 0);
}

export function settingsOf({ settings }: StudyRecord): Settings {
  const number = (name: 'newPerDay' | 'reviewsPerDay'): number => {
    const value = settings.get(name)?.value;
    return typeof value === 'number' ? value : defaultSettings[name];
  };
  const source = settings.get('source')?.value;
  return {
    newPerDay: number('newPerDay'),
    reviewsPerDay: number('reviewsPerDay'),
    source: sources.find((each) => each === source) ?? defaultSettings.source,
  };
}
