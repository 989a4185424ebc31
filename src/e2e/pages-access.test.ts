/** Every kind of page at the narrowest and at a common width, light and dark: rules of axe, no sideways scrolling. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFixture, launchBrowser, serveFolder, type BuiltSite } from './harness.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const paths = [
  '',
  'topics/',
  'topics/matrices/',
  'topics/diffusion/',
  'posts/penrose/',
  'posts/kernel-regression/',
  'coverage/',
  'equations/',
  'results/',
  'notation/',
  'concepts/',
  'concepts/pseudoinverse/',
  'graph/',
  'graph/#penrose',
  'graph/matrices/',
  'paths/',
  'paths/first-steps/',
  'plan/',
  'plan/?to=kernel-regression',
  'study/',
  'study/review/',
  'study/review/?post=penrose',
  'study/notes/',
  'study/exercises/matrices/',
  'search/',
  'search/?q=伪逆',
  'e/',
  'handout/',
  'handout/?items=penrose/eq-1,penrose/eq-4,penrose/eq-99,gone/eq-1&proofs=1',
  '404.html',
];

let browser: Browser;
let site: BuiltSite;

beforeAll(async () => {
  const { code, output, dist } = await buildFixture('reading');
  if (code !== 0) throw new Error(output);
  site = await serveFolder(dist);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each([320, 1280])('at %i px', (width) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each(paths)('/%s', async (path) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        reducedMotion: 'reduce',
        // The policy of the pages refuses the style that lays everything out.
        bypassCSP: true,
      });
      try {
        const page = await context.newPage();
        await page.goto(site.url + path);
        if (path.includes('search/?')) await page.locator('[role="option"]').first().waitFor();
        if (/graph\/#|plan\/\?/.test(path)) await page.locator('#page-focus h2, #page-plan h2').waitFor();
        if (path.includes('?post=')) {
          await page.locator('.card__ask').waitFor();
          await page.keyboard.press('Space');
        }
        if (path.startsWith('handout/?')) await page.locator('.handout__missing').waitFor();
        // Everything is laid out, as after scrolling through the whole page.
        await page.addStyleTag({ content: '.sec { content-visibility: visible !important }' });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await violations(page)).toEqual([]);
      } finally {
        await context.close();
      }
    });
  });
});

it('has no fault in what opens: tools, drawer, similar formulas, preview, dock, help', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}posts/penrose/#eq-4`);
    await page.hover('#eq-4 .eq__body');
    await page.locator('#eq-4 [data-pin]').click();
    await page.locator('#eq-4 [data-more]').click();
    await page.locator('#eq-4 .uses').waitFor();
    await page.locator('#eq-4 .uses + *, .facts .ref').first().hover();
    await page.locator('.peek').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('#eq-4 button[data-similar]').click();
    await page.locator('#eq-4 .formulas li').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('?');
    await page.locator('dialog.help').waitFor();
    expect(await violations(page)).toEqual([]);
  } finally {
    await context.close();
  }
});

it('has no fault in what a reader keeps: marks, a note that cannot be saved, lists, settings, questions', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}posts/penrose/#eq-4`);
    await page.locator('.after [data-mark="read"]').click();
    await page.locator('.after [data-mark="read"][aria-pressed="true"]').waitFor();
    await page.locator('#eq-4 .eq__no').focus();
    await page.locator('#eq-4 [data-bookmark]').click();
    await page.locator('#eq-4 [data-note-tool]').click();
    await page.locator('#eq-4 textarea').fill('注');
    await page.locator('#eq-4 .eq__kept').waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => localStorage.setItem('tuidao:study', '{"version":99}'));
    await page.locator('#eq-4 textarea').fill('注二');
    await page.locator('#eq-4 .said button').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => {
      const item = { slug: 'penrose', anchor: 'eq-4', number: '4', title: '', tex: 'x', bookmarked: true, note: '注' };
      const posts = { penrose: { at: 1, mark: 'read' } };
      const equations = { 'penrose#eq-4': { at: 1, ...item }, 'penrose#eq-99': { at: 1, ...item } };
      localStorage.setItem('tuidao:study', JSON.stringify({ version: 1, posts, equations }));
      localStorage.setItem('tuidao:study-damaged:1', 'x');
    });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`${site.url}study/notes/`);
    await page.locator('.kept .katex').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${site.url}study/`);
    await page.locator('.progress-list').first().waitFor();
    await page.locator('.aside').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
    await page.locator('[data-do="delete"]').click();
    await page.locator('dialog[open]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(site.url);
    await page.locator('[data-due] a').waitFor();
    expect(await violations(page)).toEqual([]);
  } finally {
    await context.close();
  }
});

/** What axe finds, one line each. Colours inside formulas are KaTeX's own; contrast there is that of the text around. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: unknown, options: RunOptions): Promise<AxeResults> } };
    const all = await axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'color-contrast': { enabled: false } },
    });
    const contrast = await axe.run(
      { exclude: [['.katex']] },
      { resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast'] } },
    );
    const found = [...all.violations, ...contrast.violations].flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => ({ id, target: target.join(' '), html: html.slice(0, 120) })),
    );
    // axe does not read MathML; a head that holds only a formula is empty to it and to no screen reader.
    return found.filter(
      ({ id, target }) => id !== 'empty-table-header' || document.querySelector(`${target} math`) === null,
    );
  });
  return results.map(({ id, target, html }) => `${id}: ${target} ${html}`);
}
