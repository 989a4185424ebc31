import { describe, expect, it } from 'vitest';
import { smallConcept, smallSite } from '../testing/small-site.ts';
import { prerequisitesOf } from './edges.ts';

const equation = '$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{2} \\label{eq:two}\n$$\n';
const arrows = (edges: readonly { from: string; to: string; kind: string }[]): string[] =>
  edges.map(({ from, to, kind }) => `${from}→${to} ${kind}`);

describe('derived edges', () => {
  it('come from references to equations and results of other posts, each target once, in its order', () => {
    const site = smallSite([
      { slug: 'a', body: `${equation}\n:::theorem[T]{#thm-t}\n1\n:::\n` },
      { slug: 'b', body: '由[](./a.md#thm-t)、[](./a.md#eq-two)、[](./a.md#eq-1)和[](./a.md#eq-2)得。\n' },
    ]);
    const { edges } = prerequisitesOf(site);
    expect(arrows(edges)).toEqual(['a→b derived']);
    expect(edges[0]).toMatchObject({ anchors: ['eq-1', 'eq-2', 'thm-t'], uses: 4, concepts: [] });
    expect(edges[0]).not.toHaveProperty('reason');
  });

  it('come from concepts that another post defines', () => {
    const content = { concepts: [smallConcept('svd', 'a#thm-t'), smallConcept('kl'), smallConcept('qr', 'gone#x')] };
    const site = smallSite(
      [
        { slug: 'a', concepts: ['svd'] },
        { slug: 'b', concepts: ['kl', 'qr', 'svd'] },
      ],
      content,
    );
    expect(prerequisitesOf(site).edges).toEqual([
      { from: 'a', to: 'b', kind: 'derived', anchors: [], uses: 0, concepts: ['svd'] },
    ]);
  });

  it('do not come from links to a whole post or a section, nor from a section that only looks around', () => {
    const site = smallSite([
      { slug: 'a', body: `## 一节\n\n${equation}` },
      {
        slug: 'b',
        body: '见[](./a.md)和[](./a.md#一节)。\n\n## 与相邻文章的关系\n\n### 伪逆\n\n比较[](./a.md#eq-1)。\n',
      },
      { slug: 'c', body: '## 与相邻文章的关系\n\n比较。\n\n## 主推导\n\n由[](./a.md#eq-1)得。\n' },
    ]);
    expect(arrows(prerequisitesOf(site).edges)).toEqual(['a→c derived']);
  });
});

describe('declared edges', () => {
  it('keep their reason and say what supports them', () => {
    const site = smallSite([
      { slug: 'a', body: equation },
      { slug: 'b', prerequisites: [['a', '要用式(1)。']], body: '由[](./a.md#eq-1)得。\n' },
    ]);
    expect(prerequisitesOf(site).edges).toEqual([
      { from: 'a', to: 'b', kind: 'declared', reason: '要用式(1)。', anchors: ['eq-1'], uses: 1, concepts: [] },
    ]);
  });

  it('win over derived ones that point the other way, also through other posts', () => {
    const site = smallSite([
      { slug: 'a', body: `${equation}后文[](./c.md#eq-1)会用到它。\n` },
      { slug: 'b', prerequisites: [['a', '']] },
      { slug: 'c', prerequisites: [['b', '']], body: equation },
    ]);
    const { edges, left } = prerequisitesOf(site);
    expect(arrows(edges)).toEqual(['a→b declared', 'b→c declared']);
    expect(left.map(({ from, to, because }) => `${from}→${to} ${because}`)).toEqual(['c→a contradicts-declared']);
  });

  it('to posts that are not written, or twice to the same, are no further edges', () => {
    const site = smallSite([
      { slug: 'a' },
      {
        slug: 'b',
        prerequisites: [
          ['planned', ''],
          ['a', '一'],
          ['a', '二'],
        ],
      },
    ]);
    expect(prerequisitesOf(site).edges.map(({ from, reason }) => [from, reason])).toEqual([['a', '一']]);
  });

  it('that form a cycle (a finding of its own) are left open at the last one', () => {
    const site = smallSite([
      { slug: 'a', prerequisites: [['b', '']] },
      { slug: 'b', prerequisites: [['a', '']] },
      { slug: 'c', prerequisites: [['c', '']] },
    ]);
    const { edges, left } = prerequisitesOf(site);
    expect(arrows(edges)).toEqual(['b→a declared']);
    expect(left.map(({ from, to, because }) => `${from}→${to} ${because}`)).toEqual([
      'a→b closes-cycle',
      'c→c closes-cycle',
    ]);
  });
});

it('lets the derived edge with more evidence win, where two posts refer to each other', () => {
  const site = smallSite([
    { slug: 'a', body: `${equation}由[](./b.md#eq-1)得。\n` },
    { slug: 'b', body: `${equation}由[](./a.md#eq-1)和[](./a.md#eq-2)得。\n` },
  ]);
  const { edges, left } = prerequisitesOf(site);
  expect(arrows(edges)).toEqual(['a→b derived']);
  expect(arrows(left)).toEqual(['b→a derived']);
  expect(left[0]?.because).toBe('closes-cycle');
});

it('lists the edges of a post on both of its sides', () => {
  const site = smallSite([
    { slug: 'a', body: equation },
    { slug: 'b', body: '由[](./a.md#eq-1)得。\n' },
    { slug: 'c', prerequisites: [['a', '']] },
  ]);
  const { before, after } = prerequisitesOf(site);
  expect(arrows(after.get('a') ?? [])).toEqual(['a→b derived', 'a→c declared']);
  expect(before.get('a')).toBeUndefined();
  expect(arrows(before.get('c') ?? [])).toEqual(['a→c declared']);
});
