import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContent } from '../integrations/read-content.ts';
import { allowancesOf } from './allowances.ts';
import { recordPath } from './record-files.ts';
import { python, withPython } from './testing.ts';
import { toolHash } from './tool-hash.ts';
import { verifyPosts } from './verify-posts.ts';

const root = process.cwd();
const contentRoot = join(root, 'content');
const { posts, content, files } = readContent(contentRoot, root);
const recorded = posts.filter(({ name }) => existsSync(recordPath(contentRoot, name.slug)));
const allowances = allowancesOf(files.verification.allowances);

test('there are records, and allowances only for posts that exist', () => {
  expect(recorded.length).toBeGreaterThan(0);
  expect([...allowances.keys()].filter((slug) => !posts.some(({ name }) => name.slug === slug))).toEqual([]);
});

withPython(
  'every recorded post, executed again, holds and gives its record',
  async () => {
    const results = await verifyPosts(recorded, {
      contentRoot,
      macros: content.macros,
      allowances,
      python: python!,
      tool: toolHash(root),
      seeds: 3,
      mutate: false,
      update: false,
      compare: true,
      parallel: 2,
      signal: new AbortController().signal,
    });
    const wrong = results.flatMap(({ slug, problems, differences }) => [
      ...problems.map(({ file, line, message }) => `${file}:${String(line)} ${message}`),
      ...differences.map((difference) => `${slug}: ${difference}`),
    ]);
    expect(wrong).toEqual([]);
    expect(results.map(({ slug }) => slug)).toEqual(recorded.map(({ name }) => name.slug));
  },
  900_000,
);
