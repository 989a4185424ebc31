import type { Post, Site, Topic } from './types.ts';

/** A page of the index of equations. */
export interface EquationPage {
  /** Below the index: `matrices`, `matrices/2`. */
  readonly path: string;
  readonly topic: Topic;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
  readonly posts: readonly Post[];
  readonly equations: number;
}

/** Equations on one page: about 400 kB of HTML. */
export const equationsPerPage = 1500;

/** Posts with equations by topic, in the order of the site. */
export function equationTopics(site: Site): readonly { readonly topic: Topic; readonly posts: readonly Post[] }[] {
  return site.content.topics
    .map((topic) => ({
      topic,
      posts: site.posts.filter((post) => post.topic === topic.id && post.counts.equations > 0),
    }))
    .filter(({ posts }) => posts.length > 0);
}

/** The pages of a site with more equations than one page takes; none where one page is enough. */
export function equationPages(site: Site, limit = equationsPerPage): readonly EquationPage[] {
  const topics = equationTopics(site);
  if (count(topics.flatMap(({ posts }) => posts)) <= limit) return [];
  return topics.flatMap(({ topic, posts }) => {
    const parts = pack(posts, limit);
    return parts.map((own, place) => ({
      path: place === 0 ? topic.id : `${topic.id}/${String(place + 1)}`,
      topic,
      part: place + 1,
      parts: parts.length,
      posts: own,
      equations: count(own),
    }));
  });
}

function count(posts: readonly Post[]): number {
  return posts.reduce((sum, { counts }) => sum + counts.equations, 0);
}

/** A post stays whole, so that a part may be larger where one post is. */
function pack(posts: readonly Post[], limit: number): readonly (readonly Post[])[] {
  const parts: Post[][] = [];
  for (const post of posts) {
    const last = parts.at(-1);
    if (last !== undefined && count(last) + post.counts.equations <= limit) last.push(post);
    else parts.push([post]);
  }
  return parts;
}
