import { expect, it } from 'vitest';
import { relatedPosts } from './related.ts';
import type { Post, Site } from './types.ts';

const post = (slug: string, concepts: readonly string[], more: Partial<Post> = {}): Post =>
  ({ slug, concepts, prerequisites: [], usedBy: [], ...more }) as unknown as Post;
const content = {
  concepts: [
    { id: 'svd', name: '奇异值分解' },
    { id: 'kl', name: 'KL 散度' },
  ],
  paths: [{ name: '从 SVD 到 Muon', steps: [{ post: 'a' }, { post: 'b' }, { post: 'c' }] }],
} as unknown as Site['content'];

it('gives the concepts and the step of a path that two posts share', () => {
  const posts = [post('a', ['svd', 'kl']), post('b', []), post('c', ['svd']), post('d', ['kl', 'svd']), post('e', [])];
  const [a] = posts;
  const related = relatedPosts(a as Post, { posts, content }, 5);
  expect(related.map(({ post: { slug } }) => slug)).toEqual(['b', 'd', 'c']);
  expect(related[0]).toMatchObject({ concepts: [], paths: [{ name: '从 SVD 到 Muon', direction: 'after' }] });
  expect(related[1]).toMatchObject({ concepts: ['奇异值分解', 'KL 散度'], paths: [] });
});

it('leaves out what the post names or is named by', () => {
  const posts = [
    post('a', ['svd'], { prerequisites: [{ post: 'c', reason: '' }], usedBy: [{ slug: 'd', uses: [] }] }),
    post('c', ['svd']),
    post('d', ['svd']),
  ];
  expect(relatedPosts(posts[0] as Post, { posts, content }, 5)).toEqual([]);
});
