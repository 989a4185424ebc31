import { join } from 'node:path';
import type { Growth } from '../coverage/growth.ts';
import { createTranslate } from '../i18n/translate.ts';
import { renderBlocks, renderInline } from '../markdown/fragment.ts';
import { hasFormulaSlots } from '../output/formula-slots.ts';
import type { RenderedPost, Site } from '../site/types.ts';
import { siteConfig } from '../site.config.ts';
import { contentRoot } from './content-root.ts';
import { FormulaStore } from './formula-store.ts';
import { loadSite, type LoadedSite } from './load-site.ts';
import { growthOf } from './read-growth.ts';
import { renderCells as cellsOf, type RenderedCell } from './fill-verification.ts';
import { renderLatex as latexOf } from './render-latex.ts';
import { renderMarkdown as markdownOf } from './render-markdown.ts';
import { fillPost as fill, linkInOverview, renderPost as render } from './render-post.ts';
import { toAstroError } from './to-astro-error.ts';

/** What the integration tells about the run before the first page asks. */
export interface RuntimeOptions {
  /** Absolute path of the project. */
  readonly root: string;
  /** Absolute path of the folder for caches. */
  readonly cacheDir: string;
  /** With slashes at both ends. */
  readonly base: string;
  /** In `dev` a page of a post with errors shows them instead of the post; a build has stopped before. */
  readonly dev: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The one place that holds the loaded site, because two worlds ask for it: the hooks of the integration and, through
 * `virtual:tuidao/site`, the bundled pages. Both reach this module by its file, so Node gives them the same instance.
 */
let options: RuntimeOptions | undefined;
let loading: Promise<LoadedSite> | undefined;
let growth: Growth | undefined;

export function configure(next: RuntimeOptions): void {
  options = next;
  invalidate();
}

/** Forgets the loaded site; the next question reads the content again. */
export function invalidate(): void {
  loading = undefined;
  growth = undefined;
}

/** Reads and compiles the content, once until it is invalidated. */
export function load(): Promise<LoadedSite> {
  if (options === undefined) throw new Error('site-runtime: the integration has not configured it');
  const { root, cacheDir, onProgress } = options;
  loading ??= loadSite({
    config: siteConfig,
    root,
    contentRoot: contentRoot(root),
    cacheDir,
    onProgress,
  });
  return loading;
}

export async function getSite(): Promise<Site> {
  return (await load()).site;
}

export async function renderPost(slug: string): Promise<RenderedPost> {
  const loaded = await load();
  throwFirstError(loaded, slug);
  return render(loaded, slug, options?.base ?? '/');
}

/** The post as a document for XeLaTeX. */
export async function renderLatex(slug: string): Promise<string> {
  return latexOf(await load(), slug, options?.base ?? '/');
}

/** The source of the post with its links made absolute. */
export async function renderMarkdown(slug: string): Promise<string> {
  return markdownOf(await load(), slug, options?.base ?? '/');
}

/** Code and output of the cells that check the equations of a post, by id, in the order of execution. */
export async function renderCells(slug: string): Promise<ReadonlyMap<string, RenderedCell>> {
  const post = (await getSite()).bySlug.get(slug);
  return post === undefined ? new Map() : cellsOf(post);
}

/** For .mdx posts, whose body Astro renders. */
export async function fillPost(slug: string, html: string): Promise<string> {
  const loaded = await load();
  throwFirstError(loaded, slug);
  return fill(loaded.site, slug, html, options?.base ?? '/');
}

/** For texts of data files: definitions of concepts, overviews of topics, whose links may lead to posts. */
export async function renderText(markdown: string, shape: 'line' | 'blocks'): Promise<string> {
  const { site } = await load();
  const { content, config } = site;
  if (shape === 'line') return renderInline(markdown, content.macros);
  const resolve = (url: string) => linkInOverview(site, url, options?.base ?? '/');
  return renderBlocks(markdown, content.macros, createTranslate(config.language), resolve);
}

/** Asked of Git when a page first wants it. */
export function getGrowth(): Promise<Growth> {
  if (options === undefined) throw new Error('site-runtime: the integration has not configured it');
  growth ??= growthOf(contentRoot(options.root));
  return Promise.resolve(growth);
}

/** For answers of the dev server; a build fills what it has emitted. */
export async function fillFormulas(text: string): Promise<string> {
  return hasFormulaSlots(text) ? new FormulaStore(await load()).fillText(text) : text;
}

function throwFirstError({ site, checked }: LoadedSite, slug: string): void {
  if (options?.dev !== true) return;
  const file = site.bySlug.get(slug)?.file;
  const errors = checked.findings.filter((finding) => finding.severity === 'error' && finding.file === file);
  const [first] = errors;
  if (first !== undefined) throw toAstroError(first, errors.length, join(options.root, first.file));
}
