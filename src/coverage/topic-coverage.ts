import type { CatalogueEntry, Post, Site, Topic } from '../site/types.ts';
import { coverageFigures, groupByPriority, type CoverageFigures, type PendingGroup } from './figures.ts';

/** How far a topic is. Everything is counted from files; nothing is typed. */
export interface TopicCoverage {
  readonly topic: Topic;
  readonly figures: CoverageFigures;
  /** Written posts, in their order. */
  readonly posts: readonly Post[];
  /** Entries without a post, by priority, then as the catalogue has them. */
  readonly pending: readonly PendingGroup[];
  /** Posts and entries of other topics that belong here too. They are not counted. */
  readonly alsoPosts: readonly Post[];
  readonly alsoPending: readonly CatalogueEntry[];
}

type Counted = Pick<Site, 'content' | 'posts' | 'bySlug'>;

/** One entry for each topic of `topics.yaml`, in its order. */
export function coverTopics({ content, posts, bySlug }: Counted): TopicCoverage[] {
  const unwritten = content.catalogue.filter(({ slug }) => !bySlug.has(slug));
  return content.topics.map((topic) => {
    const own = posts.filter((post) => post.topic === topic.id);
    const pending = unwritten.filter((entry) => entry.topic === topic.id);
    return {
      topic,
      figures: coverageFigures(own, pending),
      posts: own,
      pending: groupByPriority(pending),
      alsoPosts: posts.filter((post) => post.topic !== topic.id && isAlsoIn(post, topic.id, content.catalogue)),
      alsoPending: unwritten.filter((entry) => entry.topic !== topic.id && entry.alsoIn?.includes(topic.id) === true),
    };
  });
}

/** The figures of the whole site. */
export function coverSite({ content, posts, bySlug }: Counted): CoverageFigures {
  return coverageFigures(
    posts,
    content.catalogue.filter(({ slug }) => !bySlug.has(slug)),
  );
}

function isAlsoIn(post: Post, topic: string, catalogue: readonly CatalogueEntry[]): boolean {
  return (
    post.topics.includes(topic) ||
    catalogue.some(({ slug, alsoIn }) => slug === post.slug && alsoIn?.includes(topic) === true)
  );
}
