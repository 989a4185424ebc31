/** What a reader does with a post: with a mouse, with the keyboard, on a phone. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildFixture, launchBrowser, serveFolder, type BuiltSite } from './harness.ts';

let browser: Browser;
let site: BuiltSite;
let faults: string[] = [];

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

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(faults).toEqual([]);
});

const laptop: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' };
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
};

async function open(path: string, options: BrowserContextOptions = laptop): Promise<Page> {
  faults = [];
  const context = await browser.newContext({ ...options, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(site.url + path);
  return page;
}

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

describe('a wide equation', () => {
  it('scales, then scrolls in its own box, never the page', async () => {
    const page = await open('posts/penrose/#eq-5', phone);
    const body = page.locator('#eq-5 .eq__body');
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#eq-5 .eq__body')?.dataset.fit === 'scroll');
    expect(await body.getAttribute('data-edge')).toBe('end');
    expect(await body.getAttribute('tabindex')).toBe('0');
    await body.evaluate((box) => box.scrollTo({ left: box.scrollWidth }));
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#eq-5 .eq__body')?.dataset.edge === 'start');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('takes no place in the tab order where it fits', async () => {
    const page = await open('posts/penrose/#eq-4');
    await page.waitForFunction(() => document.querySelector('#eq-4 .eq__body')?.hasAttribute('tabindex') === false);
    expect(await page.locator('#eq-4 .eq__body').getAttribute('data-fit')).toBeNull();
  });

  it('keeps its number at the right edge of the measure, on the base line of the formula', async () => {
    const page = await open('posts/penrose/#eq-6');
    const edges = await page.evaluate(() => {
      const right = document.querySelector('#eq-6')?.getBoundingClientRect().right;
      return ['#eq-6 .eq__no', '#eq-4 .eq__no', '#eq-7 .eq__no'].map((number) =>
        Math.abs((document.querySelector(number)?.getBoundingClientRect().right ?? 0) - (right ?? 0)),
      );
    });
    for (const edge of edges) expect(edge).toBeLessThan(1);
  });
});

describe('the tools of an equation', () => {
  it('appear on hover, move nothing, and go', async () => {
    const page = await open('posts/penrose/#eq-4');
    const top = (): Promise<number> =>
      page
        .locator('#eq-4 + *, #eq-4')
        .last()
        .evaluate((next) => next.getBoundingClientRect().top);
    const before = await top();
    await page.hover('#eq-4 .eq__body');
    await page.locator('#eq-4 .eq__tools').waitFor();
    expect(await top()).toBe(before);
    await page.mouse.move(5, 5);
    await page.waitForFunction(() => document.querySelector('.eq__tools') === null);
  });

  it('copy link, LaTeX, Markdown and MathML', async () => {
    const page = await open('posts/penrose/#eq-4');
    await page.locator('#eq-4 .eq__no').focus();
    const tool = (name: string) => page.locator('#eq-4 .eq__tools').getByRole('button', { name, exact: true });
    await tool('永久链接').click();
    expect(await clipboard(page)).toBe(`${site.url}posts/penrose/#eq-4`);
    await tool('LaTeX').click();
    expect(await clipboard(page)).toBe('x\\in S(b)\\iff A^{\\top} A\\,x=A^{\\top} b.');
    await tool('Markdown').click();
    expect(await clipboard(page)).toBe('$$\nx\\in S(b)\\iff A^{\\top} A\\,x=A^{\\top} b. \\tag{4}\n$$\n');
    await tool('MathML').click();
    expect(await clipboard(page)).toMatch(/^<math .*<\/math>$/s);
    expect(await clipboard(page)).not.toContain('annotation encoding');
  });

  it('show every use, here and elsewhere, the origin, and a report filled in', async () => {
    const page = await open('posts/penrose/#eq-4');
    await page.hover('#eq-4 .eq__body');
    await page.locator('#eq-4 [data-more]').click();
    const drawer = page.locator('#eq-4 .eq__drawer');
    await drawer.locator('.uses li').first().waitFor();
    const uses = await drawer.locator('.uses a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(uses).toContain('#eq-5');
    expect(uses).toContain('/posts/kernel-regression/#eq-2');
    expect(await drawer.locator('.facts div').first().textContent()).toBe('依据(1)(3)');
    const report = new URL((await drawer.locator('[rel="external"]').getAttribute('href')) ?? '');
    expect(report.pathname).toMatch(/\/issues\/new$/);
    expect(report.searchParams.get('title')).toContain('式(4)');
    expect(report.searchParams.get('body')).toMatch(/指纹 [0-9a-f]{14}/);
    await page.locator('#eq-4 [data-more]').click();
    expect(await drawer.count()).toBe(0);
  });

  it('open in the flow on touch', async () => {
    const page = await open('posts/penrose/#eq-4', phone);
    await page.locator('#eq-4 .eq__no').tap();
    await page.locator('#eq-4 .eq__drawer .uses').waitFor();
    expect(await page.locator('#eq-4 .eq__tools').evaluate((bar) => getComputedStyle(bar).position)).toBe('static');
    await page.locator('#eq-4 .eq__no').tap();
    await page.waitForFunction(() => document.querySelector('#eq-4 .eq__tools') === null);
  });
});

describe('a reference', () => {
  it('shows its equation with the sentence before it, on hover', async () => {
    const page = await open('posts/penrose/#thm-penrose');
    await page.locator('#thm-penrose .ref').first().hover();
    const peek = page.locator('.peek');
    await peek.waitFor();
    expect(await peek.locator('.peek__lead').textContent()).toMatch(/^把/);
    expect(await peek.locator('.katex').count()).toBeGreaterThan(1);
    expect(await peek.locator('footer .num').textContent()).toBe('式(2)');
    expect(await peek.locator('[id]').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await peek.count()).toBe(0);
  });

  it('shows a definition on focus', async () => {
    const page = await open('posts/penrose/#thm-penrose');
    await page.locator('#thm-penrose .ref').first().focus();
    await page.keyboard.press('Tab');
    await page.locator('.peek .env').waitFor();
    expect(await page.locator('.peek footer .num').textContent()).toBe('定义 1');
  });

  it('shows what stands in another post, from its fragments', async () => {
    const page = await open('posts/penrose/');
    const across = page.locator('.ref[href="/posts/kernel-regression/#eq-2"]');
    await across.scrollIntoViewIfNeeded();
    await across.hover();
    await page.locator('.peek .eq').waitFor();
    expect(await page.locator('.peek footer .num').textContent()).toBe('《从核回归到 softmax 注意力》式(2)');
    expect(await page.locator('.peek__lead').textContent()).toMatch(/^由.*的解是$/);
  });

  it('shows a citation', async () => {
    const page = await open('posts/penrose/');
    await page.locator('.cite').hover();
    await page.locator('.peek').waitFor();
    expect(await page.locator('.peek').textContent()).toContain('Matrix Computations');
  });

  it('opens in place on touch and closes on the second tap', async () => {
    const page = await open('posts/penrose/#thm-penrose', phone);
    const reference = page.locator('#thm-penrose .ref').first();
    await reference.tap();
    await page.locator('#thm-penrose > .peek').waitFor();
    expect(new URL(page.url()).hash).toBe('#thm-penrose');
    await reference.tap();
    await page.waitForFunction(() => document.querySelector('.peek') === null);
  });

  it('is followed by a way back to where the reader was', async () => {
    const page = await open('posts/penrose/#小结');
    const reference = page.locator('.chain .ref').first();
    await reference.click();
    expect(new URL(page.url()).hash).toBe('#eq-1');
    const back = page.getByRole('button', { name: '返回' });
    await back.waitFor();
    await back.click();
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('.chain .ref')?.getBoundingClientRect() ?? {
        top: -1,
        bottom: 1e6,
      };
      return top > 0 && bottom < innerHeight;
    });
    expect(await back.isVisible()).toBe(false);
  });
});

it('leads back to another post that a reference was followed from', async () => {
  const page = await open('posts/penrose/#eq-6');
  const across = page.locator('.ref[href="/posts/kernel-regression/#eq-2"]');
  await across.scrollIntoViewIfNeeded();
  await across.click();
  await page.waitForURL('**/posts/kernel-regression/#eq-2');
  await page.getByRole('button', { name: '返回' }).click();
  await page.waitForURL('**/posts/penrose/#eq-6');
  await page.goto(`${site.url}posts/kernel-regression/`);
  expect(await page.getByRole('button', { name: '返回' }).isVisible()).toBe(false);
});

