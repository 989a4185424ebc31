import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { parsePost } from '../src/equations/parse.ts';
import { checkContent } from '../src/integrations/check-content.ts';
import { readContentData } from '../src/integrations/read-content.ts';
import { toPostMeta } from '../src/schemas/post.ts';
import { siteConfig } from '../src/site.config.ts';
import { newPost } from './new/command.ts';

const project = resolve(import.meta.dirname, '..');
let content: string;

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'tuidao-new-'));
  cpSync(join(project, 'src/equations/__fixtures__/base'), content, { recursive: true });
  cpSync(join(project, 'content/catalogue.yaml'), join(content, 'catalogue.yaml'));
  // Overviews lead to posts that are not here.
  const topics = parse(readFileSync(join(project, 'content/topics.yaml'), 'utf8')) as Record<string, unknown>[];
  writeFileSync(join(content, 'topics.yaml'), stringify(topics.map((topic) => ({ ...topic, overview: undefined }))));
});
afterEach(() => {
  rmSync(content, { recursive: true });
});

const run = (...args: string[]) => newPost(args, { content, project: content });
const findings = (): string[] =>
  checkContent(content, siteConfig, content)
    .findings.filter(({ file }) => !file.includes('scaled-dot-product'))
    .map(({ file, ruleId, message }) => `${file} ${ruleId} ${message}`);
const read = (file: string): string => readFileSync(join(content, file), 'utf8');

describe('a new post', () => {
  test('of every entry of the catalogue passes the check, with nothing to say about it', () => {
    const entries = readContentData(content).catalogue;
    expect(entries.length).toBeGreaterThan(100);
    for (const { slug } of entries) expect(run(slug, '--date', '2026-11-24').code).toBe(0);
    expect(findings()).toEqual([]);
  });

  test('knows what the catalogue knows', () => {
    const entry = readContentData(content).catalogue.find(({ slug }) => slug === 'low-rank-svd')!;
    expect(run('low-rank-svd', '--date', '2026-11-24').stdout).toBe(
      '写了 posts/matrices/low-rank-svd.md\n写了 posts/matrices/low-rank-svd.check.py\n',
    );
    const file = { path: 'x.md', text: read('posts/matrices/low-rank-svd.md') };
    const derivation = parsePost(file, { topic: 'matrices', slug: 'low-rank-svd', format: 'md' });
    expect(toPostMeta(derivation.frontMatter.data)).toMatchObject({
      topic: 'matrices',
      source: entry.source,
      created: '2026-11-24',
      updated: '2026-11-24',
      status: 'draft',
    });
  });

  test('bears the date of today where none is given', () => {
    run('low-rank-svd');
    expect(read('posts/matrices/low-rank-svd.md')).toMatch(/created: '?20\d\d-\d\d-\d\d/);
  });

  test('has a heading for every part of the standard that has one', () => {
    run('low-rank-svd');
    const text = read('posts/matrices/low-rank-svd.md');
    for (const words of [
      '结论',
      '记号',
      '定义',
      '推导',
      '直觉',
      '极限',
      '数值稳定性',
      '算例',
      '实践',
      '关系',
      '练习',
      '小结',
      '参考文献',
    ]) {
      expect(text).toMatch(new RegExp(`^## .*${words}`, 'm'));
    }
  });

  test('outside the catalogue needs its topic', () => {
    expect(() => run('low-rank-svt')).toThrow('是 low-rank-svd 吗');
    expect(() => run('my-own')).toThrow('--topic');
    expect(() => run('my-own', '--topic', 'nonsense')).toThrow('没有叫 nonsense 的主题');
    expect(run('my-own', '--topic', 'matrices').code).toBe(0);
    expect(findings().filter((line) => !line.includes('post-is-in-catalogue'))).toEqual([]);
  });
});

test.each(['posts/matrices/low-rank-svd.md', 'posts/matrices/low-rank-svd.check.py'])(
  '%s is not written over',
  (file) => {
    run('low-rank-svd');
    const other = file.endsWith('.md') ? file.replace('.md', '.check.py') : file.replace('.check.py', '.md');
    rmSync(join(content, other));
    const before = read(file);
    expect(() => run('low-rank-svd', '--date', '2001-01-01')).toThrow(`已经有 ${file}`);
    expect(read(file)).toBe(before);
    expect(existsSync(join(content, other))).toBe(false);
  },
);

test.each([
  [],
  ['a', 'b'],
  ['../x'],
  ['Low'],
  ['low-rank-svd', '--date', 'today'],
  ['low-rank-svd', '--topic', 'optimizers'],
])('%j is told in one sentence', (...args) => {
  expect(() => run(...args)).toThrow(/^\P{Cc}*\p{Script=Han}\P{Cc}*。$/u);
});
