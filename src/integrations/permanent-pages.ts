import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Connect } from 'vite';
import { createTranslate } from '../i18n/translate.ts';
import { permanentEquations } from '../site/anchors.ts';
import { equationPages, type EquationPage } from '../site/equation-page.ts';
import { permanentPages } from '../site/permanent-page.ts';
import { fillShell } from '../site/shell.ts';
import type { Post, Site } from '../site/types.ts';
import { createUrls } from '../site/urls.ts';
import { FormulaStore } from './formula-store.ts';
import type { LoadedSite } from './load-site.ts';
import { renderPost } from './render-post.ts';

/** Paths below the output folder of all that this module writes. */
export function permanentPaths({ anchors, index }: Site): string[] {
  return permanentEquations(anchors, index).map(({ id }) => `e/${id}/index.html`);
}

/**
 * `/e/<id>/` for every equation that was ever published. There are thousands, so they are written as they are: a page of
 * Astro costs more than all that is in them. One with a name gets a page that tells what is known of it, in the shell of
 * `/e/`; the others lead on to their post.
 */
export async function writePermanentPages(loaded: LoadedSite, base: string, outDir: string): Promise<void> {
  const { site } = loaded;
  const urls = createUrls(base, site.config.origin);
  const t = createTranslate(site.config.language);
  const write = async (path: string, html: string | Uint8Array): Promise<void> => {
    const file = join(outDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html);
  };
  const shell = await readFile(join(outDir, 'e/index.html'), 'utf8');
  const store = new FormulaStore(loaded);
  const full = new Set<string>();
  for (const post of site.posts) {
    for (const page of await pagesOf(loaded, post, base)) {
      full.add(page.id);
      const { bytes } = await store.fill(inShell(page, shell, urls));
      await write(`e/${page.id}/index.html`, bytes);
    }
  }
  for (const { id, path, html } of permanentPages(site, urls, t)) if (!full.has(id)) await write(path, html);
}

async function pagesOf(loaded: LoadedSite, post: Post, base: string): Promise<EquationPage[]> {
  const { site } = loaded;
  if (!post.derivation.equations.some(({ label }) => label !== undefined)) return [];
  const { html } = await renderPost(loaded, post.slug, base);
  return equationPages(post, html, site, createUrls(base, site.config.origin), createTranslate(site.config.language));
}

function inShell(page: EquationPage, shell: string, urls: ReturnType<typeof createUrls>): string {
  return fillShell(shell, { ...page, url: urls.absolute(urls.permanent(page.id)) });
}

/** In `dev` the same addresses are answered from the loaded site; the shell comes from the page of Astro. */
export function servePermanentPages(load: () => Promise<LoadedSite>, base: string): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = (request.url ?? '').split('?')[0]?.slice(base.length) ?? '';
    const id = /^e\/([a-z0-9]+)\/$/.exec(path)?.[1];
    if (id === undefined) return next();
    void answer(id, load, base, `http://${request.headers.host ?? 'localhost'}${base}e/`).then((html) => {
      if (html === undefined) return next();
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html);
    }, next);
  };
}

async function answer(
  id: string,
  load: () => Promise<LoadedSite>,
  base: string,
  shell: string,
): Promise<string | undefined> {
  const loaded = await load();
  const { site } = loaded;
  const urls = createUrls(base, site.config.origin);
  const slug = permanentEquations(site.anchors, site.index).find((each) => each.id === id)?.slug ?? '';
  const post = site.bySlug.get(slug);
  const page = post === undefined ? undefined : (await pagesOf(loaded, post, base)).find((each) => each.id === id);
  if (page !== undefined) {
    const html = inShell(page, await (await fetch(shell)).text(), urls);
    return new FormulaStore(loaded).fillText(html);
  }
  const t = createTranslate(site.config.language);
  return permanentPages(site, urls, t).find((each) => each.id === id)?.html;
}
