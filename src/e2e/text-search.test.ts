/** Search on the real site: what learners ask for is found, and what looking for it costs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownQueries, runTextQueries, textCut, type SystemRun, type TextRun } from '../../scripts/bench/search-text.ts';
import { measureRankings, type Figures } from '../search/evaluation/measures.ts';
import figures from '../search/evaluation/text-figures.json' with { type: 'json' };
import { launchBrowser, siteUnderTest, type BuiltSite } from './harness.ts';
import { laptop } from './reader.ts';

let site: BuiltSite;
let run: TextRun;
let browser: Browser;

beforeAll(async () => {
  site = await siteUnderTest();
  run = await runTextQueries(site.dist, ownQueries());
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const measured = ({ judged }: SystemRun): Figures => measureRankings(judged, textCut);
/** What may be lost before the change has to be explained: `text-figures.json` is then written anew. */
const tolerance = 0.02;

it('answers the judged queries as well as it did, and clearly better than Pagefind alone', () => {
  const ours = measured(run.fused);
  const plain = measured(run.pagefind);
  expect(ours.queries).toBeGreaterThanOrEqual(60);
  expect(ours.recall).toBeGreaterThanOrEqual(Math.max(0.93, figures.recall - tolerance));
  expect(ours.mrr).toBeGreaterThanOrEqual(Math.max(0.92, figures.mrr - tolerance));
  expect(ours.recall).toBeGreaterThan(plain.recall + 0.1);
  expect(ours.mrr).toBeGreaterThan(plain.mrr + 0.1);
});

it('has every place that was judged', () => {
  // A heading or box that was renamed: write its new id into text-queries.yaml.
  expect(run.lost).toEqual([]);
});

it('fetches little for a first query', () => {
  const { bytes, judged } = run.fused;
  const dear = bytes.flatMap((each, place) =>
    each > 200_000 ? [`${judged[place]?.query ?? ''}: ${String(each)}`] : [],
  );
  expect(Math.min(...bytes)).toBeGreaterThan(0);
  // A chunk of the index more or less depends on where Pagefind cuts it, so on every word of every post.
  expect(dear.length, dear.join('\n')).toBeLessThanOrEqual(bytes.length / 20);
  expect(Math.max(...bytes)).toBeLessThan(240_000);
});

/**
 * Bytes over the wire of everything a page asks for from now on; what is stored compressed is counted as it lies there.
 * Fonts of formulas are left out: any page that shows such a letter loads them, once for the site.
 */
function weigh(page: Page): () => number {
  let bytes = 0;
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const file = readFileSync(path.join(site.dist, decodeURIComponent(pathname)));
    if (pathname.endsWith('.woff2')) return;
    bytes += /\.pf_|\.pagefind$/.test(pathname) ? file.length : gzipSync(file, { level: 9 }).length;
  });
  return () => bytes;
}

it('costs little in the browser: to open, to ask for words, to ask for formulas', async () => {
  const context = await browser.newContext(laptop);
  const page = await context.newPage();
  await page.goto(`${site.url}posts/squareplus/`, { waitUntil: 'networkidle' });
  const bytes = weigh(page);
  await page.keyboard.press('/');
  await page.locator('.palette__signs').waitFor();
  await page.waitForLoadState('networkidle');
  const opened = bytes();
  expect(opened).toBeGreaterThan(20_000);
  expect(opened).toBeLessThan(150_000);
  const settled = async (): Promise<void> => {
    await page.locator('.palette__keys', { hasText: 'ms' }).waitFor();
    await page.waitForLoadState('networkidle');
  };
  const ask = async (query: string): Promise<number> => {
    const before = bytes();
    await page.locator('.palette [role="combobox"]').fill(query);
    await page.waitForTimeout(300);
    await settled();
    return bytes() - before;
  };
  expect(await ask('奇异值分解')).toBeLessThan(200_000);
  expect(await ask('=\\log\\sum e^{?x}')).toBeLessThan(400_000);
  expect(await ask('=A^{+}')).toBeLessThan(25_000);
  await context.close();
});
