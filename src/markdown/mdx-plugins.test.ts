import { globSync, readFileSync } from 'node:fs';
import { createProcessor, nodeTypes } from '@mdx-js/mdx';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import rehypeRaw from 'rehype-raw';
import { VFile } from 'vfile';
import { describe, expect, test, vi } from 'vitest';
import { compilePost } from './compile-post.ts';
import { walk } from './hast.ts';
import { filled } from './testing/filled.ts';
import { mdxPlugins } from './mdx-plugins.ts';

const macros = { '\\R': '\\mathbb{R}' };

/** The HTML tree that @astrojs/mdx would compile: its own order of plugins, ours among them. */
async function mdxTree(text: string, name: string): Promise<Root> {
  const { remarkPlugins, rehypePlugins, remarkRehype } = mdxPlugins(() => macros);
  let seen: Root | undefined;
  const processor = createProcessor({
    format: 'mdx',
    remarkPlugins: [...remarkPlugins],
    remarkRehypeOptions: remarkRehype,
    rehypePlugins: [
      [rehypeRaw, { passThrough: nodeTypes }],
      ...rehypePlugins,
      () => (tree: Root) => {
        seen = structuredClone(tree);
      },
    ],
  });
  await processor.process(new VFile({ value: text, path: `/x/posts/matrices/${name}.mdx` }));
  if (seen === undefined) throw new Error('no tree');
  return seen;
}

/** One way to write the same tree: attributes in order, styles without spaces. */
function normal(root: Root): string {
  walk(root, (element: Element) => {
    const { dataFormula: _slot, ...properties } = element.properties;
    if (typeof properties.style === 'string') properties.style = properties.style.replace(/;$/, '').replace(/\s/g, '');
    element.properties = Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
    return undefined;
  });
  return toHtml(root, { allowDangerousHtml: true }).trim();
}

/** Components as the `<div>` that they might render. */
function withoutComponents(root: Root): Root {
  const children = root.children.map((node) =>
    node.type === 'mdxJsxFlowElement'
      ? ({ ...node, type: 'element', tagName: 'div', properties: {} } as unknown as Element)
      : node,
  );
  return { ...root, children };
}

function mdHtml(text: string): string {
  return filled(compilePost({ path: 'x', text }, { topic: 'matrices', slug: 'x', format: 'md' }, macros));
}

const folder = new URL('./__fixtures__/', import.meta.url);
/** MDX has its own reading of `<`, `{` and HTML; what is common to both must come out the same. */
const common = globSync('*.md', { cwd: folder })
  .sort()
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const)
  .filter(([, text]) => !/\{#|^<|<[a-z]/m.test(text.replace(/^```.*?^```|`[^`]*`/gms, '')));

describe('.md and .mdx', () => {
  test('have fixtures in common', () => {
    expect(common.map(([name]) => name)).toEqual(
      expect.arrayContaining(['equation.md', 'rows.md', 'proofs.md', 'tables.md', 'code.md']),
    );
  });

  test.each(common)('%s gives the same HTML', async (name, text) => {
    expect(normal(await mdxTree(text, name))).toBe(normal(fromHtml(mdHtml(text), { fragment: true })));
  });

  test('the front matter does not shift anything', async () => {
    const text = '由式(1)，\n\n$$\na \\tag{1}\n$$\n';
    const blanked = `---\ntitle: x\n---\n${text}`.replace(/^---\n.*?\n---/s, (matter) => matter.replace(/[^\n]/g, ' '));
    expect(normal(await mdxTree(blanked, 'x'))).toBe(normal(fromHtml(mdHtml(text), { fragment: true })));
  });

  test('formulas inside components are numbered, too', async () => {
    const html = normal(
      withoutComponents(
        await mdxTree(
          '<Aside>\n\n$$\na \\tag{1}\n$$\n\n见式(1)，$b$。\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n</Aside>\n',
          'x',
        ),
      ),
    );
    expect(html).toContain('id="eq-1"');
    expect(html).toContain('href="#eq-1"');
    expect(html).toContain('class="tbl tbl--num"');
    expect(html.match(/<math/g)).toHaveLength(2);
  });

  test('\\gdef does not leak into the next formula', async () => {
    const html = normal(await mdxTree('$\\gdef\\foo{y}\\foo$ $\\foo$', 'x'));
    expect(html).toContain('color:#c0ffe1');
  });
});

test('macros are asked for once a post', async () => {
  const asked = vi.fn(() => macros);
  const { remarkPlugins, rehypePlugins } = mdxPlugins(asked);
  const processor = createProcessor({ remarkPlugins: [...remarkPlugins], rehypePlugins: [...rehypePlugins] });
  await processor.process(new VFile({ value: '$\\R$ $\\R$ $\\R$', path: '/x/posts/t/a.mdx' }));
  expect(asked).toHaveBeenCalledTimes(1);
});
