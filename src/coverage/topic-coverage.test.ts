import { expect, it } from 'vitest';
import { statusKinds } from '../site/status.ts';
import type { CatalogueEntry, ContentData, Post } from '../site/types.ts';
import { coverageFigures, groupByPriority } from './figures.ts';
import { coverSite, coverTopics } from './topic-coverage.ts';

const source = { title: 't', url: 'https://example.org/', date: '2024-01-01' };
const entry = (slug: string, topic: string, priority = 'core', alsoIn?: string[]): CatalogueEntry => ({
  slug,
  topic,
  priority,
  source,
  ...(alsoIn === undefined ? {} : { alsoIn }),
});
const topic = (id: string): ContentData['topics'][number] => ({ id, name: id, english: id, description: id });
const counts: Post['counts'] = {
  lines: 10,
  equations: 4,
  references: 3,
  definitions: 2,
  results: 5,
  proved: 3,
  proofs: 4,
  exercises: 3,
  solved: 2,
  codeBlocks: 6,
  runBlocks: 2,
  minutes: 5,
};
const statuses = (['verified', 'montecarlo', 'definition', 'unchecked'] as const).map((kind, at) => ({
  number: at + 1,
  kind,
  groundsVerified: false,
}));
const post = (slug: string, own: string, status: Post['status']): Post =>
  ({
    slug,
    topic: own,
    topics: [],
    status,
    counts,
    verification: { statuses, outputs: new Map(), executedBlocks: 1 },
  }) as unknown as Post;

const posts = [post('svd', 'matrices', 'complete'), post('ddpm', 'diffusion', 'draft')];
const content = {
  topics: [topic('matrices'), topic('diffusion'), topic('attention')],
  catalogue: [
    entry('svd', 'matrices'),
    entry('ddpm', 'diffusion', 'core', ['attention']),
    entry('cr', 'matrices', '2'),
    entry('id', 'matrices'),
    entry('lm', 'diffusion', '1', ['attention']),
  ],
} as unknown as ContentData;
const site = { content, posts, bySlug: new Map(posts.map((each) => [each.slug, each])) };
const covered = coverTopics(site);

it('counts what is planned, drafted and complete', () => {
  expect(covered.map(({ figures }) => figures.posts)).toEqual([
    { planned: 3, complete: 1, draft: 0 },
    { planned: 2, complete: 0, draft: 1 },
    { planned: 0, complete: 0, draft: 0 },
  ]);
  expect(coverSite(site).posts).toEqual({ planned: 5, complete: 1, draft: 1 });
});

it('counts a post in its first topic only and lists it in the second', () => {
  const attention = covered[2];
  expect(attention?.alsoPosts.map(({ slug }) => slug)).toEqual(['ddpm']);
  expect(attention?.alsoPending.map(({ slug }) => slug)).toEqual(['lm']);
});

it('puts core before the batches', () => {
  expect(covered[0]?.pending.map(({ priority }) => priority)).toEqual(['core', '2']);
  expect(coverSite(site).pending).toEqual([
    { priority: 'core', posts: 1 },
    { priority: '1', posts: 1 },
    { priority: '2', posts: 1 },
  ]);
  expect(groupByPriority([entry('a', 'x', '3'), entry('b', 'x', '1')]).map(({ priority }) => priority)).toEqual([
    '1',
    '3',
  ]);
});

it('adds up what is counted of posts, and tells proved from unproved, executed from checkable', () => {
  const figures = coverageFigures(posts);
  expect(figures).toMatchObject({ lines: 20, references: 6, definitions: 4, minutes: 10 });
  expect(figures.results).toEqual({ stated: 10, proved: 6, unproved: 4 });
  expect(figures.exercises).toEqual({ stated: 6, solved: 4 });
  expect(figures.code).toEqual({ blocks: 12, marked: 4, executed: 2 });
  expect(figures.equations).toMatchObject({ numbered: 8, executed: 4, checkable: 6 });
  expect(Object.keys(figures.equations.byStatus)).toEqual([...statusKinds]);
  expect(coverageFigures([]).equations.numbered).toBe(0);
});
