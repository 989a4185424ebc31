/** A note follows its equation when equations are numbered anew, and says so when the equation is gone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anchors } from '../../scripts/anchors/command.ts';
import { renumber } from '../../scripts/renumber/command.ts';
import { launchBrowser, openFixture, serveFolder, type BuiltSite, type Fixture } from './harness.ts';

const post = 'posts/matrices/pseudoinverse.md';
let browser: Browser;
let fixture: Fixture;
let site: BuiltSite;

beforeAll(async () => {
  fixture = openFixture('good');
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function publish(): Promise<string> {
  anchors(['--update'], { content: fixture.content, project: fixture.content });
  const { code, output, dist } = await fixture.build();
  if (code !== 0) throw new Error(output);
  return dist;
}

it('keeps a note with its equation', async () => {
  site = await serveFolder(await publish());
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${site.url}posts/pseudoinverse/`);
  const equation = page.locator('#eq-2');
  const tex = await equation.locator('annotation').first().textContent();
  await equation.locator('.eq__no').first().focus();
  await equation.locator('[data-note-tool]').click();
  await equation.locator('textarea').fill('跟着走');
  await page.getByText('已保存在这个浏览器里。').waitFor();

  fixture.edit(post, '的最小点。把', '的最小点，其中\n\n$$\n\\norm{M}_F^2 = \\operatorname{tr}(M^{\\top}M)\n$$\n\n把');
  renumber(['--write'], { content: fixture.content, project: fixture.content });
  await publish();
  await page.goto(`${site.url}study/notes/`);
  await page.locator('.kept .katex').waitFor();
  expect(await page.locator('.kept a.num').getAttribute('href')).toBe('/posts/pseudoinverse/#eq-3');
  expect(await page.locator('.kept annotation').textContent()).toBe(tex);
  await page.goto(`${site.url}posts/pseudoinverse/`);
  await page.locator('#eq-3 > .eq__kept').waitFor({ state: 'attached' });
  expect(await page.locator('.eq__kept').count()).toBe(1);
});
