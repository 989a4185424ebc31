/** What a reader does with equations and references: with a mouse, with the keyboard, on a phone. */
import { describe, expect, it } from 'vitest';
import { clipboard, phone, reader } from './reader.ts';

const reading = reader();

describe('a wide equation', () => {
  it('scales, then scrolls in its own box, never the page', async () => {
    const page = await reading.open('posts/penrose/#eq-5', phone);
    const body = page.locator('#eq-5 .eq__body');
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#eq-5 .eq__body')?.dataset.fit === 'scroll');
    expect(await body.getAttribute('data-edge')).toBe('end');
    expect(await body.getAttribute('tabindex')).toBe('0');
    await body.evaluate((box) => box.scrollTo({ left: box.scrollWidth }));
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#eq-5 .eq__body')?.dataset.edge === 'start');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('takes no place in the tab order where it fits', async () => {
    const page = await reading.open('posts/penrose/#eq-4');
    await page.waitForFunction(() => document.querySelector('#eq-4 .eq__body')?.hasAttribute('tabindex') === false);
    expect(await page.locator('#eq-4 .eq__body').getAttribute('data-fit')).toBeNull();
  });

  it('keeps its number at the right edge of the measure, on the base line of the formula', async () => {
    const page = await reading.open('posts/penrose/#eq-6');
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
    const page = await reading.open('posts/penrose/#eq-4');
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
    const page = await reading.open('posts/penrose/#eq-4');
    await page.locator('#eq-4 .eq__no').focus();
    const tool = (name: string) => page.locator('#eq-4 .eq__tools').getByRole('button', { name, exact: true });
    await tool('永久链接').click();
    expect(await clipboard(page)).toBe(`${reading.url()}posts/penrose/#eq-4`);
    await tool('LaTeX').click();
    expect(await clipboard(page)).toBe('x\\in S(b)\\iff A^{\\top} A\\,x=A^{\\top} b.');
    await tool('Markdown').click();
    expect(await clipboard(page)).toBe('$$\nx\\in S(b)\\iff A^{\\top} A\\,x=A^{\\top} b. \\tag{4}\n$$\n');
    await tool('MathML').click();
    expect(await clipboard(page)).toMatch(/^<math .*<\/math>$/s);
    expect(await clipboard(page)).not.toContain('annotation encoding');
  });

  it('show every use, here and elsewhere, the origin, and a report filled in', async () => {
    const page = await reading.open('posts/penrose/#eq-4');
    await page.hover('#eq-4 .eq__body');
    await page.locator('#eq-4 [data-more]').click();
    const drawer = page.locator('#eq-4 .eq__drawer');
    await drawer.locator('.uses li').first().waitFor();
    const uses = await drawer.locator('.uses a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(uses).toContain('#eq-5');
    expect(uses).toContain('/posts/kernel-regression/#eq-2');
    expect(
      await drawer
        .locator('.facts div')
        .filter({ hasText: /依据.*\(/ })
        .first()
        .textContent(),
    ).toBe('依据(1)(3)');
    const report = new URL((await drawer.locator('[rel="external"]').getAttribute('href')) ?? '');
    expect(report.pathname).toMatch(/\/issues\/new$/);
    expect(report.searchParams.get('title')).toContain('式(4)');
    expect(report.searchParams.get('body')).toMatch(/指纹 [0-9a-f]{14}/);
    await page.locator('#eq-4 [data-more]').click();
    expect(await drawer.count()).toBe(0);
  });

  it('open in the flow on touch', async () => {
    const page = await reading.open('posts/penrose/#eq-4', phone);
    await page.locator('#eq-4 .eq__no').tap();
    await page.locator('#eq-4 .eq__drawer .uses').waitFor();
    expect(await page.locator('#eq-4 .eq__tools').evaluate((bar) => getComputedStyle(bar).position)).toBe('static');
    await page.locator('#eq-4 .eq__no').tap();
    await page.waitForFunction(() => document.querySelector('#eq-4 .eq__tools') === null);
  });
});

describe('a reference', () => {
  it('shows its equation with the sentence before it, on hover', async () => {
    const page = await reading.open('posts/penrose/#thm-penrose');
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
    const page = await reading.open('posts/penrose/#thm-penrose');
    await page.locator('#thm-penrose .ref').first().focus();
    await page.keyboard.press('Tab');
    await page.locator('.peek .env').waitFor();
    expect(await page.locator('.peek footer .num').textContent()).toBe('定义 1');
  });

  it('shows what stands in another post, from its fragments', async () => {
    const page = await reading.open('posts/penrose/');
    const across = page.locator('.ref[href="/posts/kernel-regression/#eq-2"]');
    await across.scrollIntoViewIfNeeded();
    await across.hover();
    await page.locator('.peek .eq').waitFor();
    expect(await page.locator('.peek footer .num').textContent()).toBe('《从核回归到 softmax 注意力》式(2)');
    expect(await page.locator('.peek__lead').textContent()).toMatch(/^由.*的解是$/);
    // Its own references lead into the post that it stands in.
    expect(await page.locator('.peek__lead .ref').last().getAttribute('href')).toBe('/posts/kernel-regression/#eq-1');
  });

  it('shows the definition of a concept at its first mention, which leads to the page of the concept', async () => {
    const page = await reading.open('posts/kernel-regression/');
    const term = page.locator('.prose a.term').first();
    await term.scrollIntoViewIfNeeded();
    await term.hover();
    await page.locator('.peek').waitFor();
    expect(await page.locator('.peek footer .num').textContent()).toBe('伪逆');
    expect(await page.locator('.peek').textContent()).toContain('范数最小');
    await term.click();
    await page.waitForURL('**/concepts/pseudoinverse/');
    expect(await page.locator('h1').textContent()).toBe('伪逆');
    expect(await page.locator('.posts a').first().getAttribute('href')).toBe('/posts/penrose/');
  });

  it('shows a citation', async () => {
    const page = await reading.open('posts/penrose/');
    await page.locator('.cite').hover();
    await page.locator('.peek').waitFor();
    expect(await page.locator('.peek').textContent()).toContain('Matrix Computations');
  });

  it('opens in place on touch and closes on the second tap', async () => {
    const page = await reading.open('posts/penrose/#thm-penrose', phone);
    const reference = page.locator('#thm-penrose .ref').first();
    await reference.tap();
    await page.locator('#thm-penrose > .peek').waitFor();
    expect(new URL(page.url()).hash).toBe('#thm-penrose');
    await reference.tap();
    await page.waitForFunction(() => document.querySelector('.peek') === null);
  });

  it('is followed by a way back to where the reader was', async () => {
    const page = await reading.open('posts/penrose/#小结');
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
  const page = await reading.open('posts/penrose/#eq-6');
  const across = page.locator('.ref[href="/posts/kernel-regression/#eq-2"]');
  await across.scrollIntoViewIfNeeded();
  await across.click();
  await page.waitForURL('**/posts/kernel-regression/#eq-2');
  await page.getByRole('button', { name: '返回' }).click();
  await page.waitForURL('**/posts/penrose/#eq-6');
  await page.goto(`${reading.url()}posts/kernel-regression/`);
  expect(await page.getByRole('button', { name: '返回' }).isVisible()).toBe(false);
});

describe('the dock', () => {
  it('keeps pinned equations in view and survives a reload', async () => {
    const page = await reading.open('posts/penrose/#eq-3');
    await page.hover('#eq-3 .eq__body');
    await page.locator('#eq-3 [data-pin]').click();
    expect(await page.locator('#eq-3 [data-pin]').getAttribute('aria-pressed')).toBe('true');
    await page.goto(`${reading.url()}posts/penrose/#小结`);
    await page.reload();
    await page.locator('.dock .pin').waitFor();
    expect(await page.locator('.dock .pin a.num').textContent()).toBe('(3)');
    expect(await page.locator('.dock .pin').evaluate((pin) => pin.getBoundingClientRect().top)).toBeLessThan(400);
    await page.getByRole('button', { name: '取下公式 (3)' }).click();
    await page.waitForFunction(() => document.querySelector('.dock') === null);
  });

  it('is a sheet at the lower edge of a phone', async () => {
    const page = await reading.open('posts/penrose/#eq-3', phone);
    await page.locator('#eq-3 .eq__no').tap();
    await page.locator('#eq-3 [data-pin]').tap();
    const bottom = await page.locator('.dock').evaluate((dock) => dock.getBoundingClientRect().bottom - innerHeight);
    expect(Math.abs(bottom)).toBeLessThan(1);
    await page.locator('.dock summary').tap();
    expect(await page.locator('.dock .pin').isVisible()).toBe(true);
  });
});
