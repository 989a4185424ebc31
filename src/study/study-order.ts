import type { Post } from '../site/types.ts';

/** Posts with all their prerequisites before them; apart from that in the order given. A cycle is cut where it is met. */
export function studyOrder<P extends Pick<Post, 'slug' | 'prerequisites'>>(posts: readonly P[]): readonly P[] {
  const bySlug = new Map(posts.map((post) => [post.slug, post]));
  const ordered = new Set<P>();
  const open = new Set<string>();
  const visit = (post: P): void => {
    if (ordered.has(post) || open.has(post.slug)) return;
    open.add(post.slug);
    for (const { post: slug } of post.prerequisites) {
      const before = bySlug.get(slug);
      if (before !== undefined) visit(before);
    }
    open.delete(post.slug);
    ordered.add(post);
  };
  for (const post of posts) visit(post);
  return [...ordered];
}