describe('symbols', () => {
  it('are explained where a pointer rests on them, from the table of the post', async () => {
    const page = await open('posts/penrose/#eq-6');
    const atom = page.locator('#eq-6 .katex-html .mathnormal', { hasText: /^U$/ }).first();
    const { x, y, width, height } = (await atom.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.locator('.tip').waitFor();
    expect(await page.locator('.tip dd').textContent()).toContain('左、右奇异向量');
    await page.mouse.move(5, 400);
    await page.waitForFunction(() => document.querySelector('.tip') === null);
  });

  it('are listed with an equation, with their indices and faces told apart', async () => {
    const page = await open('posts/penrose/#eq-6', phone);
    const declared = async (equation: string): Promise<string[]> => {
      await page.goto(`${site.url}posts/penrose/#${equation}`);
      await page.locator(`#${equation} .eq__no`).first().tap();
      await page.locator(`#${equation} .eq__drawer section`).first().waitFor();
      return page.locator(`#${equation} .symbols dt annotation`).allTextContents();
    };
    expect(await declared('eq-6')).toEqual(['U_r,\\ V_r', '\\Sigma_r']);
    expect(await declared('eq-4')).toEqual(['A']);
    expect(await declared('eq-9')).toEqual(['A']);
  });
});

describe('levels', () => {
  const numbers = (page: Page): Promise<string[]> => page.locator('.eq__no:visible').allTextContents();

  it('fold a post to its main line and keep the numbers', async () => {
    const page = await open('posts/penrose/');
    await page.getByRole('button', { name: '主线' }).click();
    await page.locator('.fold').first().waitFor();
    expect(await page.locator('.proof').isVisible()).toBe(false);
    expect(
      await page.locator('#thm-penrose, #def-pinv').evaluateAll((all) => all.every((box) => box.checkVisibility())),
    ).toBe(true);
    const shown = await numbers(page);
    // Named, in the skeleton of the summary, or used often.
    expect(shown).toEqual(expect.arrayContaining(['(1)', '(2)', '(4)', '(6)']));
    expect(shown).not.toContain('(9)');
    expect(new URL(page.url()).search).toBe('?level=main');
    await page.reload();
    await page.locator('.fold').first().waitFor();
  });

  it('open a fold, and the fold that hides the target of a link', async () => {
    const page = await open('posts/penrose/?level=main#eq-9');
    await page.locator('#eq-9').waitFor();
    expect(await page.locator('.proof').isVisible()).toBe(true);
    const before = await page.locator('.fold').count();
    await page.locator('.fold').first().click();
    expect(await page.locator('.fold').count()).toBe(before - 1);
    await page.getByRole('button', { name: '逐步' }).click();
    await page.waitForFunction(() => document.querySelector('.fold') === null);
    expect(
      await page.locator('.solution').evaluateAll((all) => all.every((each) => (each as HTMLDetailsElement).open)),
    ).toBe(true);
  });

  it('fold a proof by its name', async () => {
    const page = await open('posts/penrose/#thm-penrose');
    const proof = page.locator('.proof');
    await proof.locator('.proof__label').press('Enter');
    expect(await page.locator('#eq-9').isVisible()).toBe(false);
    expect((await proof.innerText()).trim()).toBe('证明');
    await proof.locator('.proof__label').click();
    expect(await page.locator('#eq-9').isVisible()).toBe(true);
    expect(await proof.innerText()).toContain('存在性');
  });
});

describe('the dock', () => {
  it('keeps pinned equations in view and survives a reload', async () => {
    const page = await open('posts/penrose/#eq-3');
    await page.hover('#eq-3 .eq__body');
    await page.locator('#eq-3 [data-pin]').click();
    expect(await page.locator('#eq-3 [data-pin]').getAttribute('aria-pressed')).toBe('true');
    await page.goto(`${site.url}posts/penrose/#小结`);
    await page.reload();
    await page.locator('.dock .pin').waitFor();
    expect(await page.locator('.dock .pin a.num').textContent()).toBe('(3)');
    expect(await page.locator('.dock .pin').evaluate((pin) => pin.getBoundingClientRect().top)).toBeLessThan(400);
    await page.getByRole('button', { name: '取下公式 (3)' }).click();
    await page.waitForFunction(() => document.querySelector('.dock') === null);
  });

  it('is a sheet at the lower edge of a phone', async () => {
    const page = await open('posts/penrose/#eq-3', phone);
    await page.locator('#eq-3 .eq__no').tap();
    await page.locator('#eq-3 [data-pin]').tap();
    const bottom = await page.locator('.dock').evaluate((dock) => dock.getBoundingClientRect().bottom - innerHeight);
    expect(Math.abs(bottom)).toBeLessThan(1);
    await page.locator('.dock summary').tap();
    expect(await page.locator('.dock .pin').isVisible()).toBe(true);
  });
});

describe('the keyboard', () => {
  it('steps from equation to equation', async () => {
    const page = await open('posts/penrose/');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await focused()).toBe('(3)');
    await page.keyboard.press('k');
    expect(await focused()).toBe('(2)');
    await page.keyboard.press('p');
    await page.locator('.dock .pin').waitFor();
  });

  it('begins where the reader is', async () => {
    const page = await open('posts/penrose/#奇异值分解下的解');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^\([567]\)$/);
  });

  it('leads to contents, search and help, and leaves fields alone', async () => {
    const page = await open('posts/penrose/');
    await page.keyboard.press('t');
    expect(await page.evaluate(() => document.activeElement?.closest('.toc') !== null)).toBe(true);
    await page.keyboard.press('?');
    await page.locator('dialog.help').waitFor();
    expect(await page.locator('dialog.help kbd').allTextContents()).toEqual(['/', 'j', 'k', 't', 'p', '?', 'Esc']);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('dialog.help') === null);
    await page.keyboard.press('/');
    await page.waitForURL('**/search/');
    await page.locator('[data-search] input').fill('');
    await page.keyboard.type('j/t');
    expect(await page.locator('[data-search] input').inputValue()).toBe('j/t');
  });
});

