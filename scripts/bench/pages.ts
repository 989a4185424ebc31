import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { browserArgs, ensureBrowser } from '../browser.mjs';
import { serve } from '../preview/static-server.ts';
import { root } from '../project.ts';
import { collectPosts } from './collect.ts';
import { measure } from './measure.ts';
import { loadPage, type PageFigures } from './page-load.ts';
import type { BenchPost } from './posts.ts';
import { type BenchProject, writeOurs, writeStock } from './projects.ts';
import { formatRows } from './table.ts';

export interface PageRow {
  readonly page: string;
  readonly figures: PageFigures;
}

/** What a reader may wait for on the heaviest post, on localhost with a processor slowed down four times. */
export const pageLimits = { blocking: 200, shift: 0.01, paint: 1200 } as const satisfies Partial<PageFigures>;

const loads = 5;

/**
 * Loads the post with the most displays of the site's own content and, where one is given, of a folder, as this site and as
 * stock Astro show it.
 */
export async function benchPages(
  folder: string | undefined,
  scratch: string,
  say: (text: string) => void,
): Promise<PageRow[]> {
  const browser = await chromium.launch({ executablePath: await ensureBrowser(root), args: browserArgs });
  try {
    const rows = await benchHeaviest(undefined, path.join(scratch, 'own'), browser, say);
    if (folder === undefined) return rows;
    return [...rows, ...(await benchHeaviest(folder, path.join(scratch, 'given'), browser, say))];
  } finally {
    await browser.close();
  }
}

async function benchHeaviest(
  folder: string | undefined,
  scratch: string,
  browser: Browser,
  say: (text: string) => void,
): Promise<PageRow[]> {
  const { posts, contentRoot } = collectPosts(folder, scratch, say);
  const heaviest = posts.reduce((most, post) => (displays(post) > displays(most) ? post : most));
  // Posts of the site lead to each other; those of a folder stand alone.
  const built = folder === undefined ? posts : [heaviest];
  const stock = writeStock(path.join(scratch, 'stock'), built, contentRoot);
  const ours = writeOurs(path.join(scratch, 'ours'), built, contentRoot);
  const name = `${heaviest.slug}, ${String(displays(heaviest))} displays`;
  const load = async (project: BenchProject, page: string): Promise<PageRow> => {
    say(`${project.name}: ${name} …`);
    await measure(project.build);
    const site = await serve({ folder: project.out, base: '/', host: 'localhost', port: 0, more: 0 });
    try {
      return { page: `${name}: ${project.name}`, figures: await loadPage(browser, `${site.url}${page}`, loads) };
    } finally {
      await site.close();
    }
  };
  return [await load(stock, `posts/${heaviest.topic}/${heaviest.slug}/`), await load(ours, `posts/${heaviest.slug}/`)];
}

function displays({ text }: BenchPost): number {
  return text.match(/\\tag\{/g)?.length ?? 0;
}

export function formatPages(rows: readonly PageRow[]): string {
  const head = ['page', 'elements', 'HTML KB', 'LCP ms', 'TBT ms', 'longest task ms', 'CLS'];
  const body = rows.map(({ page, figures }) => [
    page,
    String(figures.elements),
    (figures.html / 1000).toFixed(0),
    figures.paint.toFixed(0),
    figures.blocking.toFixed(0),
    figures.longestTask.toFixed(0),
    figures.shift.toFixed(4),
  ]);
  const { paint, blocking, shift } = pageLimits;
  const limits = ['limit', '', '', String(paint), String(blocking), '', String(shift)];
  return `${formatRows(head, [...body, limits])}\nMedian of ${String(loads)} loads, processor slowed down 4 times, localhost.\n`;
}
