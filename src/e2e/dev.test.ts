import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchors } from '../../scripts/anchors/command.ts';
import { readLedger } from '../equations/ledger/ledger-file.ts';
import { childEnv, type Fixture, launchBrowser, openFixture } from './harness.ts';
import { type RunningCommand, startCommand } from './process.ts';

const post = 'posts/matrices/pseudoinverse.md';

let fixture: Fixture;
let server: RunningCommand;
let browser: Browser;
let page: Page;
let url = '';

beforeAll(async () => {
  fixture = openFixture('good');
  const args = ['--port', '4390', '--ignore-lock'];
  server = startCommand('scripts/dev.ts', args, childEnv(fixture.env));
  const [, address = ''] = await server.waitFor(/(http:\/\/localhost:\d+\/)/);
  url = `${address}posts/pseudoinverse/`;
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.stop('SIGTERM');
  fixture.remove();
});

/** Opens the post; resolves when the page also listens for changes. */
async function open(target: Page): Promise<number> {
  const connected = target.waitForEvent('console', { predicate: (line) => line.text().includes('[vite] connected') });
  const response = await target.goto(url);
  await connected;
  return response?.status() ?? 0;
}

const patience = { timeout: 60_000 };
const bodyText = (of = page): Promise<string> => onSomePage(() => of.evaluate(() => document.body.innerText));
const overlayText = (of = page): Promise<string> =>
  onSomePage(() => of.evaluate(() => document.querySelector('vite-error-overlay')?.shadowRoot?.textContent ?? ''));

/** A reload may come between question and answer: that is what these tests wait for, so the question is put again. */
async function onSomePage(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && /context was destroyed|because of a navigation/i.test(error.message)) return '';
    throw error;
  }
}

test('an edit shows without a reload by hand', async () => {
  expect(await open(page)).toBe(200);
  await expect.poll(() => bodyText(), patience).toContain('最小二乘与伪逆');
  fixture.edit(post, '## 求解', '## 求解并检验');
  await expect.poll(() => bodyText(), patience).toContain('求解并检验');
});

test('a broken number shows the place over the page, and mending it brings the page back', async () => {
  fixture.edit(post, '\\tag{2}', '\\tag{5}');
  await expect.poll(() => overlayText(), patience).toMatch(/pseudoinverse\.md:25/);
  fixture.edit(post, '\\tag{5}', '\\tag{2}');
  await expect.poll(() => overlayText(), patience).toBe('');
  await expect.poll(() => bodyText(), patience).toContain('求解并检验');
});

test('a page that is asked for while it is broken shows the place, too', async () => {
  // Vite keeps an error for the next page only while no other page listens.
  await page.goto('about:blank');
  fixture.edit(post, '\\tag{2}', '\\tag{5}');
  const other = await browser.newPage();
  expect(await open(other)).toBe(500);
  await expect.poll(() => overlayText(other), patience).toMatch(/pseudoinverse\.md:25/);
  fixture.edit(post, '\\tag{5}', '\\tag{2}');
  await expect.poll(() => bodyText(other), patience).toContain('求解并检验');
  await other.close();
});

test('an .mdx post outside the project is served, and a new one is found', async () => {
  expect((await page.goto(url.replace('pseudoinverse', 'linear-attention')))?.status()).toBe(200);
  expect(await bodyText()).toContain('用 ');
  const file = path.join(fixture.content, 'posts/attention/linear-attention.mdx');
  const text = readFileSync(file, 'utf8')
    .replace('title: 线性注意力', 'title: 又一篇')
    .replace('## 结合律', '## {"第" + 2} 节');
  writeFileSync(path.join(fixture.content, 'posts/attention/second.mdx'), text);
  await expect
    .poll(async () => {
      await page.goto(url.replace('pseudoinverse', 'second'));
      return bodyText();
    }, patience)
    .toMatch(/又一篇[\s\S]*第2 节/);
});

test('permanent links, and pages of retired posts, are answered as in a build', async () => {
  const place = { content: fixture.content, project: fixture.content };
  anchors(['--update'], place);
  const ledger = readLedger(readFileSync(path.join(fixture.content, 'anchors.json'), 'utf8'));
  const of = (slug: string, anchor: string) =>
    ledger.find((entry) => entry.post === slug && entry.anchor === anchor)?.id ?? '';
  const origin = new URL(url).origin;
  await expect
    .poll(async () => {
      await page.goto(`${origin}/e/${of('pseudoinverse', 'eq-2')}/`);
      // The page leads on by itself, a moment after it is there.
      await page.waitForURL(/\/posts\//, { timeout: 2000 }).catch(() => undefined);
      return page.url();
    }, patience)
    .toBe(`${url}#q-${of('pseudoinverse', 'eq-2')}`);
  expect((await page.goto(`${origin}/e/222222/`))?.status()).toBe(404);
  rmSync(path.join(fixture.content, 'posts/attention/second.mdx'));
  anchors(['--retire', 'second', '--to', 'linear-attention'], place);
  await expect
    .poll(async () => {
      await page.goto(`${origin}/posts/second/`);
      return bodyText();
    }, patience)
    .toContain('已停用');
});
