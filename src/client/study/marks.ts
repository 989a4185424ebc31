import type { Mark, StudyRecord } from './record.ts';
import { study } from './store.ts';
import type { Trouble } from './study-store.ts';

/** Slugs of the posts that the reader marked as known: for plans, which leave them out. Empty where nothing can be read. */
export function readKnown(): ReadonlySet<string> {
  return postsMarked(study.read(), 'known');
}

/** Slugs of the posts marked as read; what is known was read. */
export function readRead(): ReadonlySet<string> {
  const record = study.read();
  return new Set([...postsMarked(record, 'read'), ...postsMarked(record, 'known')]);
}

function postsMarked({ posts }: StudyRecord, mark: Mark): ReadonlySet<string> {
  return new Set([...posts].filter(([, item]) => item.mark === mark).map(([slug]) => slug));
}

export function markOf(slug: string): Mark {
  return study.read().posts.get(slug)?.mark ?? 'none';
}

/** Says why the mark was not kept, if it was not. */
export function setMark(slug: string, mark: Mark): Trouble | undefined {
  return study.put('posts', slug, { mark });
}

/** Calls back after every change, also of another tab. @returns a function that ends it */
export function onStudyChange(listener: () => void): () => void {
  return study.subscribe(listener);
}
