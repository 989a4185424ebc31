/** What the emitted files say, read as files and in a browser without JavaScript. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, launchBrowser, openFixture, serveFolder, type BuiltSite } from './harness.ts';

const base = '/repo/';
let browser: Browser;
let site: BuiltSite;
let page: Page;

beforeAll(async () => {
  const { code, output, dist } = await openFixture('reading').build({ base });
  if (code !== 0) throw new Error(output);
  site = await serveFolder(dist, base);
  browser = await launchBrowser();
  page = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  ).newPage();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const read = (file: string): string => readFileSync(path.join(site.dist, file), 'utf8');

describe('every page', () => {
  it('names its language, its canonical address and itself', () => {
    for (const file of filesBelow(site.dist).filter((name) => name.endsWith('.html') && name !== '404.html')) {
      const html = read(file);
      expect(html, file).toContain('<html lang="zh-CN"');
      const address = `https://tuidao.example${base}${file.replace(/index\.html$/, '')}`;
      expect(html, file).toContain(`<link rel="canonical" href="${address}">`);
      expect(html, file).toContain(`<meta property="og:url" content="${address}">`);
      expect(html, file).toMatch(/<meta name="description" content="[^"]+">/);
      expect(html, file).toContain(`href="${base}rss.xml"`);
    }
  });

  it('asks no other host for anything', () => {
    const foreign = /<(?:script|img|link|iframe|source)\b[^>]*\s(?:src|href)="https?:\/\/(?!tuidao\.example)[^"]*"/g;
    for (const file of filesBelow(site.dist).filter((name) => name.endsWith('.html'))) {
      expect(read(file).match(foreign), file).toBeNull();
    }
    for (const file of filesBelow(site.dist).filter((name) => name.endsWith('.css'))) {
      expect(read(file).match(/url\(["']?https?:/), file).toBeNull();
    }
  });

  it('keeps error pages out of search engines', () => {
    expect(read('404.html')).toContain('<meta name="robots" content="noindex">');
  });
});

describe('feeds', () => {
  it('lists posts by the date that they carry', () => {
    const feed = read('rss.xml');
    const links = [...feed.matchAll(/<item>.*?<link>([^<]*)<\/link>.*?<pubDate>([^<]*)<\/pubDate>/gs)].map(
      ([, link, date]) => [link, date],
    );
    expect(links).toEqual([
      [`https://tuidao.example${base}posts/kernel-regression/`, 'Tue, 24 Nov 2026 00:00:00 GMT'],
      [`https://tuidao.example${base}posts/penrose/`, 'Wed, 18 Nov 2026 00:00:00 GMT'],
    ]);
    expect(feed).not.toContain('lastBuildDate');
    // Titles hold no dollars: feed readers know no TeX.
    expect(feed).not.toContain('$');
  });

  it('gives every numbered equation with its place', () => {
    const { count, equations } = JSON.parse(read('equations.json'));
    expect(count).toBe(11);
    expect(equations[1]).toMatchObject({
      post: 'penrose',
      number: 2,
      label: 'eq:def',
      anchor: 'eq-2',
      url: `https://tuidao.example${base}posts/penrose/#eq-2`,
      section: { number: '3', title: '定义' },
      result: 'def-pinv',
    });
    expect(equations.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2]);
  });

  it('tells who uses an equation and what it rests on', () => {
    const uses = JSON.parse(read('posts/penrose/uses.json'));
    expect(uses['eq-4'].uses.at(-1)).toMatchObject({ href: `${base}posts/kernel-regression/#eq-2`, label: '(2)' });
    expect(uses['eq-4'].uses.at(-1).title).toBe('从核回归到 softmax 注意力');
    expect(uses['eq-4'].rests).toEqual(['eq-1', 'eq-3']);
    expect(uses['eq-3'].leads).toContain('eq-4');
  });

  it('points crawlers at the sitemap', () => {
    expect(read('robots.txt')).toContain(`Sitemap: https://tuidao.example${base}sitemap-index.xml`);
    expect(read('sitemap-0.xml')).toContain(`${base}posts/penrose/`);
  });
});

describe('without JavaScript', () => {
  it('shows text, numbers, links and contents of a post', async () => {
    await page.goto(`${site.url}posts/penrose/#eq-6`);
    expect(await page.locator('.eq__no').allTextContents()).toEqual([
      '(1)',
      '(2)',
      '(3)',
      '(4)',
      '(5)',
      '(6)',
      '(7)',
      '(8)',
      '(9)',
    ]);
    expect(await page.locator('#eq-6').isVisible()).toBe(true);
    expect(await page.locator('math').count()).toBeGreaterThan(40);
    await page.locator('.toc summary').click();
    await page.locator('.toc a', { hasText: '练习' }).click();
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#练习');
    await page.locator('.exercises summary').first().click();
    expect(await page.locator('.exercises .solution').first().textContent()).toContain('对调');
  });

  it('renders no control that only scripts can answer', async () => {
    await page.goto(`${site.url}posts/penrose/`);
    for (const control of await page.locator('.needs-js').all()) expect(await control.isVisible()).toBe(false);
    expect(await page.locator('.dock, .eq__tools, .return').count()).toBe(0);
  });

  it('has the contents list beside the text on a wide screen without opening it', async () => {
    const wide = await (
      await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } })
    ).newPage();
    await wide.goto(`${site.url}posts/penrose/`);
    expect(await wide.locator('.toc a', { hasText: '主推导' }).isVisible()).toBe(true);
    await wide.context().close();
  });

  it('puts a topic index in place of search', async () => {
    await page.goto(`${site.url}search/`);
    expect(await page.locator('[data-search]').isVisible()).toBe(false);
    expect(await page.locator('noscript').textContent()).toContain('JavaScript');
    await page.locator('.index a', { hasText: '伪逆' }).click();
    expect(new URL(page.url()).pathname).toBe(`${base}posts/penrose/`);
  });

  it('lists equations by post, definitions and theorems by topic', async () => {
    await page.goto(`${site.url}equations/`);
    expect(await page.locator('.eqs__row').count()).toBe(11);
    await page.locator('.eqs__row').nth(3).click();
    expect(page.url()).toBe(`${site.url}posts/penrose/#eq-4`);
    await page.goto(`${site.url}results/`);
    expect(await page.locator('.res__kind').allTextContents()).toEqual(['定义 1', '定理 1']);
  });
});

it('collects the notation of every post', async () => {
  await page.goto(`${site.url}notation/`);
  expect(await page.locator('.tbl--notation tbody td:first-child annotation').allTextContents()).toEqual([
    'A',
    '\\Sigma_r',
    'U_r,\\ V_r',
  ]);
  const links = await page
    .locator('.tbl--notation tbody tr')
    .first()
    .locator('a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual([`${base}posts/penrose/#eq-1`, `${base}posts/penrose/`]);
});

describe('topics', () => {
  it('counts a post in its first topic and lists it in the second', async () => {
    await page.goto(`${site.url}topics/attention/`);
    expect(await page.locator('.figures dd').first().textContent()).toBe('0 / 1 篇');
    expect(await page.locator('section', { hasText: '也属于本专题' }).locator('.posts a').textContent()).toContain(
      '伪逆',
    );
  });

  it('says what is planned where nothing is written', async () => {
    await page.goto(`${site.url}topics/diffusion/`);
    expect(await page.locator('.none').textContent()).toContain('计划中的 1 篇');
    expect(await page.locator('.pend').textContent()).toContain('拆楼与建楼');
    expect(await page.locator('.matrix').count()).toBe(0);
  });

  it('adds up the overview from the posts', async () => {
    await page.goto(`${site.url}coverage/`);
    const rows = await page
      .locator('.matrix--topics tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('th, td.is-n')].slice(0, 5).map((cell) => cell.textContent?.trim())),
      );
    expect(rows).toEqual([
      ['矩阵', '0', '1', '2', '9'],
      ['注意力', '0', '1', '1', '2'],
      ['扩散模型', '0', '0', '1', '–'],
    ]);
    expect(await page.locator('.matrix--topics tfoot').textContent()).toContain('11');
  });
});

describe('a post', () => {
  it('is linked both ways', async () => {
    await page.goto(`${site.url}posts/penrose/`);
    const users = page.locator('section', { has: page.locator('#page-used-by') });
    expect(await users.textContent()).toContain('把本文列为先读');
    expect(await users.locator('.num').first().getAttribute('href')).toBe('#eq-4');
    expect(await users.locator('li a').nth(1).getAttribute('href')).toBe(`${base}posts/kernel-regression/#eq-2`);
    await page.goto(`${site.url}posts/kernel-regression/`);
    expect(await page.locator('.prereq dt a').getAttribute('href')).toBe(`${base}posts/penrose/`);
    expect(await page.locator('.prereq dd math').count()).toBe(1);
  });

  it('lists what it cites and where its subject comes from', async () => {
    await page.goto(`${site.url}posts/penrose/`);
    expect(await page.locator('.bib li').textContent()).toContain('Matrix Computations');
    const cited = await page.locator('.cite').getAttribute('href');
    expect(await page.locator(`.bib li${cited ?? ''}`).count()).toBe(1);
    expect(await page.locator('.credit a').getAttribute('href')).toBe('https://example.org/1');
    expect(await page.locator('.colophon a').first().getAttribute('href')).toMatch(/\/blob\/main\/.*penrose\.md$/);
  });
});
