/** A browser on the site of a fixture, `reading` unless another is named: what the tests of pages share. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildFixture, launchBrowser, serveFolder, type BuiltSite } from './harness.ts';

export const laptop: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
};

export interface Reader {
  /** Address of the site, with a slash at its end. */
  url(): string;
  /** Folder with the emitted files. */
  dist(): string;
  browser(): Browser;
  /** Opens a page. Errors of scripts on it fail the test, unless they are forgotten. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  forgetFaults(): void;
}

/** Builds a fixture and starts the browser before the tests of a file, and ends both after them. */
export function reader(fixture = 'reading'): Reader {
  let browser: Browser;
  let site: BuiltSite;
  let faults: string[] = [];
  beforeAll(async () => {
    const { code, output, dist } = await buildFixture(fixture);
    if (code !== 0) throw new Error(output);
    site = await serveFolder(dist);
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
  return {
    url: () => site.url,
    dist: () => site.dist,
    browser: () => browser,
    async open(path, options = laptop) {
      faults = [];
      const context = await browser.newContext({ ...options, permissions: ['clipboard-read', 'clipboard-write'] });
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(site.url + path);
      return page;
    },
    forgetFaults() {
      faults = [];
    },
  };
}

export const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
