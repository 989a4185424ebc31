import { expect, it } from 'vitest';
import { smallSite } from '../testing/small-site.ts';
import { drawGraph, type DrawingOptions } from './draw.ts';
import { graphOf } from './graph.ts';

const site = smallSite([
  { slug: 'a', title: '甲：<b>从头</b>', topic: 'm' },
  { slug: 'b', title: 'no colon & no end', topic: 'n', prerequisites: [['a', '']] },
  {
    slug: 'c',
    title: '丙',
    topic: 'n',
    prerequisites: [
      ['b', ''],
      ['a', ''],
    ],
  },
]);
const graph = graphOf(site);
const options: DrawingOptions = {
  words: { label: '图', layer: (n) => `第 ${String(n)} 层`, here: '，当前' },
  links: { post: (slug) => `#${slug}`, topic: (id) => `/graph/${id}/` },
};
const draw = (more: Partial<DrawingOptions> = {}): string =>
  drawGraph(graph, ['a', 'b', 'c'], graph.edges, { ...options, ...more });

it('is lists of posts by topic, each with its layer, over lines that name their ends', () => {
  const html = draw();
  expect(html.match(/<ul class="graph__lanes">.*<\/ul>/)?.[0].match(/<li class="graph__lane"/g)).toHaveLength(2);
  expect(html).toMatch(/data-node="b" data-n="1"><span><b>no colon &amp; no end<\/b><\/span><small>第 1 层<\/small>/);
  expect([...html.matchAll(/data-e="(\d-\d)"/g)].map(([, ends]) => ends)).toEqual(['0-1', '1-2']);
});

it('lets a title begin with its name and takes no markup from it', () => {
  expect(draw()).toContain('<span><b>甲：</b>&lt;b&gt;从头&lt;/b&gt;</span>');
});

it('marks the post in focus, pale ones, and draws shortcuts and ids where asked to', () => {
  const html = draw({ focus: 'b', pale: new Set(['a']), shortcuts: true, ids: true });
  expect(html).toMatch(/data-node="b"[^>]* aria-current="true"/);
  expect(html).toContain('第 1 层，当前');
  expect(html).toMatch(/class="node is-pale" href="#a"/);
  expect(html.match(/<path/g)).toHaveLength(3);
  expect(html).toContain('<li id="c"');
  expect(draw()).not.toContain(' id=');
});
