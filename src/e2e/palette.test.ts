/** The palette in a real browser: keys, input methods, what is announced, under a base path and the policy of a host. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, BrowserContextOptions, CDPSession, Locator, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serve, type RunningServer } from '../../scripts/preview/static-server.ts';
import { hostHeaders } from './host-headers.ts';
import { launchBrowser, openFixture } from './harness.ts';
import { laptop, phone } from './reader.ts';

const base = '/some/where/';
let site: RunningServer;
let browser: Browser;
let faults: string[] = [];

beforeAll(async () => {
  const { code, output, dist } = await openFixture('reading').build({ base });
  if (code !== 0) throw new Error(output);
  site = await serve({ folder: dist, base, host: '127.0.0.1', port: 0, more: 0, headers: hostHeaders(dist) });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  // What the policy stops is told on the console, and so is a script that fails.
  expect(faults).toEqual([]);
});

interface Opened {
  readonly page: Page;
  /** Paths asked for, without the base. */
  readonly asked: string[];
}

async function visit(address = 'posts/penrose/', options: BrowserContextOptions = laptop): Promise<Opened> {
  faults = [];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(base, '')));
  await page.goto(site.url + address, { waitUntil: 'networkidle' });
  return { page, asked };
}

const field = (page: Page): Locator => page.locator('.palette [role="combobox"]');
const options = (page: Page): Locator => page.locator('.palette [role="option"]');
const chosen = (page: Page): Promise<string | null> =>
  page.locator('.palette [aria-selected="true"]').getAttribute('id');

/** Opens the palette by its key and types. */
async function search(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/');
  await field(page).waitFor();
  await page.locator('.palette__signs').waitFor();
  await page.keyboard.type(query);
}

/** The answer has come to its end. */
async function settled(page: Page): Promise<void> {
  await page.locator('.palette__keys', { hasText: 'ms' }).waitFor({ state: 'attached' });
}

/** Holds back what Pagefind fetches for a query, until it is let go. */
async function holdFullText(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let hold = true;
  await page.route(/\/pagefind\/(index|fragment)\//, async (route) => {
    if (hold) held.push(route);
    else await route.continue();
  });
  return async () => {
    hold = false;
    for (const route of held.splice(0)) await route.continue();
  };
}

describe('opening', () => {
  it.each([
    ['/', (page: Page) => page.keyboard.press('/')],
    ['Ctrl+K', (page: Page) => page.keyboard.press('Control+k')],
    ['⌘K', (page: Page) => page.keyboard.press('Meta+k')],
    ['the button', (page: Page) => page.locator('[data-search-open]:visible').first().click()],
  ])('%s', async (_, open) => {
    const { page, asked } = await visit();
    const before = asked.filter((path) => /pagefind|search|palette|panel/.test(path));
    expect(before).toEqual([]);
    await open(page);
    await page.locator('.palette__signs').waitFor();
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(asked).toContain('search/places.json');
    await page.keyboard.press('Escape');
    await page.locator('.palette').waitFor({ state: 'detached' });
  });

  it('is not opened by the key of somebody who writes', async () => {
    const { page } = await visit('equations/');
    await page.locator('[data-filter]').focus();
    await page.keyboard.type('a/b');
    expect(await page.locator('[data-filter]').inputValue()).toBe('a/b');
    expect(await page.locator('.palette').count()).toBe(0);
  });

  it('gives the focus back to where it was', async () => {
    const { page } = await visit();
    const link = page.locator('main a.ref').first();
    await link.focus();
    await page.keyboard.press('Control+k');
    await field(page).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.palette').waitFor({ state: 'detached' });
    expect(await link.evaluate((each) => each === document.activeElement)).toBe(true);
  });
});

