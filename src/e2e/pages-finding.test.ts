/** Print, the index of equations, and what a page weighs. */
import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { laptop, reader } from './reader.ts';

const reading = reader();

/** Text of each page of a PDF. */
async function textOfPages(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  return text;
}

describe('print', () => {
  it('makes a handout: numbers, solutions and whole formulas, no controls', async () => {
    const page = await reading.open('posts/penrose/', { viewport: { width: 650, height: 900 } });
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
    const bytes = await page.pdf({ preferCSSPageSize: true });
    expect(bytes.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12]/);
    const pages = await textOfPages(bytes);
    expect(pages.length).toBeGreaterThan(1);
    const text = pages.join('\n');
    const numbers = await page.locator('.eq__no').allTextContents();
    expect(numbers.length).toBeGreaterThan(3);
    expect(numbers.filter((number) => !text.includes(number))).toEqual([]);
    expect(text).toContain('解答');
    // Addresses stand behind their links, since paper cannot be clicked.
    expect(text).toContain('<https://');
    // Page numbers in the margin.
    expect(pages.map((each, at) => each.includes(String(at + 1)))).not.toContain(false);
  });

  it('leaves the solutions out when asked to', async () => {
    const page = await reading.open('posts/penrose/');
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.getByRole('button', { name: '打印讲义，不含解答' }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.solution').first().isVisible()).toBe(false);
  });
});

describe('search', () => {
  it('answers a query in the address, with sections', async () => {
    const page = await reading.open('search/?q=伪逆');
    await page.locator('.hit--section').first().waitFor();
    expect(await page.locator('.hit b, .hit mark').first().textContent()).toContain('伪逆');
    await page.locator('[role="status"]', { hasText: '文章' }).waitFor({ state: 'attached' });
    await page.locator('.hit--section[href*="/posts/penrose/"]').first().click();
    await page.waitForURL('**/posts/penrose/**');
    expect(new URL(page.url()).hash).not.toBe('');
  });

  it('says when there is nothing, and has the index of topics before anything is asked', async () => {
    const page = await reading.open('search/');
    expect(await page.locator('.index').isVisible()).toBe(true);
    await page.locator('[role="combobox"]').fill('zzzzqqq');
    await page.locator('.palette__note', { hasText: '没有找到' }).waitFor();
  });
});

describe('index of equations', () => {
  it('filters the index of equations and sets its formulas', async () => {
    const page = await reading.open('equations/');
    await page.locator('.eqs__eq .katex').first().waitFor();
    await page.locator('[data-filter]').fill('YAYAX');
    const shown = page.locator('[data-filter-item]:visible');
    expect(await shown.count()).toBe(1);
    expect(await shown.locator('.num').first().textContent()).toBe('(9)');
    expect(await page.locator('[data-filter-count]').textContent()).toBe('1');
    expect(await shown.locator('annotation').textContent()).toContain('YAY=Y');
  });

  it('filters equations by symbol, status and name, and keeps the filter in the address', async () => {
    const page = await reading.open('equations/');
    const shown = page.locator('[data-filter-item]:visible');
    const all = await shown.count();
    await page.locator('[name="symbol"]').fill('Σ_r');
    const some = await shown.count();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(new URL(page.url()).searchParams.get('symbol')).toBe('Σ_r');
    await page.reload();
    await page.locator('[data-filter-count]', { hasText: String(some) }).waitFor();
    expect(await shown.count()).toBe(some);
    await page.locator('[name="symbol"]').fill('');
    expect(await shown.count()).toBe(all);
    await page.locator('[name="label"]').check();
    expect(await shown.count()).toBeLessThan(all);
  });
});

describe('weight', () => {
  it('ships little script before a reader reaches for anything', async () => {
    const context = await reading.browser().newContext(laptop);
    const page = await context.newPage();
    const scripts: string[] = [];
    const hosts = new Set<string>();
    page.on('response', (response) => {
      hosts.add(new URL(response.url()).host);
      if (response.request().resourceType() === 'script') scripts.push(response.url());
    });
    await page.goto(`${reading.url()}posts/penrose/`, { waitUntil: 'networkidle' });
    const { gzipSync } = await import('node:zlib');
    const bodies = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()));
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(8 * 1024);
    expect([...hosts]).toEqual([new URL(reading.url()).host]);
  });
});
