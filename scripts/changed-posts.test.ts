import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changedPosts } from './changed-posts.ts';

const root = mkdtempSync(join(tmpdir(), 'tuidao-changed-'));
const content = join(root, 'content');
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: root, stdio: 'ignore' });
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const posts = ['one', 'two', 'three'].map((slug) => ({
  file: { path: `content/posts/t/${slug}.md`, text: '' },
  name: { topic: 't', slug, format: 'md' as const },
}));
const changed = (): string[] => changedPosts(posts, 'main', root, content).map(({ name }) => name.slug);

beforeAll(() => {
  git('init', '-b', 'main');
  for (const { file } of posts) write(file.path, 'x\n');
  write('content/macros.yaml', '{}\n');
  write('src/verify/python/check.py', '\n');
  git('add', '.');
  git('commit', '-m', 'first');
  git('switch', '-c', 'work');
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

test('text, check file and record of a post concern it; tool and macros concern all', () => {
  expect(changed()).toEqual([]);
  write('content/posts/t/one.md', 'y\n');
  git('commit', '-am', 'second');
  write('content/posts/t/two.check.py', '# %% id=a\n');
  expect(changed()).toEqual(['one', 'two']);
  write('content/records/three.json', '{}\n');
  write('src/verify/run.test.ts', '\n');
  expect(changed()).toEqual(['one', 'two', 'three']);
  rmSync(join(content, 'records'), { recursive: true });
  rmSync(join(content, 'posts/t/two.check.py'));
  expect(changed()).toEqual(['one']);
  write('src/verify/python/check.py', 'x = 1\n');
  expect(changed()).toEqual(['one', 'two', 'three']);
});

test('a branch that does not exist is refused', () => {
  expect(() => changedPosts(posts, 'nowhere', root, content)).toThrow('--changed');
});