describe('contents and theme', () => {
  it('shows the section that is being read', async () => {
    const page = await open('posts/penrose/');
    await page.evaluate(() => document.querySelector('#eq-6')?.scrollIntoView());
    await page.locator('.toc a[aria-current]', { hasText: '奇异值分解下的解' }).waitFor();
    expect(await page.locator('.toc .is-open > a').textContent()).toContain('主推导');
  });

  it('changes the theme, keeps it, and does not flash', async () => {
    const page = await open('posts/penrose/');
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.locator('.bar__theme').click();
    await page.locator('.bar__theme').click();
    expect(await page.locator('.bar__theme').getAttribute('aria-label')).toBe('主题：深色');
    const dark = await ground();
    expect(dark).not.toBe(light);
    // At the first paint of the next page, long before its scripts have run.
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(site.url);
    expect(await ground()).toBe(dark);
    faults = [];
  });

  it('copies code', async () => {
    const page = await open('posts/penrose/#算例与代码');
    await page.locator('.listing__act button').click();
    expect(await clipboard(page)).toMatch(/^import numpy as np\n\ndef pinv/);
  });
});

describe('print', () => {
  it('makes a handout: numbers, solutions and whole formulas, no controls', async () => {
    const page = await open('posts/penrose/', { viewport: { width: 650, height: 900 } });
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.bar', '.toc', '.levels', '.neighbours', '.colophon', '.foot']) {
      expect(await page.locator(part).first().isVisible(), part).toBe(false);
    }
    expect(await page.locator('.solution p').first().isVisible()).toBe(true);
    expect(await page.locator('.print-only').textContent()).toBe('https://tuidao.example/posts/penrose/');
    const cut = await page
      .locator('.eq__body')
      .evaluateAll((all) => all.filter((body) => body.scrollWidth > body.clientWidth + 1).length);
    expect(cut).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(650);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(1);
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12]/);
  });

  it('leaves the solutions out when asked to', async () => {
    const page = await open('posts/penrose/');
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.getByRole('button', { name: '打印讲义，不含解答' }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.solution').first().isVisible()).toBe(false);
  });
});