describe('answering', () => {
  it('shows titles before the full text has come, then fuses both', async () => {
    const { page } = await visit();
    const letGo = await holdFullText(page);
    await search(page, '伪逆');
    await page.locator('.hit--post[href*="/posts/penrose/"]').waitFor();
    await page.locator('.hit--term').first().waitFor();
    expect(await page.locator('.palette__keys').textContent()).not.toContain('ms');
    await letGo();
    await settled(page);
    expect(await page.locator('.palette mark').count()).toBeGreaterThan(0);
  });

  it('opens the chosen row by Enter, marks the words on its page and forgets the mark', async () => {
    const { page } = await visit('');
    await search(page, '正规方程');
    await settled(page);
    const place = page.locator('.hit--section[href*="/posts/penrose/"]').first();
    const id = await place.getAttribute('id');
    while ((await chosen(page)) !== id) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/posts/penrose/**');
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#正规方程');
    await page.waitForFunction(() => CSS.highlights.has('search'));
    // Never inside formulas: KaTeX's text would be torn.
    const inside = await page.evaluate(() =>
      [...(CSS.highlights.get('search') ?? [])].some(
        (range) => (range as Range).startContainer.parentElement?.closest('.katex') != null,
      ),
    );
    expect(inside).toBe(false);
  });

  it('opens a row in a new tab by Ctrl+Enter and stays', async () => {
    const { page } = await visit('');
    await search(page, '伪逆');
    await settled(page);
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Control+Enter')]);
    await tab.waitForLoadState();
    expect(new URL(tab.url()).pathname.startsWith(base)).toBe(true);
    expect(await field(page).isVisible()).toBe(true);
  });

  it('moves through the rows with the arrows, around both ends, and says which is chosen', async () => {
    const { page } = await visit();
    await search(page, '伪逆');
    await settled(page);
    const ids = await options(page).evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(3);
    expect(await chosen(page)).toBe(ids[0]);
    await page.keyboard.press('ArrowUp');
    expect(await chosen(page)).toBe(ids.at(-1));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await chosen(page)).toBe(ids[1]);
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(ids[1]);
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    // Only the field has the focus; the rows are reached through it.
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('PageDown');
    const second = await page.locator('.palette .grp').nth(1).locator('[role="option"]').first().getAttribute('id');
    expect(await chosen(page)).toBe(second);
  });

  it('keeps the row that a reader has moved to where it is while more comes', async () => {
    const { page } = await visit();
    const letGo = await holdFullText(page);
    await search(page, '伪逆');
    await options(page).nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    const row = await chosen(page);
    const top = await page.locator(`[id="${String(row)}"]`).evaluate((each) => each.getBoundingClientRect().top);
    const before = await options(page).count();
    await letGo();
    await settled(page);
    expect(await options(page).count()).toBeGreaterThanOrEqual(before);
    expect(await chosen(page)).toBe(row);
    expect(await page.locator(`[id="${String(row)}"]`).evaluate((each) => each.getBoundingClientRect().top)).toBe(top);
  });

  it('tells how many there are, once it is quiet', async () => {
    const { page } = await visit();
    await search(page, '伪逆');
    const status = page.locator('.palette [role="status"]');
    await status.filter({ hasText: /\d/ }).waitFor({ state: 'attached' });
    expect(await status.textContent()).toMatch(/文章/);
  });

  it.each([
    ['#正规', 'section'],
    ['！伪逆', 'result'],
    ['：伪逆', 'term'],
    ['>伪逆', 'post'],
    ['@Σ_r', 'symbol'],
  ])('a first character asks for one group alone: %s', async (query, group) => {
    const { page } = await visit();
    await search(page, query);
    await page.locator(`.palette .hit--${group}`).first().waitFor();
    await settled(page);
    expect(await page.locator(`.palette [role="option"]:not(.hit--${group})`).count()).toBe(0);
  });

  it('finds formulas by LaTeX that is not finished, shows how it read them and marks what matches', async () => {
    const { page } = await visit();
    await search(page, 'A^{\\top}A ?x = A^{\\top');
    const first = page.locator('.palette .hit--formula').first();
    await first.waitFor();
    expect(await first.locator('.katex').count()).toBeGreaterThan(0);
    expect(await first.locator('.is-match').count()).toBeGreaterThan(0);
    expect(await page.locator('.palette__formula .katex').count()).toBe(1);
    await page.locator('.palette__read input[type="checkbox"]').focus();
    await page.keyboard.press('Space');
    await settled(page);
    expect(await page.locator('.palette .hit--formula').count()).toBeGreaterThan(0);
  });
});

describe('an input method', () => {
  const compose = async (session: CDPSession, text: string): Promise<void> => {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  };

  it('is left alone: nothing is asked, opened or closed before the text is meant', async () => {
    const { page } = await visit();
    await search(page, '');
    const session = await page.context().newCDPSession(page);
    for (const text of ['w', 'wei', 'wei ni']) await compose(session, text);
    expect(await field(page).inputValue()).toBe('wei ni');
    // Keys that the input method takes for choosing among its own words.
    for (const key of ['Enter', 'ArrowDown', 'Escape'])
      await field(page).evaluate((input, key) => {
        input.dispatchEvent(
          new KeyboardEvent('keydown', { key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true }),
        );
      }, key);
    await page.waitForTimeout(400);
    expect(await options(page).count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe(`${base}posts/penrose/`);
    await session.send('Input.insertText', { text: '伪逆' });
    expect(await field(page).inputValue()).toBe('伪逆');
    await page.locator('.hit--post').first().waitFor();
    await settled(page);
  });
});

describe('trouble', () => {
  it('names what it looked for when there is nothing, and what else there is', async () => {
    const { page } = await visit();
    await search(page, 'zzzzqqq');
    const note = page.locator('.palette__note', { hasText: '没有找到' });
    await note.waitFor();
    expect(await note.textContent()).toContain('zzzzqqq');
    await note.locator('.palette__tries button').first().click();
    await options(page).first().waitFor();
  });

  it('says that it could not load and tries again when asked to', async () => {
    const { page } = await visit();
    await page.route('**/search/places.json', (route) => route.abort());
    await page.keyboard.press('/');
    await page.locator('.palette [role="alert"]').waitFor();
    faults = faults.filter((fault) => !fault.includes('ERR_FAILED'));
    await page.unroute('**/search/places.json');
    await page.locator('.palette__note button').click();
    await page.locator('.palette__signs').waitFor();
  });

  it('answers from titles where the full text does not load, and says so', async () => {
    const { page } = await visit();
    await page.route('**/pagefind/**', (route) => route.abort());
    await search(page, '伪逆');
    await options(page).first().waitFor();
    await page.locator('.palette__note', { hasText: '全文' }).waitFor();
    faults = faults.filter((fault) => !/ERR_FAILED|Pagefind|pagefind|Failed to (load|fetch)/.test(fault));
  });

  it('is a page with the index of topics where there is no script', async () => {
    const { page } = await visit('posts/penrose/', { ...laptop, javaScriptEnabled: false });
    await page.locator('[data-search-open]').first().click();
    await page.waitForURL(`**${base}search/`);
    expect(await page.locator('.index').isVisible()).toBe(true);
  });
});

describe('reach', () => {
  const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  it.each([
    ['a phone, light', { ...phone, colorScheme: 'light' }],
    ['a phone, dark', { ...phone, colorScheme: 'dark' }],
    ['a laptop, light', { ...laptop, colorScheme: 'light' }],
    ['a laptop, dark', { ...laptop, colorScheme: 'dark' }],
  ] as const)('has no fault when open, with an answer and without: %s', async (_, context) => {
    const { page } = await visit('posts/penrose/', { ...context, bypassCSP: true });
    await page.keyboard.press('/');
    await page.locator('.palette__signs').waitFor();
    const violations = async (): Promise<string[]> => {
      await page.evaluate(axeSource);
      const results = await page.evaluate(
        (rules): Promise<AxeResults> =>
          (window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(rules),
        { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } as RunOptions,
      );
      return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    };
    expect(await violations()).toEqual([]);
    await page.keyboard.type('伪逆 A^{+}');
    await page.locator('.hit--formula').first().waitFor();
    await settled(page);
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      context.viewport?.width ?? 0,
    );
    const box = await page.locator('.palette').boundingBox();
    expect(box?.width ?? Infinity).toBeLessThanOrEqual(context.viewport?.width ?? 0);
  });
});
