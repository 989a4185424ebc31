/** Another site takes this theme by its site config: here one in English, whose pages must not hold a word of Chinese. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { astro, root, runNode } from '../../scripts/project.ts';
import { childEnv, filesBelow, openFixture, type Fixture } from './harness.ts';

let project: string;
let fixture: Fixture;

beforeAll(async () => {
  project = mkdtempSync(path.join(inject('runFolder'), 'project-'));
  for (const part of ['src', 'scripts', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json']) {
    cpSync(path.join(root, part), path.join(project, part), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'), 'junction');
  const config = path.join(project, 'src/site.config.ts');
  const english = readFileSync(config, 'utf8')
    .replace("language: 'zh-CN',", "language: 'en',")
    .replace(
      /title: '[^']*',\n\s*tagline: '[^']*',\n\s*description: '[^']*',/,
      "title: 'Derived',\n  tagline: 'Step by step',\n  description: 'Numbered derivations.',",
    );
  expect(english).toContain("title: 'Derived'");
  writeFileSync(config, english);
  fixture = openFixture('english');
  const { code, output } = await runNode(astro, ['build'], 'capture', childEnv(fixture.env), project);
  expect(code, output).toBe(0);
});

afterAll(() => {
  fixture.remove();
  rmSync(project, { recursive: true, force: true, maxRetries: 5 });
});

const emitted = (file: string): string => readFileSync(path.join(fixture.dist, file), 'utf8');

test('no page, feed or data file holds a word of Chinese', () => {
  const texts = filesBelow(fixture.dist).filter(
    (file) => /\.(?:html|json|xml|txt)$/.test(file) && !file.startsWith('pagefind/'),
  );
  expect(texts).toContain('posts/pseudoinverse/index.html');
  const found = texts.flatMap((file) =>
    (emitted(file).match(/[^<>"]{0,20}[\p{Script=Han}、，。；：《》（）]+[^<>"]{0,20}/gu) ?? []).map(
      (text) => `${file}: ${text}`,
    ),
  );
  expect(found).toEqual([]);
});

test('numbers, names of results and links to other posts are English', () => {
  const post = emitted('posts/pseudoinverse/index.html');
  expect(post).toContain('<html lang="en"');
  expect(post).toContain('aria-label="Permanent link to equation (1)"');
  expect(post).toMatch(/Theorem 1<span class="env__name">Normal equations/);
  expect(post).toMatch(/Eq\. <span class="num">\(3\)<\/span>/);
  expect(emitted('posts/scaled-dot-product/index.html')).toMatch(/“Least squares and the pseudoinverse”, Eq\. <span/);
});
