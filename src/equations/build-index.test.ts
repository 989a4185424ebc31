import { describe, expect, test } from 'vitest';
import { createTranslate } from '../i18n/translate.ts';
import { buildIndex } from './build-index.ts';
import { parsePost } from './parse.ts';
import { resolveReference } from './resolve-reference.ts';
import type { Derivation, PostName } from './types.ts';

function post(topic: string, slug: string, body: string, format: PostName['format'] = 'md'): Derivation {
  const path = `content/posts/${topic}/${slug}.${format}`;
  return parsePost({ path, text: `---\ntitle: ${slug}\n---\n\n${body}\n` }, { topic, slug, format });
}

const pinv = post(
  'matrices',
  'pinv',
  `## 存在性

:::theorem[伪逆]{#thm-pinv}
$$
A^+ = V \\Sigma^+ U^\\top \\tag{1} \\label{eq:pinv}
$$
:::

由式(1)与 \\eqref{eq:pinv} 得

$$
x = A^+ b \\tag{2}
$$

### 唯一性 {#unique}

见 [](#thm-pinv)、[](#unique)、[](#eq-9)、[](#old)。<a id="old"></a>

:::remark
:::
`,
);
const ridge = post(
  'optimizers',
  'ridge',
  '见 [](../matrices/pinv.md#eq-1)、[](../matrices/pinv.md#eq-pinv)、[](../matrices/pinv.md)、[](../matrices/pinv.mdx#eq-1)、[](../losses/pinv.md#eq-1)、[](./none.md)、[](../matrices/pinv.md#thm-pinv)、[](./ridge.md)。',
);
const titles = new Map([
  ['pinv', '伪逆的推导'],
  ['ridge', '岭回归'],
]);
const index = buildIndex([ridge, pinv]);
const t = createTranslate('zh-CN');
const words = (derivation: Derivation): (string | undefined)[] =>
  derivation.references.map((reference) => resolveReference(index, derivation.name.slug, reference, titles, t)?.text);

test('equations are found by number and by name, and know their section', () => {
  const byNumber = index.equations.get('pinv#eq-1');
  expect(byNumber).toEqual({
    slug: 'pinv',
    number: 1,
    label: 'eq:pinv',
    tex: 'A^+ = V \\Sigma^+ U^\\top',
    anchor: 'eq-1',
    section: { number: '1', text: '存在性', id: '存在性' },
    lead: '',
    result: 'thm-pinv',
  });
  expect(index.equations.get('pinv#eq-pinv')).toBe(byNumber);
  expect(index.equations.get('pinv#eq-2')?.lead).toBe('由式(1)与 \\eqref{eq:pinv} 得');
  expect(index.equations.size).toBe(3);
});

test('every anchor has a canonical one', () => {
  const canonical = [...index.anchors].map(([key, { type, canonical: name }]) => [key, type, name]);
  expect(canonical).toEqual([
    ['pinv#eq-1', 'equation', 'eq-1'],
    ['pinv#eq-pinv', 'equation', 'eq-1'],
    ['pinv#eq-2', 'equation', 'eq-2'],
    ['pinv#thm-pinv', 'result', 'thm-pinv'],
    ['pinv#rem-1', 'result', 'rem-1'],
    ['pinv#存在性', 'heading', '存在性'],
    ['pinv#unique', 'heading', 'unique'],
    ['pinv#old', 'html', 'old'],
  ]);
});

test('references print what they lead to; what does not exist resolves to nothing', () => {
  expect(words(pinv)).toEqual(['式(1)', '式(1)', '定理 1', '§1.1 唯一性', undefined, '']);
  expect(words(ridge)).toEqual([
    '《伪逆的推导》式(1)',
    '《伪逆的推导》式(1)',
    '《伪逆的推导》',
    undefined,
    undefined,
    undefined,
    '《伪逆的推导》定理 1',
    '岭回归',
  ]);
});

test('uses are kept at the canonical anchor, by post and place', () => {
  const uses = index.uses.get('pinv#eq-1')?.map(({ slug, reference }) => [slug, reference.form]);
  expect(uses).toEqual([
    ['pinv', 'text'],
    ['pinv', 'eqref'],
    ['ridge', 'link'],
    ['ridge', 'link'],
  ]);
  expect(index.uses.get('pinv#')?.map(({ slug }) => slug)).toEqual(['ridge']);
  expect(index.uses.has('pinv#eq-9')).toBe(false);
});

describe('of two things with one name the first counts', () => {
  test('posts in order of path, whatever the order they come in', () => {
    const twins = [post('z', 'twin', '## 二'), post('a', 'twin', '## 一')];
    for (const order of [twins, [...twins].reverse()]) {
      expect(buildIndex(order).derivations.get('twin')?.headings[0]?.text).toBe('一');
    }
  });

  test('equations, headings', () => {
    const twice = buildIndex([post('a', 'b', '$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{1}\n$$')]);
    expect(twice.equations.get('b#eq-1')?.tex).toBe('x');
  });
});
