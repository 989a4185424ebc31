import { expect, test } from 'vitest';
import { relativePath, resolvePath } from './relative-path.ts';

test.each([
  ['content/posts/a/x.md', '../b/y.md', 'content/posts/b/y.md'],
  ['content/posts/a/x.md', './y.md', 'content/posts/a/y.md'],
  ['content/posts/a/x.md', 'y.md', 'content/posts/a/y.md'],
  ['content/posts/a/x.md', '../../../../etc/hostname', '../etc/hostname'],
  ['content/posts/a/x.md', './%E5%9B%BE.svg', 'content/posts/a/图.svg'],
  ['content/posts/a/x.md', './100%.svg', 'content/posts/a/100%.svg'],
  ['a/x.md', '../../../y.md', '../../y.md'],
])('%s links %s', (from, link, target) => {
  expect(resolvePath(from, link)).toBe(target);
});

test.each([
  ['posts/a/x.md', 'posts/b/y.md', '../b/y.md'],
  ['posts/a/x.md', 'posts/a/y.md', './y.md'],
  ['posts/a/x.md', 'posts/a/f/y.svg', './f/y.svg'],
])('from %s to %s', (from, to, link) => {
  expect(relativePath(from, to)).toBe(link);
  expect(resolvePath(from, link)).toBe(to);
});
