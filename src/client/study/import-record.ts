import { isNewer, kinds, type Item, type StudyRecord } from './record.ts';
import { readRecord, type ReadText } from './serialise.ts';

/** What a merge will do. */
export interface ImportCounts {
  readonly added: number;
  readonly updated: number;
  /** Newer here, or the same. */
  readonly kept: number;
}

/** What a file holds that somebody chose: like what is stored, nothing in it is trusted. */
export function readImport(text: string): ReadText {
  // Some editors put a mark in front.
  return readRecord(text.replace(/^\uFEFF/, ''));
}

/** Compares a record with what is to be merged into it. */
export function countImport(current: StudyRecord, incoming: StudyRecord): ImportCounts {
  const counts = { added: 0, updated: 0, kept: 0 };
  for (const kind of kinds) {
    const known: ReadonlyMap<string, Item> = current[kind];
    for (const [key, item] of incoming[kind] as ReadonlyMap<string, Item>) {
      const before = known.get(key);
      if (before === undefined) counts.added += 1;
      else if (isNewer(item, before)) counts.updated += 1;
      else counts.kept += 1;
    }
  }
  return counts;
}
