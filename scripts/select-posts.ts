import { basename } from 'node:path';
import { nearestName } from '../src/equations/nearest-name.ts';
import type { PostSource } from '../src/integrations/read-content.ts';
import { UsageError } from './command.ts';

/**
 * The posts that are named by slug, by file, or by a file that belongs to them; all where no name is given.
 * @throws UsageError where a name is none
 */
export function selectPosts(posts: readonly PostSource[], names: readonly string[]): readonly PostSource[] {
  if (names.length === 0) return posts;
  const slugs = posts.map(({ name }) => name.slug);
  const wanted = new Set(
    names.map((name) => {
      const slug = basename(name).replace(/\.(?:mdx?|check\.py|json)$/, '');
      if (slugs.includes(slug)) return slug;
      const near = nearestName(slug, slugs);
      throw new UsageError(`没有叫 ${slug} 的文章${near === undefined ? '' : `，是 ${near} 吗`}。`);
    }),
  );
  return posts.filter(({ name }) => wanted.has(name.slug));
}
