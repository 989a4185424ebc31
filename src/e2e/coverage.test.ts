/** What the pages of coverage show of the real content, against a second count of its files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../scripts/project.ts';
import { launchBrowser, siteUnderTest, type BuiltSite } from './harness.ts';
import { planned, recount } from './recount.ts';

const content = path.join(root, 'content');
const counted = recount(content);
const written = new Set(counted.map(({ slug }) => slug));
const pending = planned(content).filter(({ slug }) => !written.has(slug));
let browser: Browser;
let site: BuiltSite;
let page: Page;

beforeAll(async () => {
  site = await siteUnderTest();
  browser = await launchBrowser();
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Rows of a table as numbers by the text of their head; what is no number is left out. */
async function rowsOf(selector: string): Promise<Map<string, number[]>> {
  const rows = await page
    .locator(`${selector} tr`)
    .evaluateAll((all) =>
      all.map((row) => [
        row.querySelector('th')?.textContent?.trim() ?? '',
        ...[...row.querySelectorAll('td.num')].map((cell) => cell.textContent?.trim() ?? ''),
      ]),
    );
  return new Map(rows.map(([name = '', ...cells]) => [name, cells.map((cell) => Number(cell.replaceAll(',', '')))]));
}

const sum = (posts: typeof counted, of: (post: (typeof counted)[number]) => number): number =>
  posts.reduce((total, post) => total + of(post), 0);

it('shows the posts, what is planned and all figures of the site', async () => {
  await page.goto(`${site.url}coverage/`);
  const complete = counted.filter(({ status }) => status === 'complete').length;
  const total = (await rowsOf('.matrix--topics tfoot')).get('合计');
  expect(total?.slice(0, 4)).toEqual([
    complete,
    counted.length - complete,
    counted.length + pending.length,
    sum(counted, ({ equations }) => equations),
  ]);
  expect(total?.slice(4)).toEqual(
    ['core', '1', '2', '3'].map((priority) => pending.filter((entry) => entry.priority === priority).length),
  );
  const executed = (post: (typeof counted)[number]): number =>
    ['verified', 'verified-by-code', 'montecarlo'].reduce((all, kind) => all + (post.byStatus[kind] ?? 0), 0);
  const given = (post: (typeof counted)[number]): number =>
    (post.byStatus['definition'] ?? 0) + (post.byStatus['assumption'] ?? 0);
  const figures = (await rowsOf('.matrix--figures tfoot')).get('合计');
  expect(figures?.filter((_, column) => column !== 4 && column !== 14)).toEqual([
    sum(counted, ({ lines }) => lines),
    sum(counted, ({ equations }) => equations),
    sum(counted, executed),
    sum(counted, (post) => post.equations - given(post)),
    sum(counted, ({ definitions }) => definitions),
    sum(counted, ({ stated }) => stated),
    sum(counted, ({ proved }) => proved),
    sum(counted, ({ stated, proved }) => stated - proved),
    sum(counted, ({ exercises }) => exercises),
    sum(counted, ({ solved }) => solved),
    sum(counted, ({ blocks }) => blocks),
    sum(counted, ({ marked }) => marked),
    sum(counted, ({ executedBlocks }) => executedBlocks),
  ]);
});

it('links every cell of the matrix to its place, or says what is missing', async () => {
  const cells = await page.locator('.matrix:has(.dot) td:has(.dot)').evaluateAll((all) =>
    all.map((cell) => ({
      state: cell.querySelector('.dot')?.getAttribute('data-s') ?? '',
      href: cell.querySelector('a')?.getAttribute('href') ?? '',
      words: cell.textContent?.trim() ?? '',
    })),
  );
  expect(cells).toHaveLength(16 * counted.length);
  for (const { state, href, words } of cells) {
    if (state === 'full') expect(href).toMatch(/^\/posts\/[a-z0-9-]+\/#./);
    else expect(words).toMatch(/[:：]/);
  }
});

it('draws growth with a table of the same figures, or says why there is none', async () => {
  const charts = await page.locator('.growth svg[role="img"]').count();
  if (charts === 0) {
    expect(await page.locator('main').textContent()).toMatch(/增长图略去/);
    return;
  }
  expect(charts).toBe(4);
  const labels = await page
    .locator('.growth svg')
    .evaluateAll((all) => all.map((svg) => svg.getAttribute('aria-label')));
  const last = [...(await rowsOf('.growth__table tbody')).values()].at(-1) ?? [];
  expect(last).toHaveLength(4);
  last.forEach((value, at) => expect(labels[at]?.replaceAll(',', '')).toContain(`有 ${String(value)}`));
});

it('says the same in coverage.json and in the badges', async () => {
  const json = JSON.parse(readFileSync(path.join(site.dist, 'coverage.json'), 'utf8'));
  expect(json.version).toBe(1);
  expect(json.total.posts.planned).toBe(counted.length + pending.length);
  expect(json.posts).toHaveLength(counted.length);
  for (const { id, badge } of json.topics) {
    const svg = readFileSync(path.join(site.dist, 'badges', `${id}.svg`), 'utf8');
    expect(svg).toContain(`<title>${badge.text}</title>`);
  }
  expect(readFileSync(path.join(site.dist, 'badge.svg'), 'utf8')).toContain(json.badge.text);
  await page.goto(`${site.url}coverage/`);
  expect(await page.locator('.badges img').count()).toBe(json.topics.length + 1);
});

it('opens every topic that has posts with links to the equations of these posts', async () => {
  for (const topic of new Set(counted.map((post) => post.topic))) {
    await page.goto(`${site.url}topics/${topic}/`);
    const links = await page
      .locator('.overview a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    const own = counted.filter((post) => post.topic === topic);
    for (const { slug } of own.filter(({ status }) => status === 'complete'))
      expect(links.filter((href) => href.startsWith(`/posts/${slug}/#eq-`)).length, slug).toBeGreaterThan(0);
    expect(links.length, topic).toBeGreaterThan(2);
    const rows = await rowsOf('.matrix--figures tbody');
    expect([...rows.values()].map(([lines]) => lines).sort(), topic).toEqual(own.map(({ lines }) => lines).sort());
  }
});
