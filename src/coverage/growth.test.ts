import { expect, it } from 'vitest';
import { readGrowth } from './growth.ts';

const isPost = (path: string): boolean => /^[a-z]+\/[a-z-]+\.md$/.test(path);
const at = (iso: string): number => Date.parse(iso) / 1000;
const commit = (iso: string, ...patch: string[]): string => `\0${String(at(iso))}\n\n${patch.join('\n')}\n`;
const born = (path: string, ...lines: string[]): string =>
  [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    'index 0000000..1111111',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${String(lines.length)} @@`,
    ...lines.map((line) => `+${line}`),
  ].join('\n');

it('adds up posts, lines, numbered equations and complete posts', () => {
  const log =
    commit('2026-01-02T10:00:00Z', born('matrices/svd.md', 'status: draft', 'x \\tag{1}', 'y \\tag{2} z \\tag{3}')) +
    commit(
      '2026-01-03T10:00:00Z',
      'diff --git a/matrices/svd.md b/matrices/svd.md',
      '--- a/matrices/svd.md',
      '+++ b/matrices/svd.md',
      '@@ -1 +1 @@',
      '-status: draft',
      '+status: complete',
      '@@ -3 +2,0 @@',
      '-y \\tag{2} z \\tag{3}',
    );
  expect(readGrowth(log, isPost)).toEqual({
    state: 'known',
    unit: 'hour',
    points: [
      { at: '2026-01-02T10', time: at('2026-01-02T10:00:00Z'), posts: 1, complete: 0, lines: 3, equations: 3 },
      { at: '2026-01-03T10', time: at('2026-01-03T10:00:00Z'), posts: 1, complete: 1, lines: 2, equations: 1 },
    ],
  });
});

it('takes lines of a text for nothing else, whatever they look like', () => {
  const tricky = [
    '-- a/other.md',
    '++ b/other.md',
    '@@ -1,9 +1,9 @@',
    'diff --git a/b/c.md b/b/c.md',
    'new file mode 1',
  ];
  const growth = readGrowth(commit('2026-01-02T10:00:00Z', born('matrices/svd.md', ...tricky)), isPost);
  expect(growth).toMatchObject({ points: [{ posts: 1, lines: 5 }] });
});

it('counts posts only: no check files, no figures; a post that is gone counts no more', () => {
  const gone = born('matrices/a.md', 'one')
    .replace('new file', 'deleted file')
    .replace('@@ -0,0 +1,1 @@', '@@ -1 +0,0 @@')
    .replace('\n+one', '\n-one');
  const log =
    commit('2026-01-02T10:00:00Z', born('matrices/a.md', 'one'), born('matrices/a.check.py', 'two')) +
    commit('2026-01-02T11:00:00Z', born('matrices/b.md', 'x', 'y')) +
    commit('2026-01-02T12:00:00Z', gone);
  expect(readGrowth(log, isPost)).toMatchObject({
    points: [
      { posts: 1, lines: 1 },
      { posts: 2, lines: 3 },
      { posts: 1, lines: 2 },
    ],
  });
});

it('keeps the last state of a day where there are many, and never goes back in time', () => {
  const many = Array.from({ length: 60 }, (_, hour) => {
    const time = new Date(Date.UTC(2026, 0, 2, hour)).toISOString();
    return commit(time, born(`matrices/${'a'.repeat(hour + 1)}.md`, 'x'));
  }).join('');
  const early = commit('2020-01-01T00:00:00Z', born('matrices/late-clock.md', 'x'));
  const growth = readGrowth(many + early, isPost);
  expect(growth).toMatchObject({
    unit: 'day',
    points: [
      { at: '2026-01-02', posts: 24 },
      { at: '2026-01-03', posts: 48 },
      { at: '2026-01-04', posts: 61 },
    ],
  });
});

it('has nothing to say where nobody committed a post', () => {
  expect(readGrowth('', isPost)).toEqual({ state: 'unknown', reason: 'none' });
  expect(readGrowth(commit('2026-01-02T10:00:00Z', born('matrices/a.check.py', 'two')), isPost)).toEqual({
    state: 'unknown',
    reason: 'none',
  });
});
