import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { equationAnchor, labelAnchor } from '../equations/build-index.ts';
import { ledgerFileName } from '../equations/ledger/published.ts';
import type { Finding } from '../equations/types.ts';
import { checkOutput, type ExpectedPage } from '../output/check-output.ts';
import { scanHtml, type PageFacts } from '../output/scan-html.ts';
import { hasFormulaSlots, type FormulaSlot } from '../output/formula-slots.ts';
import type { PublishedAnchors } from '../site/anchors.ts';
import type { Site } from '../site/types.ts';
import { FormulaStore } from './formula-store.ts';
import type { LoadedSite } from './load-site.ts';
import { permanentPaths } from './permanent-pages.ts';
import { writeSearchIndex, type IndexedPage } from './search-index.ts';

export interface OutputReport {
  readonly findings: readonly Finding[];
  readonly pages: number;
  readonly links: number;
  readonly indexed: number;
}

export interface OutputPass {
  /** Absolute. */
  readonly outDir: string;
  /** Absolute; for the search bundle. */
  readonly cacheDir: string;
  readonly base: string;
  readonly loaded: LoadedSite;
}

/** Goes over what was emitted: makes the search index, puts the formulas in, checks what readers will see. */
export async function passOverOutput({ outDir, cacheDir, base, loaded }: OutputPass): Promise<OutputReport> {
  const { site } = loaded;
  const store = new FormulaStore(loaded);
  const files = (await Array.fromAsync(glob('**/*', { cwd: outDir, withFileTypes: true })))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outDir.length).replaceAll('\\', '/').replace(/^\//, ''))
    .sort();
  const pages = files.filter((file) => file.endsWith('.html'));
  async function* searchable(): AsyncGenerator<IndexedPage> {
    for (const path of pages) {
      const html = await readFile(join(outDir, path), 'utf8');
      if (html.includes('data-pagefind-body')) yield { path, html, filters: filtersOf(site, path), texOf };
    }
  }
  const texOf = ({ slug, formula }: FormulaSlot): string | undefined => {
    const { tex, display } = site.bySlug.get(slug)?.derivation.formulas[formula] ?? {};
    return display === true ? undefined : tex;
  };
  // Before the formulas: a tenth of the text, and all that search wants.
  const indexed = await writeSearchIndex({ outDir, cacheDir, language: site.config.language }, searchable);
  const facts: PageFacts[] = [];
  for (const path of pages) facts.push(scanHtml(path, await fillFile(store, join(outDir, path))));
  for (const path of files.filter((file) => file.endsWith('.json'))) await fillFile(store, join(outDir, path));
  const findings = checkOutput({
    pages: facts,
    expected: [...site.posts.map((post) => expectPost(post, site)), ...expectRetired(site)],
    // The search bundle is written in this pass, after the list of files was made; permanent pages behind it.
    files: new Set([...files, 'pagefind/pagefind.js', ...permanentPaths(site)]),
    base: base.endsWith('/') ? base : `${base}/`,
    origin: site.config.origin,
    prefix: 'dist/',
  });
  return { findings, pages: facts.length, links: facts.reduce((sum, { links }) => sum + links.length, 0), indexed };
}

/**
 * Puts formulas into an emitted file.
 * @returns what is to be checked of it: the text as it was, unless there is something to be looked at in its formulas
 */
async function fillFile(store: FormulaStore, path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  if (!hasFormulaSlots(text)) return text;
  const { bytes, plain } = await store.fill(text);
  await writeFile(path, bytes);
  return plain ? text : Buffer.from(bytes).toString();
}

/** The pages of posts that were retired. */
function expectRetired({ anchors, bySlug }: Site): ExpectedPage[] {
  return [...anchors].flatMap(([slug, published]) => {
    if (bySlug.has(slug) || published.retired.length === 0) return [];
    return [{ path: `posts/${slug}/index.html`, source: ledgerFileName, anchors: namesBeside(published), formulas: 0 }];
  });
}

/** What a search can be narrowed to. A post has each kind of box that stands in it. */
function filtersOf({ bySlug }: Site, path: string): [string, string][] {
  const post = bySlug.get(/^posts\/([^/]+)\//.exec(path)?.[1] ?? '');
  if (post === undefined) return [];
  const kinds = [...new Set(post.derivation.results.map(({ kind }) => kind))].sort();
  return [
    ['topic', post.topic],
    ['difficulty', String(post.difficulty)],
    ['status', post.status],
    ...kinds.map((kind): [string, string] => ['kind', kind]),
  ];
}

/** Permanent and former ids, and those of notices: every link that ever was published. */
function namesBeside(anchors: PublishedAnchors | undefined): string[] {
  if (anchors === undefined) return [];
  return [...[...anchors.beside.values()].flat(), ...anchors.retired.flatMap(({ ids }) => ids)];
}

function expectPost({ slug, derivation }: Site['posts'][number], site: Site): ExpectedPage {
  const anchors = [
    ...derivation.equations.flatMap(({ number, label }) => [
      ...(number === undefined ? [] : [equationAnchor(number)]),
      ...(label === undefined ? [] : [labelAnchor(label)]),
    ]),
    ...derivation.results.map(({ id }) => id).filter((id) => id !== ''),
    ...derivation.headings.map(({ id }) => id),
    ...namesBeside(site.anchors.get(slug)),
  ];
  return {
    path: `posts/${slug}/index.html`,
    source: derivation.path,
    anchors: [...new Set(anchors)],
    formulas: derivation.formulas.length,
  };
}
