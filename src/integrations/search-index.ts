import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { makeIndexCopy, type IndexFacts } from '../search/text/index-copy.ts';

/** A page to be indexed; pages without `data-pagefind-body` are left out by the caller. */
export interface IndexedPage extends IndexFacts {
  /** Below the output folder: `posts/x/index.html`. */
  readonly path: string;
  readonly html: string;
}

/**
 * Writes the Pagefind bundle to `<outDir>/pagefind/`.
 * Pages are added one after the other and in order, so that the same site gives the same bytes.
 * @param language of the whole site: `zh` and `zh-CN` would be two indexes, and a search asks one of them
 * @returns number of pages indexed
 * @throws Error with Pagefind's own words when it refuses a page or cannot write
 */
export async function writeSearchIndex(
  outDir: string,
  language: string,
  pages: AsyncIterable<IndexedPage>,
): Promise<number> {
  const created = await createIndex({
    forceLanguage: language.toLowerCase(),
    excludeSelectors: ['.katex', '.eq__side', '.listing', '.sr'],
  });
  const index = created.index;
  if (index === undefined) throw new Error(`Pagefind 没有启动：${created.errors.join('；')}`);
  let count = 0;
  try {
    for await (const { path, html, ...facts } of pages) {
      const { errors } = await index.addHTMLFile({ sourcePath: path, content: makeIndexCopy(html, facts) });
      if (errors.length > 0) throw new Error(`Pagefind 不接受 ${path}：${errors.join('；')}`);
      count += 1;
    }
    const outputPath = join(outDir, 'pagefind');
    await mkdir(outputPath, { recursive: true });
    const { errors } = await index.writeFiles({ outputPath });
    if (errors.length > 0) throw new Error(`Pagefind 写不出索引：${errors.join('；')}`);
  } finally {
    await close();
  }
  return count;
}
