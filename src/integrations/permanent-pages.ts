import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Connect } from 'vite';
import { createTranslate } from '../i18n/translate.ts';
import { permanentPages, type SmallPage } from '../site/permanent-page.ts';
import type { Site } from '../site/types.ts';
import { createUrls } from '../site/urls.ts';

function pagesOf(site: Site, base: string): SmallPage[] {
  return permanentPages(site, createUrls(base, site.config.origin), createTranslate(site.config.language));
}

/** Thousands of pages that hold one link: written as they are, since a page of Astro costs more than all that is in them. */
export async function writePermanentPages(site: Site, base: string, outDir: string): Promise<void> {
  for (const { path, html } of pagesOf(site, base)) {
    const file = join(outDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html);
  }
}

/** In `dev` the same addresses are answered from the loaded site. */
export function servePermanentPages(getSite: () => Promise<Site>, base: string): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = /^e\/[a-z0-9]+\/$/.exec((request.url ?? '').split('?')[0]?.slice(base.length) ?? '')?.[0];
    if (path === undefined) return next();
    void getSite().then((site) => {
      const page = pagesOf(site, base).find((each) => each.path === `${path}index.html`);
      if (page === undefined) return next();
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page.html);
    }, next);
  };
}
