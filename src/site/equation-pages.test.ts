import { expect, test } from 'vitest';
import { equationPages, equationTopics } from './equation-pages.ts';
import type { Post, Site } from './types.ts';

const post = (slug: string, topic: string, equations: number) => ({ slug, topic, counts: { equations } }) as Post;
const topic = (id: string) => ({ id, name: id, english: id, description: '' });
const siteOf = (...posts: readonly Post[]) =>
  ({ posts, content: { topics: [topic('a'), topic('b'), topic('empty')] } }) as unknown as Site;

const site = siteOf(post('one', 'a', 40), post('two', 'a', 50), post('three', 'a', 30), post('four', 'b', 5));

test('one page is enough for few equations', () => {
  expect(equationPages(site, 125)).toEqual([]);
  expect(equationTopics(site).map(({ posts }) => posts.length)).toEqual([3, 1]);
});

test('many are split by topic, then into parts; no post is torn or lost', () => {
  const pages = equationPages(site, 90);
  expect(pages.map(({ path, part, parts, equations }) => [path, part, parts, equations])).toEqual([
    ['a', 1, 2, 90],
    ['a/2', 2, 2, 30],
    ['b', 1, 1, 5],
  ]);
  expect(pages.flatMap(({ posts }) => posts.map(({ slug }) => slug))).toEqual(['one', 'two', 'three', 'four']);
});

test('a post that is larger than a page has one for itself', () => {
  expect(
    equationPages(siteOf(post('small', 'a', 1), post('large', 'a', 99)), 10).map(({ equations }) => equations),
  ).toEqual([1, 99]);
});

test('a post without equations is not listed', () => {
  expect(equationTopics(siteOf(post('none', 'a', 0)))).toEqual([]);
});
