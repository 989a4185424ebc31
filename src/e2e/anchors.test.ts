import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLedger } from '../equations/ledger/ledger-file.ts';
import { anchors } from '../../scripts/anchors/command.ts';
import { renumber } from '../../scripts/renumber/command.ts';
import {
  type Built,
  type BuiltSite,
  filesBelow,
  type Fixture,
  launchBrowser,
  openFixture,
  serveFolder,
} from './harness.ts';

/**
 * Content that was published, then changed: an equation put in front and numbered anew, one removed, a heading reworded, a
 * post taken out. Every link to what was published has to lead to the same thing, or to a notice.
 */
const post = 'posts/matrices/pseudoinverse.md';
const scaled = 'posts/attention/scaled-dot-product.md';
const linear = 'posts/attention/linear-attention.mdx';
const old = 'posts/matrices/old.md';
const frontMatter =
  '---\ntitle: 旧文\ndescription: 将被停用。\ntopic: matrices\ncreated: 2026-11-24\nupdated: 2026-11-24\nstatus: draft\n---\n\n';
let fixture: Fixture;
let built: Built;
let site: BuiltSite;
let browser: Browser;
/** Permanent ids by the address that they had at first. */
let published: ReadonlyMap<string, string>;

const write = (file: string, text: string): void => {
  writeFileSync(path.join(fixture.content, file), text);
};
const read = (file: string): string => readFileSync(path.join(built.dist, file), 'utf8');

beforeAll(async () => {
  fixture = openFixture('good');
  const place = { content: fixture.content, project: fixture.content };
  // While other things are still to be decided a command ends with 1; the build shows whether all is well in the end.
  const run = (command: typeof anchors, ...args: string[]): void => void command(args, place);
  const last = '```python';
  fixture.edit(post, last, `$$\nx = 1 \\tag{5} \\label{eq:extra}\n$$\n\n${last}`);
  write(old, `${frontMatter}## 旧的一节\n\n$$\ny = 2 \\tag{1}\n$$\n`);
  run(anchors, '--update');
  const ledger = readLedger(readFileSync(path.join(fixture.content, 'anchors.json'), 'utf8'));
  published = new Map(ledger.map(({ id, post: slug, anchor }) => [`${slug}#${anchor}`, id]));

  // An equation is put in, one with a name is taken out, a heading is reworded.
  fixture.edit(post, '的最小点。把', '的最小点，其中\n\n$$\n\\norm{M}_F^2 = \\operatorname{tr}(M^{\\top}M)\n$$\n\n把');
  fixture.edit(post, '$$\nx = 1 \\tag{5} \\label{eq:extra}\n$$\n\n', '');
  fixture.edit(post, '## 求解', '## 解出来');
  // In another post the first equation goes, and the second takes its number.
  fixture.edit(
    scaled,
    '那么\n\n$$\n\\operatorname{Var}[q\\cdot k] = \\sum_{i=1}^{d}\\operatorname{Var}[q_i k_i] = d \\tag{1}\n$$',
    '方差是 $d$。',
  );
  fixture.edit(scaled, '由式(1)，', '于是');
  fixture.edit(scaled, 'unchecked: [1, 2]', 'unchecked: [2]');
  fixture.edit(linear, 'scaled-dot-product.md#eq-1', 'scaled-dot-product.md#eq-2');
  // A post goes.
  rmSync(path.join(fixture.content, old));
  run(renumber, '--write');
  run(anchors, '--retire', 'pseudoinverse#eq-extra', '--to', 'pseudoinverse#eq-1', '--because', '并入目标函数');
  run(anchors, '--retire', idOf('scaled-dot-product#eq-1'), '--because', '太显然');
  run(anchors, '--retire', 'old', '--to', 'pseudoinverse');
  run(anchors, '--update');
  built = await fixture.build();
  if (built.code !== 0) throw new Error(built.output);
  site = await serveFolder(built.dist);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  fixture.remove();
});

const idOf = (address: string): string => {
  const id = published.get(address);
  if (id === undefined) throw new Error(`${address} was not published`);
  return id;
};

