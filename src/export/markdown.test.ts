import { expect, test } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import { absoluteMarkdown } from './markdown.ts';

function exported(text: string): string {
  const derivation = parsePost(
    { path: 'posts/matrices/svd.md', text },
    { topic: 'matrices', slug: 'svd', format: 'md' },
  );
  return absoluteMarkdown(text, derivation, {
    reference: ({ target }) =>
      'id' in target && target.id === 'gone'
        ? undefined
        : { url: `https://a.example/${JSON.stringify(target).length}`, name: '式(3)' },
    file: (path) => `https://a.example/file${path.slice(1)}`,
  });
}

test('links are made absolute and everything else stays, byte for byte', () => {
  const text = `---
title: 甲
---

由式(1)，[](#eq-1)、[见 $x$ 处](../other/pinv.md#eq-3 "题")、[](./pinv.md)、[外](https://b.example/a.md)。

![图](./figures/x.svg "图 1")

\`[](#eq-1)\`

$$
a \\tag{1}
$$
`;
  const anchor = JSON.stringify({ type: 'anchor', id: 'eq-1' }).length;
  const other = JSON.stringify({ type: 'post', path: '../other/pinv.md', id: 'eq-3' }).length;
  const whole = JSON.stringify({ type: 'post', path: './pinv.md', id: '' }).length;
  expect(exported(text)).toBe(
    text
      .replace('，[](#eq-1)', `，[式(3)](https://a.example/${String(anchor)})`)
      .replace('](../other/pinv.md#eq-3 "题")', `](https://a.example/${String(other)} "题")`)
      .replace('[](./pinv.md)', `[式(3)](https://a.example/${String(whole)})`)
      .replace('](./figures/x.svg', '](https://a.example/file/figures/x.svg'),
  );
});

test('a link that names a definition is changed where its address stands', () => {
  const length = JSON.stringify({ type: 'post', path: './pinv.md', id: 'eq-3' }).length;
  expect(exported('见[式(3)][p]与[p]。\n\n[p]: ./pinv.md#eq-3 "题"\n')).toBe(
    `见[式(3)][p]与[p]。\n\n[p]: https://a.example/${String(length)} "题"\n`,
  );
});

test('what leads nowhere stays as it was written', () => {
  expect(exported('[](#gone)')).toBe('[](#gone)');
});
