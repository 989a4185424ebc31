import { describe, expect, it } from 'vitest';
import { smallSite } from '../testing/small-site.ts';
import { graphData, graphOf, readGraph } from './graph.ts';
import { ancestorsOf, descendantsOf, focusOn, withoutImplied } from './walk.ts';

const equation = '$$\nx \\tag{1}\n$$\n';
// a ← b ← c ← d, a ← c; e derives from a, f builds on e; g stands alone.
const site = smallSite([
  { slug: 'a', topic: 's', body: equation },
  { slug: 'b', prerequisites: [['a', '']] },
  {
    slug: 'c',
    prerequisites: [
      ['b', ''],
      ['a', ''],
    ],
  },
  { slug: 'd', prerequisites: [['c', '']] },
  { slug: 'e', body: '由[](../s/a.md#eq-1)得。\n' },
  { slug: 'f', prerequisites: [['e', '']] },
  { slug: 'g' },
]);
const graph = graphOf(site);
const named = (edges: readonly { from: string; to: string }[]): string[] => edges.map(({ from, to }) => from + to);

it('comes back from its data as it was', () => {
  const data = graphData(site);
  expect(readGraph(JSON.parse(JSON.stringify(data)) as typeof data)).toEqual(graph);
  expect(named(graph.edges)).toEqual(['ab', 'bc', 'ac', 'cd', 'ae', 'ef']);
  expect(graph.edges.filter(({ kind }) => kind === 'derived')).toHaveLength(1);
  expect(graph.posts.get('a')).toEqual({ slug: 'a', title: 'a', topic: 0, minutes: 1 });
});

it('counts steps back and forth', () => {
  expect([...ancestorsOf(graph, 'd')]).toEqual([
    ['c', 1],
    ['b', 2],
    ['a', 2],
  ]);
  expect([...descendantsOf(graph, 'a').keys()].sort()).toEqual(['b', 'c', 'd', 'e', 'f']);
  expect([...descendantsOf(graph, 'a', 'declared').keys()].sort()).toEqual(['b', 'c', 'd']);
});

describe('focusOn', () => {
  it('shows the post, what stands before it and what builds on it, with the edges between', () => {
    const { slugs, edges, omitted } = focusOn(graph, 'c', 'all', 10);
    expect(slugs).toEqual(['a', 'b', 'c', 'd']);
    expect(named(edges)).toEqual(['ab', 'bc', 'ac', 'cd']);
    expect(omitted).toBe(0);
  });

  it('leaves the farthest out where there is no room, and says how many', () => {
    const { slugs, omitted } = focusOn(graph, 'a', 'all', 4);
    expect(slugs).toEqual(['a', 'b', 'c', 'e']);
    expect(omitted).toBe(2);
  });

  it('shows what is read first rather than what builds on it, where not even the nearest have room', () => {
    expect(focusOn(graph, 'c', 'all', 3)).toMatchObject({ slugs: ['a', 'b', 'c'], omitted: 1 });
    expect(focusOn(graph, 'a', 'all', 2)).toMatchObject({ slugs: ['a', 'b'], omitted: 4 });
  });

  it('of a post alone is the post', () => {
    expect(focusOn(graph, 'g', 'all', 10)).toMatchObject({ slugs: ['g'], edges: [], omitted: 0 });
  });
});

describe('withoutImplied', () => {
  it('leaves out shortcuts', () => {
    expect(named(withoutImplied(graph.edges))).toEqual(['ab', 'bc', 'cd', 'ae', 'ef']);
  });

  it('keeps a declared edge that only derived ones imply', () => {
    const declared = { from: 'x', to: 'z', kind: 'declared' } as const;
    const derived = { from: 'x', to: 'z', kind: 'derived' } as const;
    const way = [
      { from: 'x', to: 'y', kind: 'derived' },
      { from: 'y', to: 'z', kind: 'declared' },
    ] as const;
    expect(withoutImplied([...way, declared])).toContainEqual(declared);
    expect(withoutImplied([...way, derived])).not.toContainEqual(derived);
  });
});
