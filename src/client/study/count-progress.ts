import type { Deck } from '../../study/types.ts';
import type { Mark, StudyRecord } from './record.ts';

export interface Progress {
  /** Posts that there are. */
  readonly posts: number;
  /** Read or known. */
  readonly read: number;
  readonly known: number;
}

/**
 * How far a reader is.
 * @param name `topic:matrices`, `path:first-steps`; anything else stands for all posts
 */
export function countProgress(name: string, deck: Deck, { posts }: Pick<StudyRecord, 'posts'>): Progress {
  const slugs = slugsOf(name, deck);
  const marks = slugs.map((slug): Mark => posts.get(slug)?.mark ?? 'none');
  const count = (mark: Mark): number => marks.filter((each) => each === mark).length;
  return { posts: slugs.length, read: count('read') + count('known'), known: count('known') };
}

function slugsOf(name: string, { posts, paths }: Deck): readonly string[] {
  const [kind, id] = name.split(':');
  if (kind === 'path') return paths.find((path) => path.id === id)?.posts ?? [];
  return posts.filter(({ topic }) => kind !== 'topic' || topic === id).map(({ slug }) => slug);
}
