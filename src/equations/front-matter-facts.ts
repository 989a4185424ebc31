import { toPostMeta } from '../schemas/post.ts';
import type { PostMeta } from '../site/types.ts';
import { startOfFile } from './check-input.ts';
import type { Derivation, Position } from './types.ts';

/** The front matter where it is valid; elsewhere `frontmatter-is-valid` speaks and other rules are silent. */
export function metaOf({ frontMatter }: Derivation): PostMeta | undefined {
  return frontMatter.problems.length > 0 ? undefined : toPostMeta(frontMatter.data);
}

/** Whether a post calls itself finished: what is said of finished writing is said of these only. */
export function isComplete(derivation: Derivation): boolean {
  return metaOf(derivation)?.status === 'complete';
}

/** Where a value of the front matter stands; for a missing one, where the group stands that lacks it. */
export function placeInFrontMatter({ frontMatter }: Derivation, path: string): Position {
  for (let rest = path; rest !== ''; rest = rest.replace(/\.?[^.]*$/, '')) {
    const place = frontMatter.places[rest];
    if (place) return place;
  }
  return frontMatter.position ?? startOfFile;
}
