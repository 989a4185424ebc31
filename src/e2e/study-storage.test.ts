/** What happens to a reader's data when the browser keeps nothing, has no space left, or gives back nonsense; and files. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { reader } from './reader.ts';

const reading = reader();
const post = 'posts/penrose/';

const mark = (page: Page, name: string) => page.locator(`.after [data-study-marks] [data-mark="${name}"]`);
const stored = (page: Page): Promise<string | null> => page.evaluate(() => localStorage.getItem('tuidao:study'));
const said = (page: Page, text: string | RegExp) => page.locator('.after .said').getByText(text);

async function download(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

async function importText(page: Page, text: string): Promise<void> {
  await page
    .locator('[data-study-data] input[type="file"]')
    .setInputFiles({ name: 'study.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

describe('a browser that keeps nothing', () => {
  it('is named; the mark holds on the page and can be exported', async () => {
    const page = await reading.open('404.html');
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    });
    await page.goto(reading.url() + post);
    await mark(page, 'known').click();
    await said(page, '这个浏览器不允许本站保存数据').waitFor();
    expect(await mark(page, 'known').getAttribute('aria-pressed')).toBe('true');
    const { text } = await download(page, () =>
      page.locator('.after').getByRole('button', { name: '导出 JSON' }).click(),
    );
    expect(JSON.parse(text)).toMatchObject({ version: 1, posts: { penrose: { mark: 'known' } } });
    for (const place of ['study/', 'study/notes/', 'study/review/?post=penrose']) {
      await page.goto(reading.url() + place, { waitUntil: 'networkidle' });
    }
    await page.locator('.card__ask').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await page.getByText('写出前提与结论').waitFor();
    await page.getByText('这个浏览器不允许本站保存数据').waitFor();
  });
});

describe('a browser without space', () => {
  it('loses nothing: what was there stays, what is new can be exported, and is kept when there is room', async () => {
    const page = await reading.open(post);
    await mark(page, 'read').click();
    await page.waitForFunction(() => localStorage.getItem('tuidao:study') !== null);
    const before = await stored(page);
    // Really full, to the last kilobyte.
    await page.evaluate(() => {
      for (let size = 1 << 22; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (;;) localStorage.setItem(`fill-${String(localStorage.length)}`, 'x'.repeat(size));
        } catch {
          // The next smaller piece.
        }
      }
    });
    await page.hover('#eq-4 .eq__body');
    await page.locator('#eq-4 [data-note-tool]').click();
    await page.getByLabel('式(4) 的笔记').fill('很长的笔记'.repeat(200));
    await page.locator('#eq-4 .said').getByText('空间用完了').waitFor();
    expect(await stored(page)).toBe(before);
    const { text } = await download(page, () =>
      page.locator('#eq-4').getByRole('button', { name: '导出 JSON' }).click(),
    );
    expect(text).toContain('很长的笔记');
    expect(text).toContain('"read"');
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('fill-')) localStorage.removeItem(key);
    });
    await mark(page, 'known').click();
    await page.waitForFunction(() => localStorage.getItem('tuidao:study')?.includes('很长的笔记'));
    expect(await stored(page)).toContain('"known"');
  });
});

describe('a record that cannot be read', () => {
  it('is set aside as it is, told, downloaded and, on demand, deleted', async () => {
    const broken = '{"version":1,"posts":{"penrose":{"at":1,"mark":"read"';
    const page = await reading.open('404.html');
    await page.evaluate((text) => localStorage.setItem('tuidao:study', text), broken);
    await page.goto(reading.url() + post);
    await mark(page, 'known').click();
    await said(page, '读不出来').waitFor();
    expect(JSON.parse((await stored(page)) ?? '')).toMatchObject({ posts: { penrose: { mark: 'known' } } });
    await page.goto(`${reading.url()}study/`);
    await page.getByText('下面的数据读不出来').waitFor();
    const { text } = await download(page, () => page.getByRole('button', { name: '下载' }).click());
    expect(text).toBe(broken);
    await page.getByRole('button', { name: '删除', exact: true }).first().click();
    await page.getByText('下面的数据读不出来').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('damaged')))).toEqual([]);
  });

  it('of a later version of the site is left alone', async () => {
    const later = '{"version":99,"posts":{}}';
    const page = await reading.open('404.html');
    await page.evaluate((text) => localStorage.setItem('tuidao:study', text), later);
    await page.goto(reading.url() + post);
    await mark(page, 'read').click();
    await said(page, '更新版本的网站').waitFor();
    expect(await stored(page)).toBe(later);
  });
});

describe('files', () => {
  it('go out, are merged by what is newer, and everything can be deleted', async () => {
    const page = await reading.open(post);
    await mark(page, 'read').click();
    await page.waitForFunction(() => localStorage.getItem('tuidao:study') !== null);
    await page.goto(`${reading.url()}study/`);
    await page.getByText('这个浏览器里存了 1 项').waitFor();
    const { name, text } = await download(page, () => page.getByRole('button', { name: '导出 JSON' }).click());
    expect(name).toMatch(/^tuidao-study-\d{4}-\d\d-\d\d\.json$/);

    const { at } = (JSON.parse(text) as { posts: { penrose: { at: number } } }).posts.penrose;
    const older = { version: 1, posts: { penrose: { at: at - 1, mark: 'known' }, other: { at: 5, mark: 'read' } } };
    await importText(page, JSON.stringify(older));
    await page.getByText('导入完成：新增 1 项，更新 0 项，1 项这里的较新').waitFor();
    expect(await stored(page)).toContain(`"penrose":{"at":${String(at)},"mark":"read"}`);
    await importText(page, JSON.stringify({ version: 1, posts: { penrose: { at: at + 1, mark: 'known' }, x: 'y' } }));
    await page.getByText('更新 1 项').waitFor();
    await page.getByText('文件里有 1 项读不出来').waitFor();

    const kept = await stored(page);
    for (const [file, message] of [
      ['{"version":1', '这个文件读不出来'],
      ['<html>', '这个文件读不出来'],
      ['{"version":7}', '格式 7'],
    ] as const) {
      await importText(page, file);
      await page.locator('[data-study-data] [data-said]').getByText(message).waitFor();
      expect(await stored(page)).toBe(kept);
    }

    await page.getByRole('button', { name: '全部删除' }).click();
    await page.getByRole('button', { name: '不删' }).click();
    expect(await stored(page)).toBe(kept);
    await page.getByRole('button', { name: '全部删除' }).click();
    await page.keyboard.press('Escape');
    expect(await stored(page)).toBe(kept);
    await page.getByRole('button', { name: '全部删除' }).click();
    await page.locator('dialog[open]').getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText('已全部删除。').waitFor();
    expect(await stored(page)).toBeNull();

    await importText(page, text);
    await page.getByText('新增 1 项').waitFor();
    expect(await stored(page)).toBe(text);
  });

  it('for Anki hold the cards of what was read, all posts while nothing was', async () => {
    const page = await reading.open('study/');
    const anki = () => download(page, () => page.getByRole('button', { name: '导出 Anki 卡片' }).click());
    const all = await anki();
    expect(all.name).toMatch(/^tuidao-anki-.*\.txt$/);
    await page.goto(reading.url() + post);
    await mark(page, 'read').click();
    await page.waitForFunction(() => localStorage.getItem('tuidao:study') !== null);
    await page.goto(`${reading.url()}study/`);
    const read = await anki();
    const guids = (text: string): string[] =>
      text.split('\n').flatMap((line) => (line === '' || line.startsWith('#') ? [] : [line.split('\t')[0] ?? '']));
    expect(guids(read.text)).toEqual(['tuidao-penrose#def-pinv', 'tuidao-penrose#thm-penrose', 'tuidao-penrose#eq-9']);
    expect(guids(all.text).length).toBeGreaterThanOrEqual(guids(read.text).length);
    await page.getByText('已导出 3 张卡片。').waitFor();
  });
});
