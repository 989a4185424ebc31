import { expect, test } from 'vitest';
import { buildIndex } from '../../equations/build-index.ts';
import { parsePost } from '../../equations/parse.ts';
import type { Post, Site } from '../../site/types.ts';
import { createEngine } from './engine.ts';
import { buildFormulaIndex } from './formula-index.ts';
import { formulaEntries, readEquations } from './site-formulas.ts';

const text = `---
title: 一篇
---

$$
a \\tag{1}
$$

## 第一节

$$
b = c \\tag{2} \\label{eq:two}
$$

\\begin{align}
d &= e \\tag{3} \\\\
f &= \\begin{pmatrix} 1 & 2 \\end{pmatrix} \\tag{4}
\\end{align}
`;
const derivation = parsePost({ path: 'one.md', text }, { topic: 'a', slug: 'one', format: 'md' });
const site = { index: buildIndex([derivation]), content: { macros: {} } } as unknown as Site;
const post = { slug: 'one', title: '一篇', derivation } as unknown as Post;
const read = readEquations(derivation, {});

test('entries name the section, the label and the status of each equation', () => {
  const statusOf = (number: number) => (number === 2 ? ('definition' as const) : undefined);
  expect(formulaEntries(post, site, { url: '/posts/one/', read, statusOf })).toEqual({
    title: '一篇',
    url: '/posts/one/',
    sections: ['1 第一节'],
    formulas: [
      [1, 'a', -1, '', ''],
      [2, 'b = c', 0, 'eq:two', 'definition'],
      // A row of align stands alone; the columns of a matrix stay.
      [3, expect.not.stringContaining('&'), 0, '', ''],
      [4, expect.stringContaining('1 & 2'), 0, '', ''],
    ],
  });
});

test('places in the index are places in the entries', () => {
  const engine = createEngine(buildFormulaIndex([{ slug: 'one', trees: read.trees }], {}));
  const { matches } = engine.search(engine.read('d=e'), { ignoreNames: false, limit: 1 });
  expect(matches[0]?.places).toEqual([{ slug: 'one', place: 2 }]);
});

test('the same posts give the same bytes', () => {
  const write = (): string =>
    JSON.stringify(
      buildFormulaIndex([{ slug: 'one', trees: readEquations(derivation, {}).trees }], { '\\b': 'x', '\\a': 'y' }),
    );
  expect(write()).toBe(write());
  expect(write()).toContain('{"\\\\a":"y","\\\\b":"x"}');
});
