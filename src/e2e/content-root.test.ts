import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, filesBelow, type Fixture, openFixture } from './harness.ts';

/** A content root outside the project, with all that a post may use. */
let fixture: Fixture;
let built: Built;

const write = (file: string, text: string): void => {
  const name = path.join(fixture.content, file);
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, text);
};
const emitted = (file: string): string => readFileSync(path.join(built.dist, file), 'utf8');

beforeAll(async () => {
  fixture = openFixture('good');
  const post = 'posts/attention/linear-attention.mdx';
  // A component of its own, which needs Astro's runtime and a package of the project; and an expression.
  write(
    'posts/attention/Count.astro',
    "---\nimport katex from 'katex';\n---\n<p class=\"own\">{katex.version.split('.').length} 段版本号</p>\n",
  );
  fixture.edit(
    post,
    '## 结合律\n',
    "import Count from './Count.astro';\n\nexport const rows = [3, 5];\n\n## 结合律\n\n<Count />\n\n<ul>{rows.map((row) => <li>第 {row} 行</li>)}</ul>\n\n![结合的次序](./figures/order.svg)\n",
  );
  write('posts/attention/figures/order.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>\n');
  built = await fixture.build();
});

afterAll(() => {
  fixture.remove();
});

test('it builds: .md and .mdx, components, expressions, figures', () => {
  expect(built.code, built.output).toBe(0);
  const page = emitted('posts/linear-attention/index.html');
  expect(page).toContain('<p class="own">3 段版本号</p>');
  expect(page).toContain('第 5 行');
  expect(page).toContain('id="eq-1"');
  expect(emitted('posts/pseudoinverse/index.html')).toContain('id="eq-4"');
  expect(filesBelow(built.dist)).toContain('posts/linear-attention/figures/order.svg');
});

test('nothing that is published tells where it lies', () => {
  for (const file of filesBelow(built.dist).filter((name) => /\.(?:html|json|xml|js|txt)$/.test(name))) {
    expect(emitted(file), file).not.toContain(path.basename(path.dirname(fixture.content)));
  }
});

test('the check looks at it, too', async () => {
  const { code, output } = await fixture.check();
  expect(output).toContain('检查了 3 个文件');
  expect(code).toBe(0);
});
