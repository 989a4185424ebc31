import { expect, it } from 'vitest';
import { pathsOf, pathsThrough, placesOnPaths } from './learning-paths.ts';
import { smallSite } from './testing/small-site.ts';

const step = (post: string) => ({ post, why: `为什么 ${post}` });
const site = smallSite(
  [
    { slug: 'root', topic: 'm' },
    { slug: 'left', topic: 'm', prerequisites: [['root', '']], title: '左' },
    { slug: 'right', topic: 'n', prerequisites: [['left', '']] },
    {
      slug: 'late',
      topic: 'n',
      prerequisites: [
        ['right', ''],
        ['root', ''],
      ],
    },
  ],
  {
    catalogue: [{ slug: 'planned', topic: 'm', priority: '1', source: { title: '计划', url: '', date: '' } }],
    paths: [
      { id: 'p', name: '路', description: '', steps: [step('left'), step('planned'), step('late')] },
      { id: 'q', name: '另一条', description: '', steps: [step('late'), step('right')] },
      { id: 'r', name: '没有写', description: '', steps: [step('planned')] },
    ],
  },
);

it('knows titles, minutes and what is written', () => {
  const [p, , r] = pathsOf(site);
  expect(p?.steps.map(({ title, post }) => [title, post?.slug])).toEqual([
    ['左', 'left'],
    ['计划', undefined],
    ['late', 'late'],
  ]);
  expect([p?.written, p?.minutes]).toEqual([2, 2]);
  expect([r?.written, r?.minutes]).toEqual([0, 0]);
});

it('names what a path takes for granted: needed and no earlier step, what is read first before', () => {
  const [p, q, r] = pathsOf(site);
  expect(p?.assumed.map(({ slug }) => slug)).toEqual(['root', 'right']);
  // A step that comes too late has to be read before: it is named too.
  expect(q?.assumed.map(({ slug }) => slug)).toEqual(['root', 'left', 'right']);
  expect(r?.assumed).toEqual([]);
});

it('tells a post its places, with the nearest written neighbours', () => {
  const [p, q] = placesOnPaths('late', site);
  expect([p?.path.id, p?.step, p?.steps, p?.why]).toEqual(['p', 3, 3, '为什么 late']);
  expect([p?.previous?.slug, p?.next?.slug]).toEqual(['left', undefined]);
  expect([q?.step, q?.previous?.slug, q?.next?.slug]).toEqual([1, undefined, 'right']);
  expect(placesOnPaths('root', site)).toEqual([]);
});

it('finds the paths through a topic, also by planned steps', () => {
  expect(pathsThrough('n', site).map(({ path, steps }) => [path.id, steps])).toEqual([
    ['q', 2],
    ['p', 1],
  ]);
  expect(pathsThrough('m', site).map(({ path }) => path.id)).toEqual(['p', 'r']);
});
