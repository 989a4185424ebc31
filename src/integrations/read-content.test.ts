import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { postName, readContent } from './read-content.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tuidao-content-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** A project with these files below `content/`; returns its folder. */
function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(scratch, 'project-'));
  mkdirSync(join(root, 'content'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'content', path)), { recursive: true });
    writeFileSync(join(root, 'content', path), text);
  }
  return root;
}

/** `path: message` of each fault. */
const faultsOf = (root: string) =>
  readContent('content', root).files.faults.map(({ path, message }) => `${path}: ${message}`);

describe('posts', () => {
  test('are found below their topics, in the order of their paths, as they are', () => {
    const root = project({
      'posts/b/two.mdx': 'zwei\r\n',
      'posts/a/three.md': '\ufeff三',
      'posts/a/one.md': 'eins',
      'posts/a/one.check.py': '',
      'posts/a/figures/x.svg': '',
    });
    const { posts, files } = readContent('content', root);
    expect(posts).toEqual([
      { file: { path: 'content/posts/a/one.md', text: 'eins' }, name: { topic: 'a', slug: 'one', format: 'md' } },
      { file: { path: 'content/posts/a/three.md', text: '三' }, name: { topic: 'a', slug: 'three', format: 'md' } },
      { file: { path: 'content/posts/b/two.mdx', text: 'zwei\r\n' }, name: { topic: 'b', slug: 'two', format: 'mdx' } },
    ]);
    expect(files.faults).toEqual([]);
    expect(files.paths).toContain('content/posts/a/figures/x.svg');
  });

  test('a root outside the project is read too', () => {
    const root = project({ 'posts/a/one.md': 'x' });
    expect(readContent(join(root, 'content'), join(root, 'elsewhere')).posts[0]?.file.path).toBe(
      '../content/posts/a/one.md',
    );
    expect(readContent('.', join(root, 'content')).posts[0]?.file.path).toBe('posts/a/one.md');
  });

  test('a root that does not exist is one sentence', () => {
    expect(() => readContent('nowhere', scratch)).toThrow('内容目录 nowhere 不存在，或者不是文件夹。');
  });

  test.each([
    ['posts/a/x.md', { topic: 'a', slug: 'x', format: 'md' }],
    ['posts/a/x.mdx', { topic: 'a', slug: 'x', format: 'mdx' }],
    ['posts/a/x.y.md', { topic: 'a', slug: 'x.y', format: 'md' }],
    ['posts/a/_x.md', undefined],
    ['posts/a/.x.md', undefined],
    ['posts/a/.md', undefined],
    ['posts/a/x.MD', undefined],
    ['posts/_a/x.md', undefined],
    ['posts/x.md', undefined],
    ['posts/a/b/x.md', undefined],
    ['pages/a/x.md', undefined],
  ])('%s is named %j', (path, name) => {
    expect(postName(path)).toEqual(name);
  });
});

describe('links', () => {
  test('to a file inside the root are followed, others are told', () => {
    const root = project({ 'posts/a/one.md': 'x', '../outside.md': 'y', '../folder/z.md': 'z' });
    const a = join(root, 'content/posts/a');
    symlinkSync('one.md', join(a, 'inside.md'));
    symlinkSync('../../../outside.md', join(a, 'leak.md'));
    symlinkSync('nowhere.md', join(a, 'dangling.md'));
    symlinkSync('../..', join(a, 'loop'));
    symlinkSync('../../folder', join(root, 'content/posts/leak'));
    symlinkSync('itself.md', join(a, 'itself.md'));
    const { posts } = readContent('content', root);
    expect(posts.map(({ file }) => file.path)).toEqual(['content/posts/a/inside.md', 'content/posts/a/one.md']);
    expect(faultsOf(root)).toEqual([
      'content/posts/a/dangling.md: 未收录的文件：符号链接指向的文件不存在。',
      'content/posts/a/itself.md: 未收录的文件：符号链接指向的文件不存在。',
      'content/posts/a/leak.md: 未收录的文件：符号链接指向内容目录之外。',
      'content/posts/a/loop: 未收录的文件：指向文件夹的符号链接不会被跟随。',
      'content/posts/leak: 未收录的文件：符号链接指向内容目录之外。',
    ]);
  });

  test('the root itself may be a link', () => {
    const root = project({ 'posts/a/one.md': 'x' });
    symlinkSync('content', join(root, 'linked'));
    expect(readContent('linked', root).posts).toHaveLength(1);
    expect(readContent('linked', root).files.faults).toEqual([]);
  });
});

test('files without permission are told', () => {
  const root = project({ 'posts/a/one.md': 'x' });
  chmodSync(join(root, 'content/posts/a/one.md'), 0);
  // The superuser may read everything, so there is nothing to tell.
  const told = process.getuid?.() === 0 ? [] : ['content/posts/a/one.md: 没有权限读取这个文件。'];
  expect(faultsOf(root)).toEqual(told);
});

describe('data files', () => {
  test('that cannot be decoded conclude nothing', () => {
    const root = project({ 'posts/a/one.md': 'x', 'concepts.yaml': Uint8Array.from([0xcd, 0xc6]) });
    const { files } = readContent('content', root);
    expect(files.data.concepts.state).toBe('unusable');
    expect(files.data.topics.state).toBe('absent');
    expect(files.faults).toHaveLength(1);
  });

  test('are validated, with the place of each value', () => {
    const root = project({
      'topics.yaml': '- id: a\n  name: 甲\n  english: A\n  description: 一句话。\n',
      'concepts.yaml': '# 空的\n',
      'macros.yaml': "'\\R': '\\mathbb{R}'\n",
    });
    const { content, files } = readContent('content', root);
    expect(content.topics).toEqual([{ id: 'a', name: '甲', english: 'A', description: '一句话。' }]);
    expect(content.concepts).toEqual([]);
    expect(content.macros).toEqual({ '\\R': '\\mathbb{R}' });
    expect(files.data.topics.places['0.name']?.start).toMatchObject({ line: 2, column: 9 });
  });
});
