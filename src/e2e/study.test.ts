/** What a reader does to study: marks, bookmarks, notes, reviews. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { phone, reader } from './reader.ts';

const reading = reader();
const post = 'posts/penrose/';

const mark = (page: Page, name: string) => page.locator(`.after [data-study-marks] [data-mark="${name}"]`);
const pressed = (page: Page, name: string): Promise<void> =>
  page.waitForFunction(
    (which) => document.querySelector(`.after [data-mark="${which}"]`)?.getAttribute('aria-pressed') === 'true',
    name,
  ) as unknown as Promise<void>;

describe('the mark of a post', () => {
  it('stays, shows on the pages of topics and paths, and can be taken back', async () => {
    const page = await reading.open('');
    expect(await page.locator('.progress:not(:empty)').count()).toBe(0);
    await page.goto(reading.url() + post);
    await mark(page, 'read').click();
    await pressed(page, 'read');
    await page.reload();
    await pressed(page, 'read');
    expect(await page.locator('.masthead [data-mark="read"]').getAttribute('aria-pressed')).toBe('true');
    await page.goto(reading.url());
    await page.locator('[data-progress="topic:matrices"]:not(:empty)').waitFor();
    expect(await page.locator('[data-progress="topic:matrices"]').textContent()).toBe('已读 1 / 1 篇');
    expect(await page.locator('[data-progress="topic:attention"]').textContent()).toBe('');
    expect(await page.locator('[data-progress="path:first-steps"]').textContent()).toBe('已读 1 / 2 篇');
    expect(await page.locator('.path .post-mark').allTextContents()).toEqual(['已读']);
    for (const place of ['topics/matrices/', 'paths/first-steps/']) {
      await page.goto(reading.url() + place);
      await page.locator('.masthead .progress:not(:empty)').waitFor();
      expect(await page.locator('.post-mark').first().textContent()).toBe('已读');
    }
    await page.goto(reading.url() + post);
    await pressed(page, 'read');
    await mark(page, 'known').click();
    await pressed(page, 'known');
    await page.goto(reading.url());
    await page.waitForFunction(() => document.querySelector('.path .post-mark')?.textContent === '已掌握');
    await page.goto(reading.url() + post);
    await pressed(page, 'known');
    await mark(page, 'read').click();
    await page.waitForFunction(
      () => document.querySelector('.after [data-mark="read"]')?.getAttribute('aria-pressed') === 'false',
    );
    expect(await mark(page, 'known').getAttribute('aria-pressed')).toBe('false');
  });

  it('follows a change in another tab', async () => {
    const page = await reading.open(post);
    await mark(page, 'read').click();
    await pressed(page, 'read');
    const other = await page.context().newPage();
    await other.goto(reading.url() + post);
    await pressed(other, 'read');
    await mark(other, 'known').click();
    await pressed(page, 'known');
  });

  it('costs a reader without marks nothing but the buttons', async () => {
    const page = await reading.open('404.html');
    const bodies: Buffer[] = [];
    const names: string[] = [];
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return;
      names.push(response.url());
      void response.body().then((body) => bodies.push(body));
    });
    await page.goto(reading.url() + post, { waitUntil: 'networkidle' });
    expect(names.length).toBeGreaterThan(0);
    await expect.poll(() => bodies.length).toBe(names.length);
    expect(bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)).toBeLessThanOrEqual(30_000);
    const text = bodies.map(String).join('');
    expect(text).not.toContain('tuidao:study-damaged');
  });
});

describe('an equation', () => {
  it('is bookmarked and gets a note; both stay and are listed', async () => {
    const page = await reading.open(`${post}#eq-4`);
    await page.hover('#eq-4 .eq__body');
    await page.locator('#eq-4 [data-bookmark]').click();
    await page.locator('#eq-4 [data-bookmark][aria-pressed="true"]').waitFor();
    await page.locator('#eq-4 [data-note-tool]').click();
    const field = page.getByLabel('式(4) 的笔记');
    await field.waitFor();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.fill('列满秩 <b>时</b> 唯一');
    await page.getByText('已保存在这个浏览器里。').waitFor();
    await page.reload();
    const sign = page.getByRole('button', { name: '式(4)：已收藏，笔记' });
    await sign.waitFor();
    await sign.click();
    expect(await page.getByLabel('式(4) 的笔记').inputValue()).toBe('列满秩 <b>时</b> 唯一');

    await page.goto(`${reading.url()}study/notes/`);
    await page.locator('.kept .katex').first().waitFor();
    expect(await page.locator('.kept h2').textContent()).toBe('伪逆：从最小二乘到 Penrose 方程');
    expect(await page.locator('.kept a.num').getAttribute('href')).toBe('/posts/penrose/#eq-4');
    const listed = page.getByLabel('式(4) 的笔记');
    expect(await listed.inputValue()).toBe('列满秩 <b>时</b> 唯一');
    await listed.fill('改过');
    await page.getByText('已保存在这个浏览器里。').waitFor();
    await page.getByRole('searchbox', { name: '筛选笔记' }).fill('没有的词');
    expect(await page.locator('.kept').isVisible()).toBe(false);
    await page.getByRole('searchbox', { name: '筛选笔记' }).fill('改过');
    expect(await page.locator('.kept').isVisible()).toBe(true);
    await page.getByRole('button', { name: '移除' }).click();
    await page.getByText('还没有。').waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.locator('.kept').waitFor();
    expect(await page.getByLabel('式(4) 的笔记').inputValue()).toBe('改过');
  });

  it('keeps a note that was typed just before the page was left', async () => {
    const page = await reading.open(`${post}#eq-4`, phone);
    await page.locator('#eq-4 .eq__no').tap();
    await page.locator('#eq-4 [data-note-tool]').tap();
    await page.getByLabel('式(4) 的笔记').fill('急');
    await page.goto(`${reading.url()}study/notes/`);
    await page.getByLabel('式(4) 的笔记').waitFor();
    expect(await page.getByLabel('式(4) 的笔记').inputValue()).toBe('急');
  });
});

describe('reviewing', () => {
  it('is done with the keyboard: show, grade, take back, line by line', async () => {
    const page = await reading.open('study/review/');
    await page.getByText('把读过的文章标为「已读」').waitFor();
    await page.goto(reading.url() + post);
    await mark(page, 'read').click();
    await pressed(page, 'read');
    await page.goto(`${reading.url()}study/review/`);
    const ask = page.locator('.card__ask');
    await ask.waitFor();
    expect(await ask.textContent()).toBe('写出定义 定义 1新');
    expect(await page.locator('[data-review-left]').textContent()).toBe('复习 0　新 3');
    await page.keyboard.press('3');
    expect(await page.locator('.card__piece').count()).toBe(0);
    await page.keyboard.press('Space');
    expect(await page.locator('.card__piece').count()).toBe(1);
    expect(await page.locator('.card__piece .katex').count()).toBeGreaterThan(0);
    expect(await page.locator('.card__piece [id]').count()).toBe(0);
    await page.keyboard.press('4');
    await page.getByText('写出前提与结论').waitFor();
    await page.keyboard.press('u');
    await page.getByText('写出定义').waitFor();
    expect(await page.locator('[data-review-left]').textContent()).toBe('复习 0　新 3');
    await page.keyboard.press('Enter');
    await page.keyboard.press('4');
    await page.getByText('写出前提与结论').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await page.getByText('预测下一行').waitFor();
    const shown = await page.locator('.card__front .katex-display').count();
    for (let line = 1; line <= 4; line += 1) {
      await page.keyboard.press('Space');
      expect(await page.locator('.card__piece').count()).toBe(line);
    }
    expect(shown).toBeGreaterThan(0);
    expect(await page.locator('.grades button').count()).toBe(4);
    await page.keyboard.press('4');
    await page.getByText('都复习完了。').waitFor();

    // Ten days later all three are due; without what was learnt nothing would be.
    await page.clock.setFixedTime(Date.now() + 10 * 24 * 3_600_000);
    await page.goto(`${reading.url()}study/`);
    await page.getByText('复习 3 张，新卡片 0 张').waitFor();
    await page.getByRole('link', { name: '开始复习' }).click();
    await page.waitForFunction(() => document.querySelector('[data-review-left]')?.textContent === '复习 3　新 0');
  });

  it('asks one post on a phone, whatever was read', async () => {
    const page = await reading.open('study/review/?post=penrose', phone);
    await page.getByText('只复习《伪逆：从最小二乘到 Penrose 方程》').waitFor();
    await page.getByRole('button', { name: '显示答案' }).tap();
    await page.getByRole('button', { name: /记得/ }).tap();
    await page.getByText('写出前提与结论').waitFor();
    await page.getByRole('button', { name: '撤销上一张' }).tap();
    await page.getByText('写出定义').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('keeps to the limits that the reader sets', async () => {
    const page = await reading.open('study/');
    await page.getByLabel('每天最多几张新卡片').fill('2');
    await page.getByLabel('全部文章，已掌握的除外').check();
    await page.getByText('复习 0 张，新卡片 2 张').waitFor();
    await page.reload();
    expect(await page.getByLabel('每天最多几张新卡片').inputValue()).toBe('2');
    await page.getByLabel('每天最多几张新卡片').fill('-3');
    await page.keyboard.press('Tab');
    expect(await page.getByLabel('每天最多几张新卡片').inputValue()).toBe('0');
  });

  it('says that cards cannot be fetched and tries again', async () => {
    const page = await reading.open('study/');
    await page.route('**/study/cards/*.json', (route) => route.abort());
    await page.goto(`${reading.url()}study/review/?post=penrose`);
    await page.getByText('没有取到卡片').waitFor();
    reading.forgetFaults();
    await page.unroute('**/study/cards/*.json');
    await page.getByRole('button', { name: '再试' }).click();
    await page.locator('.card__ask').waitFor();
  });
});

describe('exercises', () => {
  it('are listed by post; solutions are closed and open by keyboard, without scripts too', async () => {
    const context = await reading.browser().newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${reading.url()}study/`);
    await page.getByRole('link', { name: '矩阵', exact: true }).click();
    expect(await page.locator('.index dd a').allTextContents()).toEqual(['练习 1', '练习 2']);
    await page.locator('.index dd a').first().click();
    const solution = page.locator('.exercise .solution').first();
    expect(await solution.evaluate((details) => (details as HTMLDetailsElement).open)).toBe(false);
    expect(await solution.locator('p').first().isVisible()).toBe(false);
    await solution.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await solution.locator('p').first().isVisible()).toBe(true);
  });
});

it('writes the cards of a post for Anki', () => {
  const text = readFileSync(path.join(reading.dist(), 'study/anki/penrose.txt'), 'utf8');
  const lines = text.trimEnd().split('\n');
  expect(lines.slice(0, 3)).toEqual(['#separator:tab', '#html:true', '#guid column:1']);
  expect(lines.filter((line) => !line.startsWith('#'))).toHaveLength(3);
  expect(text).toContain('\\[A^{+} b\\ :=\\ \\operatorname*{arg\\,min}_{x\\in S(b)}\\ \\|x\\|\\]');
  expect(text).not.toContain('<f n=');
});
