/** What teachers and citers take away: source, LaTeX, citations, permanent pages, handouts. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchors } from '../../scripts/anchors/command.ts';
import { readLedger } from '../equations/ledger/ledger-file.ts';
import { readBibtex } from '../schemas/bibtex.ts';
import { type Built, type BuiltSite, type Fixture, launchBrowser, openFixture, serveFolder } from './harness.ts';

let fixture: Fixture;
let built: Built;
let site: BuiltSite;
let browser: Browser;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  fixture = openFixture('reading');
  anchors(['--update'], { content: fixture.content, project: fixture.content });
  const ledger = readLedger(readFileSync(path.join(fixture.content, 'anchors.json'), 'utf8'));
  ids = new Map(ledger.map(({ id, post, anchor }) => [`${post}#${anchor}`, id]));
  built = await fixture.build({ base: '/repo/' });
  if (built.code !== 0) throw new Error(built.output);
  site = await serveFolder(built.dist, '/repo/');
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  fixture?.remove();
});

async function withPage<T>(
  address: string,
  use: (page: Page) => Promise<T>,
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<T> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  try {
    const page = await context.newPage();
    await page.goto(site.url + address);
    return await use(page);
  } finally {
    await context.close();
  }
}

test('a post leads to its source and its LaTeX, below the base path', async () => {
  const links = await withPage('posts/penrose/', (page) =>
    page.locator('.cite-post__files a').evaluateAll((all) => all.map((link) => link.getAttribute('href'))),
  );
  expect(links).toEqual(expect.arrayContaining(['/repo/posts/penrose.md', '/repo/posts/penrose/penrose.tex']));
  const markdown = await fetch(`${site.url}posts/penrose.md`);
  expect(markdown.headers.get('content-type')).toContain('text/');
  expect(await markdown.text()).toMatch(/^---\ntitle: /);
  const latex = await (await fetch(`${site.url}posts/penrose/penrose.tex`)).text();
  expect(latex).toContain(`\\permanent{2}{https://tuidao.example/repo/e/${ids.get('penrose#eq-2') ?? ''}/}`);
  expect(latex).toContain('\\tag{2}\\label{eq:def}');
});

test('an equation is cited from its tools with its permanent address', async () => {
  const id = ids.get('penrose#eq-2') ?? '';
  await withPage('posts/penrose/#eq-2', async (page) => {
    await page.locator('#eq-2 .eq__body').hover();
    await page.locator('#eq-2 [data-cite]').click();
    await page.locator('#eq-2 .citations figure:last-child button').click();
    await page.getByText('已复制').waitFor();
    const { entries, problems } = readBibtex(await page.evaluate(() => navigator.clipboard.readText()));
    expect(problems).toEqual([]);
    expect(entries).toMatchObject([{ key: `penrose-${id}`, url: `https://tuidao.example/repo/e/${id}/` }]);
  });
});

test('an equation with a name has a page that tells of it without scripts; another leads on', async () => {
  const named = ids.get('penrose#eq-2') ?? '';
  await withPage(
    `e/${named}/`,
    async (page) => {
      expect(page.url()).toBe(`${site.url}e/${named}/`);
      expect(await page.locator('h1').innerText()).toContain('式(2)');
      expect(await page.locator('.env .eq.is-current annotation').textContent()).toContain('arg');
      expect(await page.locator('dl.facts').last().innerText()).toContain('eq:def');
      expect(await page.locator('.citations').innerText()).toContain(`/repo/e/${named}/`);
      expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(
        `https://tuidao.example/repo/e/${named}/`,
      );
      const hrefs = await page
        .locator('main a')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
      for (const href of new Set(hrefs)) {
        const { pathname, hash } = new URL(href);
        const file = path.join(built.dist, pathname.replace('/repo/', ''), 'index.html');
        expect(existsSync(file), href).toBe(true);
        if (hash !== '')
          expect(readFileSync(file, 'utf8'), href).toContain(` id="${decodeURIComponent(hash.slice(1))}"`);
      }
    },
    { javaScriptEnabled: false },
  );
  const other = readFileSync(path.join(built.dist, 'e', ids.get('penrose#eq-1') ?? '', 'index.html'), 'utf8');
  expect(other).toContain('http-equiv="refresh"');
});

test('a handout is made of its address; what is not there is named', async () => {
  const id = ids.get('penrose#eq-2') ?? '';
  await withPage(
    `handout/?items=penrose/thm-penrose,penrose/q-${id},penrose/eq-99,gone/eq-1&proofs=1`,
    async (page) => {
      await page.locator('.handout__missing li').nth(1).waitFor();
      expect(await page.locator('.handout__missing li').allInnerTexts()).toEqual([
        expect.stringContaining('penrose/eq-99'),
        expect.stringContaining('gone/eq-1'),
      ]);
      const headings = page.locator('.handout__item > h3');
      expect(await headings.allInnerTexts()).toEqual([
        expect.stringMatching(/定理 1$/),
        expect.stringMatching(/式\(2\)$/),
      ]);
      expect(await page.locator('.handout__item .proof').count()).toBe(1);
      // The order is changed from the keyboard, and the address follows.
      const second = page.locator('#handout-chosen > li').nth(1);
      await second.locator('[data-act="up"]').focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/items=penrose\/q-/);
      expect(await headings.allInnerTexts()).toEqual([
        expect.stringMatching(/式\(2\)$/),
        expect.stringMatching(/定理 1$/),
      ]);
      expect(await page.evaluate(() => document.activeElement?.closest('li')?.textContent)).toContain('式(2)');
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#handout-latex').click()]);
      const latex = readFileSync(await download.path(), 'utf8');
      expect(latex.indexOf('\\tag{2}')).toBeLessThan(latex.indexOf('\\begin{theorem}'));
      expect(latex).toContain('\\begin{proof}');
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#handout-chosen').isVisible()).toBe(false);
      expect(await page.locator('.handout__item').first().isVisible()).toBe(true);
    },
  );
});

test('equations are gathered in posts and chosen on the page', async () => {
  await withPage('posts/penrose/#eq-2', async (page) => {
    await page.locator('#eq-2 .eq__body').hover();
    await page.locator('#eq-2 [data-handout]').click();
    await page.goto(`${site.url}handout/`);
    await page.locator('.handout__item').waitFor();
    await page.locator('details[data-slug="penrose"] summary').click();
    await page.locator('[data-token$="/eq-1"], [data-token]').first().check();
    await page.locator('.handout__item').nth(1).waitFor();
    expect(new URL(page.url()).search).toContain(`penrose/q-${ids.get('penrose#eq-2') ?? ''}`);
  });
});

test('without scripts the page of handouts leads to posts that can be printed', async () => {
  await withPage(
    'handout/',
    async (page) => {
      expect(await page.locator('.handout__plain').isVisible()).toBe(true);
      await page.locator('details[data-slug="penrose"] summary').click();
      expect(await page.locator('details[data-slug="penrose"] a').first().getAttribute('href')).toBe(
        '/repo/posts/penrose/',
      );
      expect(await page.locator('#handout-print').isVisible()).toBe(false);
    },
    { javaScriptEnabled: false },
  );
});
