import { expect, it } from 'vitest';
import type { CatalogueEntry, ContentData, Post } from '../site/types.ts';
import { coverTopics, groupByPriority, sumCounts } from './topic-coverage.ts';

const source = { title: 't', url: 'https://example.org/', date: '2024-01-01' };
const entry = (slug: string, topic: string, priority = 'core', alsoIn?: string[]): CatalogueEntry => ({
  slug,
  topic,
  priority,
  source,
  ...(alsoIn === undefined ? {} : { alsoIn }),
});
const topic = (id: string): ContentData['topics'][number] => ({ id, name: id, english: id, description: id });
const counts = {
  lines: 1,
  equations: 2,
  references: 3,
  definitions: 0,
  results: 1,
  proofs: 1,
  exercises: 0,
  codeBlocks: 0,
  minutes: 5,
};
const post = (slug: string, own: string, status: Post['status']): Post =>
  ({ slug, topic: own, topics: [], status, counts }) as unknown as Post;

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
const covered = coverTopics({ content, posts, bySlug: new Map(posts.map((each) => [each.slug, each])) });

it('counts what is planned, drafted and complete', () => {
  expect(covered.map(({ planned, complete, draft }) => [planned, complete, draft])).toEqual([
    [3, 1, 0],
    [2, 0, 1],
    [0, 0, 0],
  ]);
});

it('counts a post in its first topic only and lists it in the second', () => {
  const attention = covered[2];
  expect(attention?.alsoPosts.map(({ slug }) => slug)).toEqual(['ddpm']);
  expect(attention?.alsoPending.map(({ slug }) => slug)).toEqual(['lm']);
});

it('puts core before the batches', () => {
  expect(covered[0]?.pending.map(({ priority }) => priority)).toEqual(['core', '2']);
  expect(groupByPriority([entry('a', 'x', '3'), entry('b', 'x', '1')]).map(({ priority }) => priority)).toEqual([
    '1',
    '3',
  ]);
});

it('adds up counts', () => {
  expect(sumCounts(posts)).toMatchObject({ equations: 4, references: 6, minutes: 10 });
  expect(sumCounts([]).equations).toBe(0);
});
