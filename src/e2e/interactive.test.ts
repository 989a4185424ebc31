/** Pictures that follow a slider: with the keyboard, without scripts, on paper, for axe, and what they cost. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, launchBrowser, openFixture, serveFolder, type BuiltSite } from './harness.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** How it is written in a post, and how its picture changes with the first slider one step up. */
const kinds = [
  { tag: 'SoftmaxTemperature', name: 'softmax-temperature', from: '1.00', to: '1.12' },
  { tag: 'NoiseSchedule', name: 'noise-schedule', from: '250', to: '251' },
  { tag: 'NewtonSchulz', name: 'newton-schulz', from: '0.0100', to: '0.0126' },
  { tag: 'LowRank', name: 'low-rank', from: '3', to: '4' },
] as const;
const post = 'posts/linear-attention/';

let fixture: Fixture;
let browser: Browser;
let site: BuiltSite;

beforeAll(async () => {
  fixture = openFixture('good');
  const figures = kinds.map(({ tag }) => `<${tag}>\n题注 $x$，见式(1)。\n</${tag}>\n`).join('\n');
  const away = Array.from({ length: 80 }, () => '很远。\n').join('\n');
  fixture.edit('posts/attention/linear-attention.mdx', '## 结合律\n', `## 结合律\n\n${away}\n${figures}\n`);
  const { code, output, dist } = await fixture.build();
  if (code !== 0) throw new Error(output);
  site = await serveFolder(dist);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  fixture.remove();
});

async function inPage(options: BrowserContextOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(site.url + post);
    await work(page);
  } finally {
    await context.close();
  }
}

describe.each(kinds)('$name', ({ name, from, to }) => {
  const figure = `[data-interactive="${name}"]`;

  it('follows the keyboard: picture, value and readings change, and are said once the slider rests', async () => {
    await inPage({}, async (page) => {
      const slider = page.locator(`${figure} input`).first();
      const picture = page.locator(`${figure} .interactive__picture`);
      const readings = page.locator(`${figure} dl`);
      const [drawn, read] = [await picture.innerHTML(), await readings.innerText()];
      expect(await page.locator(`${figure} output`).first().innerText()).toBe(from);
      await slider.focus();
      await page.locator(`${figure}[data-ready]`).waitFor();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator(`${figure} output`).first().innerText()).toBe(to);
      expect(await slider.getAttribute('aria-valuetext')).toBe(to);
      expect(await picture.innerHTML()).not.toBe(drawn);
      await page.locator(`${figure} [role="status"]`).filter({ hasText: /\d/ }).waitFor({ state: 'attached' });
      // Back again: the browser draws what the build drew.
      await page.keyboard.press('ArrowLeft');
      expect(await picture.innerHTML()).toBe(drawn);
      expect(await readings.innerText()).toBe(read);
    });
  });

  it('shows its picture and its caption without scripts, but no slider', async () => {
    await inPage({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(`${figure} .interactive__picture svg`).first().isVisible()).toBe(true);
      expect(await page.locator(`${figure} dd`).first().innerText()).toMatch(/\d/);
      expect(await page.locator(`${figure} figcaption .katex`).count()).toBe(1);
      expect(await page.locator(`${figure} figcaption a.ref`).innerText()).toBe('式(1)');
      expect(await page.locator(`${figure} input`).first().isVisible()).toBe(false);
    });
  });

  it('leaves the slider out on paper', async () => {
    await inPage({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator(`${figure} input`).first().isVisible()).toBe(false);
      expect(await page.locator(`${figure} .interactive__picture svg`).first().isVisible()).toBe(true);
    });
  });
});

it.each([
  [390, 'light'],
  [1280, 'dark'],
] as const)('axe finds nothing at %i px, %s, and nothing is wider than the page', async (width, colorScheme) => {
  await inPage(
    { viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce', bypassCSP: true },
    async (page) => {
      await page.addStyleTag({ content: '.sec { content-visibility: visible !important }' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.evaluate(axeSource);
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run(where: string): Promise<AxeResults> } };
        const { violations } = await axe.run('.interactive');
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
      });
      expect(found).toEqual([]);
    },
  );
});

it('fetches the code of a picture when it comes near, each on its own', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(site.url + post, { waitUntil: 'networkidle' });
    const widgets = (): string[] =>
      asked.filter((file) => kinds.some(({ name }) => file.includes(`/${name}.`) && file.endsWith('.js')));
    expect(widgets()).toEqual([]);
    await page.locator('[data-interactive="softmax-temperature"]').scrollIntoViewIfNeeded();
    await page.locator('[data-interactive="softmax-temperature"][data-ready]').waitFor();
    expect(widgets().length).toBeGreaterThan(0);
  } finally {
    await context.close();
  }
});
