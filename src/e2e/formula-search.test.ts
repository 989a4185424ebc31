/** Formula search in a real browser: under a base path, under the policy of the site, with the bytes it costs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type BuiltSite, launchBrowser, openFixture, serveFolder } from './harness.ts';

const base = '/some/where/';
let site: BuiltSite;
let browser: Browser;
let faults: string[] = [];

beforeAll(async () => {
  const { code, output, dist } = await openFixture('reading').build({ base });
  if (code !== 0) throw new Error(output);
  site = await serveFolder(dist, base);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(faults).toEqual([]);
});

/** A page of the post; what it fetches for formulas is noted. */
async function open(): Promise<{ page: Page; fetched: string[] }> {
  faults = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const fetched: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/formula/.test(pathname)) fetched.push(pathname.slice(base.length));
  });
  await page.goto(`${site.url}posts/penrose/`);
  return { page, fetched };
}

async function openSimilar(page: Page, number: number): Promise<void> {
  const equation = page.locator(`#eq-${String(number)}`);
  await equation.hover();
  await equation.locator('button[data-similar]').click();
  await page.locator('.formulas li').first().waitFor();
}

it('finds formulas that look like an equation, marks what matches and leads there', async () => {
  const { page, fetched } = await open();
  expect(fetched).toEqual([]);
  await openSimilar(page, 4);
  const first = page.locator('.formulas li').first();
  // Not the equation itself; A^T A X = A^T B is A^T A x = A^T b under other names.
  expect(await first.locator('a > .num').textContent()).toBe('(7)');
  expect(await first.locator('.is-match').count()).toBeGreaterThan(0);
  expect(fetched).toContain('search/formulas.json');
  expect(fetched.length).toBe(new Set(fetched).size);
  await first.locator('a').click();
  expect(new URL(page.url()).hash).toBe('#eq-7');
});

it('asks again when names are to count', async () => {
  const { page, fetched } = await open();
  await openSimilar(page, 4);
  // Rows of a post are shown when it has come; others may still be on their way.
  await page.waitForLoadState('networkidle');
  const before = fetched.length;
  await page
    .locator('.formulas li')
    .first()
    .evaluate((row) => row.setAttribute('data-old', ''));
  await page.locator('.formulas__option input').uncheck();
  await page.waitForFunction(() => document.querySelector('.formulas li[data-old]') === null);
  expect(await page.locator('.formulas li').count()).toBeGreaterThan(0);
  // Index and post are there already.
  expect(fetched.length).toBe(before);
});

it('says when the index does not load, and asks again the next time', async () => {
  const { page } = await open();
  await page.route('**/search/formulas.json', (route) => route.abort());
  const equation = page.locator('#eq-4');
  await equation.hover();
  await equation.locator('button[data-similar]').click();
  await page.locator('.eq__drawer [role="status"]', { hasText: '没能载入' }).waitFor();
  faults = faults.filter((fault) => !fault.includes('ERR_FAILED'));
  await page.unroute('**/search/formulas.json');
  await page.locator('.formulas__option input').uncheck();
  await page.locator('.formulas li').first().waitFor();
});

it('costs little', async () => {
  const { page, fetched } = await open();
  await openSimilar(page, 4);
  const size = (file: string): number => brotliCompressSync(readFileSync(path.join(site.dist, file))).length;
  const once = fetched.filter((file) => !file.startsWith('search/formulas/'));
  const script = once.filter((file) => file.endsWith('.js'));
  expect(script.length).toBeGreaterThan(0);
  // 400 kB with the index of 18,000 equations (260 kB) is what the budget allows.
  expect(script.reduce((sum, file) => sum + size(file), 0)).toBeLessThan(100_000);
  const perQuery = fetched.filter((file) => file.startsWith('search/formulas/'));
  expect(perQuery.reduce((sum, file) => sum + size(file), 0)).toBeLessThan(25_000);
});
