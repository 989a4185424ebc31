import type { CatalogueEntry, Post, PostCounts, Site, Topic } from '../site/types.ts';

/** How far a topic is. Everything is counted from files; nothing is typed. */
export interface TopicCoverage {
  readonly topic: Topic;
  /** Posts that the topic counts: planned in the catalogue or written. */
  readonly planned: number;
  readonly complete: number;
  readonly draft: number;
  /** Written posts, in their order. */
  readonly posts: readonly Post[];
  /** Entries without a post, by priority, then as the catalogue has them. */
  readonly pending: readonly PendingGroup[];
  /** Posts and entries of other topics that belong here too. They are not counted. */
  readonly alsoPosts: readonly Post[];
  readonly alsoPending: readonly CatalogueEntry[];
  readonly counts: PostCounts;
}

export interface PendingGroup {
  readonly priority: string;
  readonly entries: readonly CatalogueEntry[];
}

/** One entry for each topic of `topics.yaml`, in its order. */
export function coverTopics({ content, posts, bySlug }: Pick<Site, 'content' | 'posts' | 'bySlug'>): TopicCoverage[] {
  const unwritten = content.catalogue.filter(({ slug }) => !bySlug.has(slug));
  return content.topics.map((topic) => {
    const own = posts.filter((post) => post.topic === topic.id);
    const pending = unwritten.filter((entry) => entry.topic === topic.id);
    return {
      topic,
      planned: own.length + pending.length,
      complete: own.filter(({ status }) => status === 'complete').length,
      draft: own.filter(({ status }) => status === 'draft').length,
      posts: own,
      pending: groupByPriority(pending),
      alsoPosts: posts.filter((post) => post.topic !== topic.id && isAlsoIn(post, topic.id, content.catalogue)),
      alsoPending: unwritten.filter((entry) => entry.topic !== topic.id && entry.alsoIn?.includes(topic.id) === true),
      counts: sumCounts(own),
    };
  });
}

export function sumCounts(posts: readonly Pick<Post, 'counts'>[]): PostCounts {
  const sum = (key: keyof PostCounts): number => posts.reduce((total, { counts }) => total + counts[key], 0);
  return {
    lines: sum('lines'),
    equations: sum('equations'),
    references: sum('references'),
    definitions: sum('definitions'),
    results: sum('results'),
    proofs: sum('proofs'),
    exercises: sum('exercises'),
    codeBlocks: sum('codeBlocks'),
    minutes: sum('minutes'),
  };
}

function isAlsoIn(post: Post, topic: string, catalogue: readonly CatalogueEntry[]): boolean {
  return (
    post.topics.includes(topic) ||
    catalogue.some(({ slug, alsoIn }) => slug === post.slug && alsoIn?.includes(topic) === true)
  );
}

/** `core` first, then the batches in the order of their names. */
export function groupByPriority(entries: readonly CatalogueEntry[]): PendingGroup[] {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) groups.set(entry.priority, [...(groups.get(entry.priority) ?? []), entry]);
  return [...groups]
    .map(([priority, found]) => ({ priority, entries: found }))
    .sort((a, b) => rank(a.priority) - rank(b.priority) || (a.priority < b.priority ? -1 : 1));
}

function rank(priority: string): number {
  return priority === 'core' ? 0 : 1;
}
