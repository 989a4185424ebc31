import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIndex } from 'pagefind';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeSearchIndex } from './search-index.ts';

vi.mock(import('pagefind'), async (original) => {
  const actual = await original();
  return { ...actual, createIndex: vi.fn(actual.createIndex) };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuidao-search-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Builds into a new folder. */
async function build(name: string, texts: readonly string[], language = 'zh-CN') {
  vi.mocked(createIndex).mockClear();
  const outDir = join(folder, name);
  const cacheDir = join(folder, 'cache');
  async function* pages() {
    for (const [place, text] of texts.entries()) {
      const html = `<html><body><article data-pagefind-body><h1>一</h1><p>${text}</p></article></body></html>`;
      yield await Promise.resolve({ path: `p${String(place)}/index.html`, html, filters: [], texOf: () => undefined });
    }
  }
  const count = await writeSearchIndex({ outDir, cacheDir, language }, pages);
  const files = readdirSync(join(outDir, 'pagefind'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const bundle = files.map((file) => [file.slice(outDir.length), readFileSync(file).toString('base64')]);
  return { count, bundle, ran: vi.mocked(createIndex).mock.calls.length };
}

test('pages that have not changed are not indexed again, and the bundle is the same', async () => {
  const first = await build('a', ['奇异值', '分解']);
  const second = await build('b', ['奇异值', '分解']);
  expect([first.ran, second.ran]).toEqual([1, 0]);
  expect(second.bundle).toEqual(first.bundle);
  expect(first.bundle.map(([name]) => name)).toContain('/pagefind/pagefind.js');
  expect([first.count, second.count]).toEqual([2, 2]);
});

test('a change of a page, of their number or of the language is', async () => {
  await build('a', ['奇异值', '分解']);
  expect((await build('b', ['奇异值', '分解。'])).ran).toBe(1);
  expect((await build('c', ['奇异值'])).ran).toBe(1);
  expect((await build('d', ['奇异值'], 'en')).ran).toBe(1);
});

test('a damaged bundle is made anew', async () => {
  const first = await build('a', ['奇异值']);
  const cached = join(folder, 'cache/search.bundle');
  writeFileSync(cached, readFileSync(cached).subarray(0, -1));
  const second = await build('b', ['奇异值']);
  expect(second.ran).toBe(1);
  expect(second.bundle).toEqual(first.bundle);
});
