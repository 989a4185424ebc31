import { expect, test } from 'vitest';
import { buildIndex } from '../equations/build-index.ts';
import { parsePost } from '../equations/parse.ts';
import { areasOf, meeting, usesOfConcepts } from './concept-uses.ts';
import type { Concept, Post, Site } from './types.ts';

const post = (slug: string, concepts: string[], body: string): Post =>
  ({
    slug,
    concepts,
    derivation: parsePost({ path: `${slug}.md`, text: body }, { topic: 't', slug, format: 'md' }),
  }) as unknown as Post;
const concept = (id: string, name: string, kind: 'tool' | 'theory', area: string, definedIn?: string): Concept => ({
  id,
  name,
  english: id,
  area,
  kind,
  aliases: [],
  definition: '',
  ...(definedIn === undefined ? {} : { definedIn }),
});

const posts = [
  post('a', ['svd', 'attention'], '由奇异值分解得到\n\n$$\nx \\tag{1}\n$$\n\n别的\n\n$$\ny \\tag{2}\n$$\n'),
  post('b', ['svd'], ':::theorem[存在]{#thm-svd}\n\n$$\nz \\tag{1}\n$$\n:::\n'),
];
const site = {
  posts,
  bySlug: new Map(posts.map((each) => [each.slug, each])),
  index: buildIndex(posts.map(({ derivation }) => derivation)),
  content: {
    concepts: [
      concept('svd', '奇异值分解', 'tool', '线性代数', 'b#thm-svd'),
      concept('fft', '快速傅里叶变换', 'tool', '傅里叶分析'),
      concept('attention', '注意力机制', 'theory', 'Transformer 架构'),
    ],
  },
} as unknown as Site;

test('a concept has the post that defines it first, and the equations of its definition and behind its mentions', () => {
  const [svd, fft] = usesOfConcepts(site);
  expect(svd?.posts.map(({ slug }) => slug)).toEqual(['b', 'a']);
  expect(svd?.definition?.anchor).toBe('thm-svd');
  expect(svd?.equations.map(({ slug, number }) => `${slug}${String(number)}`)).toEqual(['a1', 'b1']);
  expect([fft?.posts, fft?.equations, fft?.definition]).toEqual([[], [], undefined]);
});

test('the matrix counts posts that use concepts of both areas', () => {
  const uses = usesOfConcepts(site);
  const [algebra, fourier] = areasOf(uses, 'tool');
  const [transformer] = areasOf(uses, 'theory');
  expect([algebra?.name, fourier?.name, transformer?.name]).toEqual(['线性代数', '傅里叶分析', 'Transformer 架构']);
  expect(meeting(algebra!, transformer!).map(({ slug }) => slug)).toEqual(['a']);
  expect(meeting(fourier!, transformer!)).toEqual([]);
});