/** Follows a link as a reader does, with scripts or without, and tells where it ends. */
async function follow(address: string, javaScriptEnabled = true) {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 700 } });
  const page = await context.newPage();
  await page.goto(site.url + address);
  await page.waitForURL(/\/posts\//);
  const target = page.locator(':target').first();
  await target.waitFor({ state: 'attached' });
  const end = await target.evaluate((element) => {
    const host = element.closest<HTMLElement>('.eq, h2, .env, .retired li')!;
    const { top } = host.getBoundingClientRect();
    return {
      id: host.id,
      text: ((host.matches('.eq') ? host.querySelector('annotation')?.textContent : host.innerText) ?? '')
        .replace(/\s+/g, ' ')
        .trim(),
      isInSight: top >= 0 && top < innerHeight,
      links: [...host.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    };
  });
  await context.close();
  return end;
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_, scripts) => {
  test.each([
    ['an equation that was moved', 'pseudoinverse', 'eq-2', 'eq-3', /tr/],
    ['a further row of a display', 'pseudoinverse', 'eq-4', 'eq-4', /begin\{align/],
    ['a result', 'pseudoinverse', 'thm-normal', 'thm-normal', /定理/],
    ['a section', 'pseudoinverse', '求解', '解出来', /解出来/],
    ['an equation that took the number of another', 'scaled-dot-product', 'eq-2', 'eq-1', /sqrt d/],
    ['an equation of an .mdx post', 'linear-attention', 'eq-1', 'eq-1', /phi/],
  ])('the permanent link of %s leads to it', async (_what, slug, anchor, now, text) => {
    const end = await follow(`posts/${slug}/#q-${idOf(`${slug}#${anchor}`)}`, scripts);
    expect(end).toMatchObject({ id: now, isInSight: true });
    expect(end.text).toMatch(text);
  });

  test.each([
    ['a number that nothing has now', 'scaled-dot-product', 'eq-2', 'eq-1'],
    ['the words that a heading had', 'pseudoinverse', '求解', '解出来'],
    ['a number that another equation has now leads to that one', 'pseudoinverse', 'eq-2', 'eq-2'],
  ])('%s', async (_what, slug, former, now) => {
    expect(await follow(`posts/${slug}/#${former}`, scripts)).toMatchObject({ id: now, isInSight: true });
  });

  test('a retired equation leads to a notice with reason and replacement, by each of its names', async () => {
    for (const name of [`q-${idOf('pseudoinverse#eq-5')}`, 'eq-extra']) {
      const { text, isInSight, links } = await follow(`posts/pseudoinverse/#${name}`, scripts);
      expect(isInSight).toBe(true);
      expect(text).toBe('原来的式(5) 并入目标函数 现在看 式(1)');
      expect(links).toEqual(['#eq-1']);
    }
    expect((await follow(`posts/scaled-dot-product/#q-${idOf('scaled-dot-product#eq-1')}`, scripts)).text).toBe(
      '原来的式(1) 太显然',
    );
  });

  test('a retired post leads to a notice, and so does all that it held', async () => {
    for (const name of [`q-${idOf('old#')}`, `q-${idOf('old#eq-1')}`, 'eq-1', '旧的一节']) {
      const { text, isInSight, links } = await follow(`posts/old/#${name}`, scripts);
      expect(isInSight).toBe(true);
      expect(text).toContain('现在看 《最小二乘与伪逆》');
      expect(links).toEqual(['/posts/pseudoinverse/']);
    }
  });

  test('/e/<id>/ leads to the equation, or to its notice', async () => {
    expect(await follow(`e/${idOf('pseudoinverse#eq-2')}/`, scripts)).toMatchObject({ id: 'eq-3', isInSight: true });
    expect((await follow(`e/${idOf('old#eq-1')}/`, scripts)).text).toContain('原来的式(1)');
  });
});

test('what is copied and what the number links to is permanent', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page: Page = await context.newPage();
  await page.goto(`${site.url}posts/pseudoinverse/`);
  const id = idOf('pseudoinverse#eq-2');
  expect(await page.locator('#eq-3 .eq__no').getAttribute('href')).toBe(`#q-${id}`);
  await page.locator('#eq-3 .eq__body').hover();
  await page.getByRole('button', { name: '永久链接' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.url}posts/pseudoinverse/#q-${id}`);
  await context.close();
});

test('equations.json tells permanent ids and addresses; equations that are not published have none', () => {
  const { equations } = JSON.parse(read('equations.json')) as {
    equations: { post: string; number: number; id: string | null; permanent: string | null }[];
  };
  const of = (slug: string, number: number) => equations.find((each) => each.post === slug && each.number === number);
  expect(of('pseudoinverse', 3)).toMatchObject({
    id: idOf('pseudoinverse#eq-2'),
    permanent: `https://tuidao.example/e/${idOf('pseudoinverse#eq-2')}/`,
  });
  expect(new Set(equations.map(({ id }) => id)).size).toBe(equations.length);
});

/** An equation with a name has a page of its own instead of the way to its post. */
function isFull(page: string): boolean {
  return read(`e/${page}`).includes('class="wide equation-page"');
}

test('small pages and pages of retired posts are not for search engines', () => {
  const pages = filesBelow(path.join(built.dist, 'e'));
  // One for each equation, and the page that says what they are.
  expect(pages).toHaveLength(11);
  const small = pages.filter((name) => name !== 'index.html' && !isFull(name));
  expect(small.length).toBeGreaterThan(0);
  for (const page of [...small.map((name) => `e/${name}`), 'posts/old/index.html']) {
    expect(read(page)).toContain('<meta name="robots" content="noindex"');
  }
  const sitemap = read('sitemap-0.xml');
  expect(sitemap).not.toMatch(/\/e\/[a-z0-9]/);
});

test('an anchor that is lost between source and page stops the build', async () => {
  // An id in raw HTML takes the place that a permanent id needs: the page would have it twice.
  const id = idOf('pseudoinverse#eq-1');
  fixture.edit(post, '## 问题\n', `## 问题\n\n<span id="q-${id}"></span>\n`);
  const { code, output } = await fixture.build();
  expect(code).toBe(1);
  expect(output).toContain('identifier-is-unique');
  fixture.edit(post, `\n<span id="q-${id}"></span>\n`, '');
});
