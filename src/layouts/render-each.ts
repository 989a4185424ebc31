import { renderPost } from 'virtual:tuidao/site';
import type { Post, RenderedPost } from '../site/types.ts';

/**
 * What a page needs of each of many posts, in their order. One post after the other: only what `pick` returns stays, so
 * that a list of a thousand posts does not hold a thousand bodies.
 */
export async function renderEach<T>(
  posts: readonly Post[],
  pick: (post: Post, rendered: RenderedPost) => T,
): Promise<T[]> {
  const picked: T[] = [];
  for (const post of posts) picked.push(pick(post, await renderPost(post.slug)));
  return picked;
}
