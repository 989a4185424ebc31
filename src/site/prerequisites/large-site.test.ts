import { describe, expect, it } from 'vitest';
import { smallSite, type SmallPost } from '../testing/small-site.ts';
import type { Site } from '../types.ts';
import { drawGraph } from './draw.ts';
import { prerequisitesOf } from './edges.ts';
import { graphData, readGraph } from './graph.ts';
import { layersOf } from './layers.ts';
import { planTo } from './plan.ts';
import { descendantsOf, focusOn } from './walk.ts';

const topics = 9;
const equation = '$$\nx \\tag{1}\n$$\n';

/** A site whose posts have titles, prerequisites and references as long and as many as the real ones. */
function generatedSite(count: number): Site {
  const slugOf = (at: number): string => `a-derivation-of-usual-length-${String(at)}`;
  // Each names two posts of the 40 before it and refers to one more: a few long chains, some of everything.
  const back = (at: number, step: number): number[] => {
    const other = at - 1 - ((at * step) % 40);
    return other < 0 ? [] : [other];
  };
  const posts = Array.from({ length: count }, (_, at): SmallPost => {
    const topic = `topic-${String(at % topics)}`;
    const named = [...new Set([...back(at, 7), ...back(at, 11)])].filter(
      (_other, place) => at % 5 !== 0 || place === 0,
    );
    return {
      slug: slugOf(at),
      title: `一篇普通长度的推导：从定义到数值检验 ${String(at)}`,
      topic,
      prerequisites: named.map((other) => [
        slugOf(other),
        '它的主要定理在本文的第二节里用来估计误差，取等的条件也在那里。',
      ]),
      body: `${equation}\n${back(at, 13)
        .map((other) => `由[](../topic-${String(other % topics)}/${slugOf(other)}.md#eq-1)得。\n`)
        .join('')}`,
    };
  });
  return smallSite(posts);
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const sites = new Map([350, 700, 1400].map((count) => [count, generatedSite(count)]));
const dataOf = (count: number) => graphData(sites.get(count)!);

describe('a site of 1,400 posts', () => {
  const graph = readGraph(dataOf(1400));
  const words = { label: '', layer: (n: number) => `第 ${String(n)} 层`, here: '' };
  const links = { post: (slug: string) => `/posts/${slug}/#page-graph`, topic: (id: string) => `/graph/${id}/` };

  it('is worth the name: declared and derived edges, many layers', () => {
    const { edges } = prerequisitesOf(sites.get(1400)!);
    expect(edges.filter(({ kind }) => kind === 'declared').length).toBeGreaterThan(2000);
    expect(edges.filter(({ kind }) => kind === 'derived').length).toBeGreaterThan(900);
    expect(Math.max(...layersOf([...graph.posts.keys()], graph.edges).values())).toBeGreaterThan(20);
  });

  // The overview of a large site is a table of topics and layers, below 60 kB: page and data together stay below 300 kB.
  it('sends its graph in less than 240 kB', () => {
    expect(bytes(JSON.stringify(dataOf(1400)))).toBeLessThan(240_000);
  });

  it('draws a topic in less than 200 kB', () => {
    const slugs = [...graph.posts.values()].filter(({ topic }) => topic === 3).map(({ slug }) => slug);
    const own = new Set(slugs);
    const edges = graph.edges.filter(({ from, to }) => own.has(from) && own.has(to));
    expect(slugs.length).toBeGreaterThan(150);
    expect(bytes(drawGraph(graph, slugs, edges, { words, links }))).toBeLessThan(200_000);
  });

  it('draws no more around one post than there is room for, however many build on it', () => {
    const most = [...graph.posts.keys()].sort(
      (a, b) => descendantsOf(graph, b).size - descendantsOf(graph, a).size,
    )[0]!;
    const { slugs, omitted, descendants } = focusOn(graph, most, 'all', 60);
    expect(descendants.size).toBeGreaterThan(1000);
    expect(slugs.length).toBeLessThanOrEqual(60);
    expect(slugs.length + omitted).toBe(descendants.size + 1);
  });

  it('has a plan to its last post in which every step comes after what it needs', () => {
    const last = [...graph.posts.keys()].at(-1) ?? '';
    const { steps } = planTo(graph, last, new Set(), 'declared');
    const place = new Map(steps.map(({ slug }, at) => [slug, at]));
    expect(steps.length).toBeGreaterThan(100);
    for (const [at, { slug }] of steps.entries())
      for (const { from, kind } of graph.before.get(slug) ?? [])
        if (kind === 'declared') expect(place.get(from)).toBeLessThan(at);
  });
});

it('grows linearly with the site', () => {
  const [small, middle, large] = [350, 700, 1400].map((count) => bytes(JSON.stringify(dataOf(count))));
  // Numbers of posts become a digit longer; that is all that is not linear.
  expect(large! / middle!).toBeLessThan(2.1);
  expect(middle! / small!).toBeLessThan(2.1);
  const edges = [350, 700, 1400].map((count) => prerequisitesOf(sites.get(count)!).edges.length);
  expect(edges[2]! / edges[1]!).toBeLessThan(2.1);
});
