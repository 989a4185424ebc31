import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { growthOf } from './read-growth.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuidao-growth-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function git(at: string, date: string, ...args: string[]): void {
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_CONFIG_GLOBAL: '/dev/null' };
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd: at, env, stdio: 'pipe' });
}

/** A repository with two commits: a post, then a longer one beside it. */
function repository(): string {
  const project = join(folder, 'project');
  const topic = join(project, 'content/posts/matrices');
  mkdirSync(topic, { recursive: true });
  git(project, '', 'init', '-q', '-b', 'main');
  const commit = (name: string, text: string, date: string): void => {
    writeFileSync(join(topic, name), text);
    git(project, date, 'add', '.');
    git(project, date, 'commit', '-qm', name);
  };
  commit('a.md', 'status: draft\n\\tag{1}\n', '2026-01-02T10:00:00+08:00');
  commit('b.md', 'status: complete\n\\tag{1}\n\\tag{2}\n', '2026-01-03T10:00:00+08:00');
  writeFileSync(join(topic, '_hidden.md'), 'x\n');
  git(project, '2026-01-03T11:00:00+08:00', 'add', '.');
  git(project, '2026-01-03T11:00:00+08:00', 'commit', '-qm', 'hidden');
  return project;
}

it('reads the history that Git has of the posts', () => {
  const project = repository();
  const growth = growthOf(join(project, 'content'));
  expect(growth).toMatchObject({
    state: 'known',
    points: [
      { at: '2026-01-02T02', posts: 1, complete: 0, lines: 2, equations: 1 },
      { at: '2026-01-03T02', posts: 2, complete: 1, lines: 5, equations: 3 },
      { at: '2026-01-03T03', posts: 2, complete: 1, lines: 5, equations: 3 },
    ],
  });
  // What is not committed changes nothing.
  writeFileSync(join(project, 'content/posts/matrices/c.md'), 'x\n');
  expect(growthOf(join(project, 'content'))).toEqual(growth);
});

it('says nothing of a clone that holds the last commits only', () => {
  const project = repository();
  git(folder, '', 'clone', '-q', '--depth', '1', `file://${project}`, 'shallow');
  expect(growthOf(join(folder, 'shallow/content'))).toEqual({ state: 'unknown', reason: 'shallow' });
});

it('says nothing outside of a repository, and of a folder that nobody committed', () => {
  mkdirSync(join(folder, 'plain/posts/matrices'), { recursive: true });
  expect(growthOf(join(folder, 'plain'))).toEqual({ state: 'unknown', reason: 'none' });
  expect(growthOf(join(folder, 'nowhere'))).toEqual({ state: 'unknown', reason: 'none' });
  const project = repository();
  mkdirSync(join(project, 'other/posts/matrices'), { recursive: true });
  expect(growthOf(join(project, 'other'))).toEqual({ state: 'unknown', reason: 'none' });
});
