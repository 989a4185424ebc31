/** How a reader moves through a post and sets it to their liking. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clipboard, phone, reader } from './reader.ts';

const reading = reader();

describe('symbols', () => {
  it('are explained where a pointer rests on them, from the table of the post', async () => {
    const page = await reading.open('posts/penrose/#eq-6');
    const atom = page.locator('#eq-6 .katex-html .mathnormal', { hasText: /^U$/ }).first();
    const { x, y, width, height } = (await atom.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.locator('.tip').waitFor();
    expect(await page.locator('.tip dd').textContent()).toContain('左、右奇异向量');
    await page.mouse.move(5, 400);
    await page.waitForFunction(() => document.querySelector('.tip') === null);
  });

  it('are listed with an equation, with their indices and faces told apart', async () => {
    const page = await reading.open('posts/penrose/#eq-6', phone);
    const declared = async (equation: string): Promise<string[]> => {
      await page.goto(`${reading.url()}posts/penrose/#${equation}`);
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
    const page = await reading.open('posts/penrose/');
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
    const page = await reading.open('posts/penrose/?level=main#eq-9');
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
    const page = await reading.open('posts/penrose/#thm-penrose');
    const proof = page.locator('.proof');
    await proof.locator('.proof__label').press('Enter');
    expect(await page.locator('#eq-9').isVisible()).toBe(false);
    expect((await proof.innerText()).trim()).toBe('证明');
    await proof.locator('.proof__label').click();
    expect(await page.locator('#eq-9').isVisible()).toBe(true);
    expect(await proof.innerText()).toContain('存在性');
  });
});

describe('the keyboard', () => {
  it('steps from equation to equation', async () => {
    const page = await reading.open('posts/penrose/');
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
    const page = await reading.open('posts/penrose/#奇异值分解下的解');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^\([567]\)$/);
  });

  it('leads to contents, search and help, and leaves fields alone', async () => {
    const page = await reading.open('posts/penrose/');
    await page.keyboard.press('t');
    expect(await page.evaluate(() => document.activeElement?.closest('.toc') !== null)).toBe(true);
    await page.keyboard.press('?');
    await page.locator('dialog.help').waitFor();
    expect(await page.locator('dialog.help kbd').allTextContents()).toEqual(['/', 'j', 'k', 't', 'p', '?', 'Esc']);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('dialog.help') === null);
    await page.keyboard.press('/');
    const field = page.locator('dialog.palette input[role="combobox"]');
    await field.waitFor();
    await page.keyboard.type('j/t');
    expect(await field.inputValue()).toBe('j/t');
  });
});

describe('contents and theme', () => {
  it('shows the section that is being read', async () => {
    const page = await reading.open('posts/penrose/');
    await page.evaluate(() => document.querySelector('#eq-6')?.scrollIntoView());
    await page.locator('.toc a[aria-current]', { hasText: '奇异值分解下的解' }).waitFor();
    expect(await page.locator('.toc .is-open > a').textContent()).toContain('主推导');
  });

  it('changes the theme, keeps it, and does not flash', async () => {
    const page = await reading.open('posts/penrose/');
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.locator('.bar__theme').click();
    await page.locator('.bar__theme').click();
    expect(await page.locator('.bar__theme').getAttribute('aria-label')).toBe('主题：深色');
    const dark = await ground();
    expect(dark).not.toBe(light);
    // At the first paint of the next page, long before its scripts have run.
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(reading.url());
    expect(await ground()).toBe(dark);
    reading.forgetFaults();
  });

  it('copies code', async () => {
    const page = await reading.open('posts/penrose/#算例与代码');
    await page.locator('.listing__act button').first().click();
    expect(await clipboard(page)).toMatch(/^import numpy as np\n\ndef pinv/);
  });
});

it('sets the text larger and keeps it', async () => {
  const page = await reading.open('posts/penrose/');
  const size = (): Promise<string> => page.locator('.prose').evaluate((prose) => getComputedStyle(prose).fontSize);
  const before = await size();
  await page.getByRole('button', { name: '大', exact: true }).click();
  expect(Number.parseFloat(await size())).toBeCloseTo(Number.parseFloat(before) * 1.15, 1);
  await page.reload();
  expect(Number.parseFloat(await size())).toBeCloseTo(Number.parseFloat(before) * 1.15, 1);
});
