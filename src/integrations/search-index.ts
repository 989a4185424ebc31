import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { close, createIndex } from 'pagefind';
import { makeIndexCopy, type IndexFacts } from '../search/text/index-copy.ts';
import { readChecked, writeChecked } from './checked-file.ts';

/** A page to be indexed; pages without `data-pagefind-body` are left out by the caller. */
export interface IndexedPage extends IndexFacts {
  /** Below the output folder: `posts/x/index.html`. */
  readonly path: string;
  readonly html: string;
}

export interface SearchIndexOptions {
  readonly outDir: string;
  /** Absolute; holds the bundle of the last build. */
  readonly cacheDir: string;
  /** Of the whole site: `zh` and `zh-CN` would be two indexes, and a search asks one of them. */
  readonly language: string;
}

/**
 * Writes the Pagefind bundle to `<outDir>/pagefind/`: the one of the last build where no page has changed since.
 * @param pages gives the same pages each time it is called
 * @returns number of pages indexed
 * @throws Error with Pagefind's own words when it refuses a page or cannot write
 */
export async function writeSearchIndex(
  { outDir, cacheDir, language }: SearchIndexOptions,
  pages: () => AsyncIterable<IndexedPage>,
): Promise<number> {
  const cached = join(cacheDir, 'search.bundle');
  const { key, count } = await identify(language, pages());
  const bundle = join(outDir, 'pagefind');
  const known = await readBundle(cached, key);
  if (known === undefined) {
    await runPagefind(language, pages(), bundle);
    await mkdir(cacheDir, { recursive: true });
    await writeBundle(cached, key, await readFolder(bundle));
    return count;
  }
  for (const { path, content } of known) {
    const target = join(bundle, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return count;
}

interface BundleFile {
  /** Below the bundle. */
  readonly path: string;
  readonly content: Uint8Array;
}

const excludeSelectors = ['.katex', '.eq__side', '.listing', '.sr', '.qed'];

/** A hash of everything that the bundle depends on. */
async function identify(language: string, pages: AsyncIterable<IndexedPage>): Promise<{ key: string; count: number }> {
  const { version } = JSON.parse(
    await readFile(new URL('../package.json', import.meta.resolve('pagefind')), 'utf8'),
  ) as { version: string };
  const hash = createHash('sha256').update(JSON.stringify([version, language, excludeSelectors]));
  let count = 0;
  for await (const { path, html, ...facts } of pages) {
    hash.update(`\0${path}\0`).update(makeIndexCopy(html, facts));
    count += 1;
  }
  return { key: hash.digest('hex'), count };
}

/** Pages are added one after the other and in order, so that the same site gives the same bytes. */
async function runPagefind(language: string, pages: AsyncIterable<IndexedPage>, outputPath: string): Promise<void> {
  const created = await createIndex({ forceLanguage: language.toLowerCase(), excludeSelectors });
  const index = created.index;
  if (index === undefined) throw new Error(`Pagefind 没有启动：${created.errors.join('；')}`);
  try {
    for await (const { path, html, ...facts } of pages) {
      const { errors } = await index.addHTMLFile({ sourcePath: path, content: makeIndexCopy(html, facts) });
      if (errors.length > 0) throw new Error(`Pagefind 不接受 ${path}：${errors.join('；')}`);
    }
    await mkdir(outputPath, { recursive: true });
    // Not `getFiles`: the bundle would come through a pipe, as text, and be several times in memory.
    const { errors } = await index.writeFiles({ outputPath });
    if (errors.length > 0) throw new Error(`Pagefind 写不出索引：${errors.join('；')}`);
  } finally {
    await close();
  }
}

async function readFolder(folder: string): Promise<BundleFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(folder, path)) })));
}

/** @returns `undefined` where there is none of that key, or a damaged one */
async function readBundle(file: string, key: string): Promise<BundleFile[] | undefined> {
  const body = await readChecked(file);
  if (body === undefined) return undefined;
  const end = body.indexOf('\n');
  const header = JSON.parse(body.toString('utf8', 0, end)) as { key: string; files: [path: string, length: number][] };
  if (header.key !== key) return undefined;
  let start = end + 1;
  return header.files.map(([path, length]) => {
    const content = body.subarray(start, start + length);
    start += length;
    return { path, content };
  });
}

async function writeBundle(file: string, key: string, files: readonly BundleFile[]): Promise<void> {
  const header = { key, files: files.map(({ path, content }) => [path, content.byteLength]) };
  await writeChecked(file, `${JSON.stringify(header)}\n`, ...files.map(({ content }) => content));
}
