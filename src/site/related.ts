import type { Post, Site } from './types.ts';

/** A post that belongs beside another one, and why. */
export interface RelatedPost {
  readonly post: Post;
  /** Names of the concepts that both use. */
  readonly concepts: readonly string[];
  /** Learning paths that lead from one to the other in one step. */
  readonly paths: readonly { readonly name: string; readonly direction: 'before' | 'after' }[];
}

/**
 * Posts that share concepts or stand next to each other on a learning path. Those that a reader of the post is led to
 * anyway are left out: what must be read first, and what builds on it.
 */
export function relatedPosts(
  post: Post,
  { posts, content }: Pick<Site, 'posts' | 'content'>,
  limit: number,
): RelatedPost[] {
  const known = new Set([
    post.slug,
    ...post.prerequisites.map((each) => each.post),
    ...post.usedBy.map(({ slug }) => slug),
  ]);
  const names = new Map(content.concepts.map(({ id, name }) => [id, name]));
  return posts
    .filter(({ slug }) => !known.has(slug))
    .map((other) => ({
      post: other,
      concepts: post.concepts.filter((id) => other.concepts.includes(id)).map((id) => names.get(id) ?? id),
      paths: content.paths.flatMap(({ name, steps }) => {
        const here = steps.findIndex((step) => step.post === post.slug);
        const there = steps.findIndex((step) => step.post === other.slug);
        if (here === -1 || there === -1 || Math.abs(here - there) !== 1) return [];
        return [{ name, direction: there < here ? ('before' as const) : ('after' as const) }];
      }),
    }))
    .filter(({ concepts, paths }) => concepts.length + paths.length > 0)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, limit);
}

function weight({ concepts, paths }: RelatedPost): number {
  return concepts.length + 2 * paths.length;
}
