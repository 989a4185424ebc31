import { expect, it } from 'vitest';
import { buildIndex } from '../equations/build-index.ts';
import { parsePost } from '../equations/parse.ts';
import { lineageOf } from './lineage.ts';

const text = `---
title: t
---

## 一

$$
a \\tag{1}
$$

由式(1)得

$$
b \\tag{2} \\label{eq:two}
$$

再由式(1)和\\eqref{eq:two}，

$$
c \\tag{3}
$$

式(3)到此为止。

## 二

$$
d \\tag{4}
$$
`;
const derivation = parsePost({ path: 'content/posts/x/p.md', text }, { topic: 'x', slug: 'p', format: 'md' });
const lineage = lineageOf(derivation, buildIndex([derivation]));

it('rests an equation on what the text before it refers to', () => {
  expect(lineage.get(2)?.rests).toEqual([1]);
  expect(lineage.get(3)?.rests).toEqual([1, 2]);
  expect(lineage.get(1)).toEqual({ rests: [], leads: [2, 3] });
});

it('does not carry a reference over into the next section', () => {
  expect(lineage.get(4)).toEqual({ rests: [], leads: [] });
  expect(lineage.get(3)?.leads).toEqual([]);
});
