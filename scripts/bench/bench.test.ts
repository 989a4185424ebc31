import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { measure } from './measure.ts';
import { leaveOut, normalisePost } from './normalise.ts';
import { multiplyPosts, readPosts } from './posts.ts';
import { formatSummary } from './summary.ts';
import { formatTable } from './table.ts';

describe('copies', () => {
  const posts = [
    {
      topic: 'a',
      slug: 'one',
      text: '---\nprerequisites:\n  - post: two\n    reason: x\n---\n[](../a/two.md#eq-1) two\n',
    },
    { topic: 'a', slug: 'two', text: 'no link\n' },
  ];
  test('have slugs of their own, and their links stay among them', () => {
    const many = multiplyPosts(posts, 4);
    expect(many.map(({ slug }) => slug)).toEqual(['one', 'two', 'one-copy1', 'two-copy1']);
    expect(many[2]?.text).toContain('  - post: two-copy1\n');
    expect(many[2]?.text).toContain('[](../a/two-copy1.md#eq-1) two\n');
  });
  test('of the last round lead to the first where their own is missing', () => {
    expect(multiplyPosts(posts, 3)[2]?.text).toContain('[](../a/two.md#eq-1)');
  });
  test('of nothing are nothing', () => {
    expect(multiplyPosts([], 3)).toEqual([]);
  });
});

test('posts with components are read as plain Markdown', () => {
  const root = mkdtempSync(join(tmpdir(), 'tuidao-bench-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'posts/a'), { recursive: true });
  writeFileSync(join(root, 'posts/a/one.md'), 'x\n');
  writeFileSync(
    join(root, 'posts/a/two.mdx'),
    '[](./one.md#eq-1) [](../b/three.mdx)\n\n<Slider from={1} />\n\n<Slider>\n题注\n</Slider>\n\n$a<B$\n',
  );
  writeFileSync(join(root, 'posts/a/two.check.py'), '');
  expect(readPosts(root)).toEqual([
    { topic: 'a', slug: 'one', text: 'x\n' },
    { topic: 'a', slug: 'two', text: '[](./one.md#eq-1) [](../b/three.md)\n\n\n\n\n题注\n\n\n$a<B$\n' },
  ]);
});

describe('a foreign post', () => {
  test('gets front matter and numbers of its own', () => {
    const { slug, text } = normalisePost(
      '---\ntitle: 一篇\ntags: x\n---\n\n# 一篇\n\n由\n\\begin{equation}\\label{eq:a}a=\nb\\end{equation}\n和$$c \\tag{17.5}$$得 $\\eqref{eq:a}$。\n',
      7,
    );
    expect(slug).toBe('post-0007');
    expect(text).toMatch(/^---\ntitle: "一篇"\n/);
    expect(text).not.toContain('# 一篇');
    expect(text).toContain('$$\na= b \\tag{1}\n$$');
    expect(text).toContain('$$\nc \\tag{2}\n$$');
    expect(text).not.toContain('eqref');
  });
  test('keeps code as it is, and loses formulas that KaTeX does not know', () => {
    const { text } = normalisePost('```\n$a$ \\label{x}\n```\n\n$\\nosuchcommand$ 和 $b$\n', 1);
    expect(text).toContain('```\n$a$ \\label{x}\n```');
    expect(text).toContain('$x$ 和 $b$');
  });
  test('loses a refused passage, and the rest is numbered anew', () => {
    const post = normalisePost('$$a$$\n\n坏的一段\n接着\n\n$$b$$\n', 1);
    const line = post.text.split('\n').indexOf('$$') + 1;
    const { text } = leaveOut(post, [{ slug: post.slug, line: line + 1, endLine: line + 1 }]);
    expect(text).not.toContain('\na ');
    expect(text).toContain('b \\tag{1}');
    expect(text).toContain('坏的一段\n接着');
    expect(text.split('\n')).toHaveLength(post.text.split('\n').length);
  });
});

test('the table has one line for each build and a ratio of CPU time', () => {
  const figures = { cpu: 30, wall: 20.123, memory: 2e9 };
  const table = formatTable([
    { what: 'cold', posts: 140, stock: figures, ours: { cpu: 10, wall: 9, memory: 5e8 } },
    { what: 'large', posts: 1400, ours: { cpu: undefined, wall: 9, memory: undefined } },
  ]);
  const lines = table
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(lines[2]).toEqual(['', 'cold', '30.0', '10.0', '3.0x', '2000', '500', '20.12', '9.00', '']);
  expect(lines[3]).toEqual(['', 'large', '–', '–', '–', '–', '–', '–', '9.00', '']);
});

test('the summary compares what was measured and says nothing of the rest', () => {
  const figures = (cpu: number, memory = 0) => ({ cpu, wall: 1, memory });
  const cold = { what: 'cold', posts: 140, stock: figures(60), ours: figures(20) };
  expect(formatSummary([cold])).toBe('A cold build takes stock Astro 3.0 times the CPU time.');
  const rows = [
    cold,
    { what: 'unchanged', posts: 140, ours: figures(5) },
    { what: '1,400 posts, cold', posts: 1400, ours: figures(200, 9e8) },
  ];
  expect(formatSummary(rows).split('\n').slice(1)).toEqual([
    'An unchanged rebuild takes 25 % of a cold build.',
    '1,400 posts take 10.0 times the CPU time of 140, and 900 MB at most.',
  ]);
});

describe('a measurement', () => {
  const run = (code: string) => measure({ args: ['-e', code], cwd: process.cwd(), env: process.env });
  test.skipIf(process.platform !== 'linux')('counts the CPU time of processes that the command starts', async () => {
    const burn = 'const end = process.cpuUsage().user + 400000; while (process.cpuUsage().user < end);';
    const { cpu, memory } = await run(
      `require('child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(burn)}])`,
    );
    expect(cpu).toBeGreaterThan(0.35);
    expect(memory).toBeGreaterThan(3e7);
  });
  test.skipIf(process.platform !== 'linux')('counts a process that the command leaves behind', async () => {
    const burn = 'const end = process.cpuUsage().user + 600000; while (process.cpuUsage().user < end);';
    const start = `const { spawn } = require('child_process');
      spawn(process.execPath, ['-e', ${JSON.stringify(burn)}], { detached: true, stdio: 'ignore' }).unref();
      setTimeout(() => {}, 300);`;
    expect((await run(start)).cpu).toBeGreaterThan(0.55);
  });
  test('of a command that fails is an error with its output', async () => {
    await expect(run('console.error("what went wrong"); process.exit(3)')).rejects.toThrow(
      /ended with 3:\nwhat went wrong/,
    );
  });
});