it('sets the text larger and keeps it', async () => {
  const page = await open('posts/penrose/');
  const size = (): Promise<string> => page.locator('.prose').evaluate((prose) => getComputedStyle(prose).fontSize);
  const before = await size();
  await page.getByRole('button', { name: '大', exact: true }).click();
  expect(Number.parseFloat(await size())).toBeCloseTo(Number.parseFloat(before) * 1.15, 1);
  await page.reload();
  expect(Number.parseFloat(await size())).toBeCloseTo(Number.parseFloat(before) * 1.15, 1);
});

describe('search', () => {
  it('answers a query in the address, with sections', async () => {
    const page = await open('search/?q=伪逆');
    await page.locator('.hit').first().waitFor();
    expect(await page.locator('.hit b').first().textContent()).toContain('伪逆');
    expect(await page.locator('.hit--section').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-search-status]').textContent()).toContain('篇');
    await page.locator('.hit--section').first().click();
    expect(new URL(page.url()).pathname).toBe('/posts/penrose/');
    expect(new URL(page.url()).hash).not.toBe('');
  });

  it('says when there is nothing and keeps the index of topics', async () => {
    const page = await open('search/');
    await page.locator('[data-search] input').fill('zzzzqqq');
    await page.locator('[data-search-status]', { hasText: '没有找到' }).waitFor();
    expect(await page.locator('.index').isVisible()).toBe(true);
  });

  it('filters the index of equations and sets its formulas', async () => {
    const page = await open('equations/');
    await page.locator('.eqs__eq .katex').first().waitFor();
    await page.locator('[data-filter]').fill('YAYAX');
    const shown = page.locator('[data-filter-item]:visible');
    expect(await shown.count()).toBe(1);
    expect(await shown.locator('.num').first().textContent()).toBe('(9)');
    expect(await page.locator('[data-filter-count]').textContent()).toBe('1');
  });
});

describe('weight', () => {
  it('ships little script before a reader reaches for anything', async () => {
    const context = await browser.newContext(laptop);
    const page = await context.newPage();
    const scripts: string[] = [];
    const hosts = new Set<string>();
    page.on('response', (response) => {
      hosts.add(new URL(response.url()).host);
      if (response.request().resourceType() === 'script') scripts.push(response.url());
    });
    await page.goto(`${site.url}posts/penrose/`, { waitUntil: 'networkidle' });
    const { gzipSync } = await import('node:zlib');
    const bodies = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()));
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(8 * 1024);
    expect([...hosts]).toEqual([new URL(site.url).host]);
  });
});
