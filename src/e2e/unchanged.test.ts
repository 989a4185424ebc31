import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { astro, runNode } from '../../scripts/project.ts';
import { childEnv, type Fixture, openFixture } from './harness.ts';

let fixture: Fixture | undefined;
afterEach(() => fixture?.remove());

/** What reads posts: module and function. Single lines, such as titles with formulas, are read by others on each build. */
const parsers = [
  ['/src/markdown/compile-post.ts', 'compilePost'],
  ['/src/search/formula/read-tex.ts', 'readTex'],
  ['/src/search/formula/to-shape.ts', 'toShape'],
] as const;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly functionName: string; readonly ranges: readonly { count: number }[] }[];
  }[];
}

/** Builds, and tells how often each parser was called, as V8 counted. */
async function build({ env, content }: Fixture, name: string): Promise<number[]> {
  const folder = path.join(path.dirname(content), name);
  const { code, output } = await runNode(astro, ['build'], 'capture', childEnv({ ...env, NODE_V8_COVERAGE: folder }));
  expect(code, output).toBe(0);
  const scripts = readdirSync(folder).flatMap(
    (file) => (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Coverage).result,
  );
  return parsers.map(([module, parser]) =>
    scripts
      .filter(({ url }) => url.endsWith(module))
      .flatMap(({ functions }) => functions.filter(({ functionName }) => functionName === parser))
      .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0),
  );
}

test('a build in which nothing has changed parses no post', async () => {
  fixture = openFixture('reading');
  for (const count of await build(fixture, 'cold')) expect(count).toBeGreaterThan(0);
  expect(await build(fixture, 'unchanged')).toEqual([0, 0, 0]);
});
