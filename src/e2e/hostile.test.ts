/** Posts of strangers: what they contain is refused or harmless, with the policy of the pages and without it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { stringify } from 'yaml';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostHeaders } from './host-headers.ts';
import { runNode } from '../../scripts/project.ts';
import { serve } from '../../scripts/preview/static-server.ts';
import type { Finding } from '../equations/types.ts';
import { walk } from '../markdown/hast.ts';
import { themeScript } from '../layouts/theme-script.ts';
import { contentSecurityPolicy } from '../site/security-policy.ts';
import { siteConfig } from '../site.config.ts';
import { childEnv, launchBrowser, openFixture, type BuiltSite, type Fixture } from './harness.ts';
import { markdownPayloads, metadataPayloads, queryPayloads, slugPayloads, texPayloads } from './hostile-payloads.ts';

let fixture: Fixture;
let browser: Browser;
let refused: readonly Finding[];
let published: readonly string[];
let refusedSlugs: readonly string[];

const frontMatter = (fields: object = {}): string =>
  `---\n${stringify({ title: '来路不明', description: '一篇别人的文章。', topic: 'matrices', created: '2026-11-24', updated: '2026-11-24', status: 'draft', ...fields })}---\n\n`;
const display = '\n\n$$\nx = y \\tag{1}\n$$\n';

beforeAll(async () => {
  fixture = openFixture('reading');
  browser = await launchBrowser();
  const folder = path.join(fixture.content, 'posts/matrices');
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, `${name}.md`), text);
  markdownPayloads.forEach((payload, n) => write(`evil-markdown-${String(n)}`, `${frontMatter()}${payload}${display}`));
  texPayloads.forEach((payload, n) => write(`evil-tex-${String(n)}`, `${frontMatter()}设 $${payload}$。${display}`));
  metadataPayloads.forEach((payload, n) =>
    write(`evil-meta-${String(n)}`, `${frontMatter({ title: payload, description: payload })}字。${display}`),
  );
  slugPayloads.forEach((payload) => write(payload, `${frontMatter()}字。${display}`));
  await importHostile();
  refused = await findings();
  refusedSlugs = slugPayloads.filter((slug) => refused.some(({ file }) => file.includes(slug)));
  for (const file of new Set(refused.map(({ file }) => path.basename(file))))
    rmSync(path.join(folder, file), { force: true });
  const { code, output } = await fixture.build();
  expect(code, output).toBe(0);
  // Beside the folder of each page lies its source, which is served as text.
  published = readdirSync(path.join(fixture.dist, 'posts')).filter((name) => !name.endsWith('.md'));
});

afterAll(async () => {
  await browser?.close();
  fixture.remove();
});

/** The same bodies through the importer, which has to write posts that pass the check or none. */
async function importHostile(): Promise<void> {
  const source = path.join(path.dirname(fixture.content), 'strangers');
  mkdirSync(source);
  markdownPayloads.forEach((payload, n) =>
    writeFileSync(path.join(source, `imported-${String(n)}.md`), `# 外来的文章 ${String(n)}\n\n${payload}${display}`),
  );
  const { code, output } = await runNode(
    'scripts/import.ts',
    [source, '--out', fixture.content],
    'capture',
    childEnv(fixture.env),
  );
  expect([0, 1], output).toContain(code);
}

async function findings(): Promise<Finding[]> {
  const { output } = await fixture.check('--format', 'json');
  const report = JSON.parse(output.slice(output.indexOf('{'))) as { findings: Finding[] };
  return report.findings.filter(({ severity }) => severity === 'error');
}

test('what the check refuses it names, with what to do', () => {
  expect(refusedSlugs).toEqual(slugPayloads);
  for (const { message, hint } of refused) expect([message, hint]).not.toContain('');
  const wanted = [markdownPayloads, texPayloads, metadataPayloads].flat().length;
  expect(wanted).toBeGreaterThanOrEqual(60);
  const named = (prefix: string): Set<string> =>
    new Set([
      ...published.filter((slug) => slug.startsWith(prefix)),
      ...refused.flatMap(({ file }) => (path.basename(file).startsWith(prefix) ? [path.basename(file, '.md')] : [])),
    ]);
  expect(named('evil-').size).toBe(wanted);
  // Most bodies are cleaned and shown rather than refused: the test would say nothing if none were published.
  expect(published.filter((slug) => slug.startsWith('evil-markdown')).length).toBeGreaterThan(30);
  expect(published.filter((slug) => slug.startsWith('post-')).length).toBeGreaterThan(20);
});

test('no emitted page holds an event handler, a script of an author or a dangerous address', () => {
  let inline = 0;
  for (const slug of published) {
    const tree = fromHtml(readFileSync(path.join(fixture.dist, 'posts', slug, 'index.html'), 'utf8'));
    const found: string[] = [];
    walk(tree, ({ tagName, properties }) => {
      if (/^(?:iframe|object|embed|base|frame|svg:script)$/.test(tagName)) found.push(tagName);
      if (tagName === 'script' && properties.src === undefined && properties.type !== 'application/json') inline += 1;
      for (const [name, value] of Object.entries(properties)) {
        if (/^on|^srcDoc$|^formAction$/i.test(name)) found.push(`${tagName} ${name}`);
        if (
          /^(?:href|src|action|xLinkHref)$/.test(name) &&
          /^\s*(?:javascript|vbscript|data:text)/i.test(String(value))
        )
          found.push(`${tagName} ${name}=${String(value)}`);
      }
      return undefined;
    });
    expect(found, slug).toEqual([]);
  }
  // The script of the theme, once a page.
  expect(inline).toBe(published.length);
});

describe.each([
  ['no policy at all', { bypassCSP: true, headers: false }],
  ['the policy in page and headers', { bypassCSP: false, headers: true }],
])('%s', (_, { bypassCSP, headers }) => {
  let site: BuiltSite;
  beforeAll(async () => {
    const server = await serve({
      folder: fixture.dist,
      base: '/',
      host: '127.0.0.1',
      port: 0,
      more: 0,
      ...(headers ? { headers: hostHeaders(fixture.dist) } : {}),
    });
    site = { dist: fixture.dist, ...server };
  });
  afterAll(() => site.close());

  test('nothing runs', { timeout: 240_000 }, async () => {
    const ran: string[] = [];
    const context = await browser.newContext({
      bypassCSP,
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      ran.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const pages = [
      // Imported ones are the same bodies once more: where no policy protects them is enough.
      ...published.filter((slug) => bypassCSP || !slug.startsWith('post-')).map((slug) => `posts/${slug}/`),
      ...['', 'topics/matrices/', 'equations/', 'results/', 'notation/', 'coverage/'],
      ...queryPayloads.map((query) => `search/?q=${encodeURIComponent(query)}`),
    ];
    for (const address of pages) {
      await page.goto(site.url + address);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll<HTMLElement>('main *')) {
          for (const type of ['mouseover', 'mouseenter', 'focusin', 'toggle', 'pointerdown'])
            each.dispatchEvent(new Event(type, { bubbles: true }));
        }
      });
      if (address.startsWith('search/')) await page.waitForTimeout(400);
      if (await page.evaluate(() => '__evil' in window)) ran.push(address);
    }
    await context.close();
    expect(ran).toEqual([]);
  });
});

test('the policy stops nothing that a page needs: formulas, fonts, theme, tools, previews, search', async () => {
  const server = await serve({
    folder: fixture.dist,
    base: '/',
    host: '127.0.0.1',
    port: 0,
    more: 0,
    headers: hostHeaders(fixture.dist),
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const stopped: string[] = [];
  await page.exposeFunction('tell', (what: string) => stopped.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      (window as unknown as { tell(what: string): void }).tell(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  await page.goto(`${server.url}posts/penrose/#eq-4`);
  expect(
    await page
      .locator('.katex-strut')
      .first()
      .evaluate((strut) => strut.getBoundingClientRect().height),
  ).toBeGreaterThan(5);
  await page.hover('#eq-4 .eq__body');
  await page.locator('#eq-4 [data-more]').click();
  await page.locator('#eq-4 .uses').waitFor();
  await page.locator('main a.ref').first().hover();
  await page.locator('.peek').waitFor();
  await page.locator('.bar__theme').click();
  await page.goto(`${server.url}search/?q=${encodeURIComponent('伪逆')}`);
  await page.locator('[role="option"]').first().waitFor();
  await context.close();
  await server.close();
  expect(stopped).toEqual([]);
});

test('a page in which a script was smuggled does not run it under the policy, and does without', async () => {
  const folder = path.join(fixture.dist, 'smuggled');
  mkdirSync(folder);
  const html = readFileSync(path.join(fixture.dist, 'index.html'), 'utf8');
  writeFileSync(
    path.join(folder, 'index.html'),
    html.replace('</main>', '<img src=data:,x onerror="window.__evil=1"><script>window.__evil=1</script></main>'),
  );
  const server = await serve({ folder: fixture.dist, base: '/', host: '127.0.0.1', port: 0, more: 0 });
  const ran: boolean[] = [];
  for (const bypassCSP of [false, true]) {
    const context = await browser.newContext({ bypassCSP });
    const page = await context.newPage();
    await page.goto(`${server.url}smuggled/`);
    ran.push(await page.evaluate(() => '__evil' in window));
    await context.close();
  }
  await server.close();
  rmSync(folder, { recursive: true });
  expect(ran).toEqual([false, true]);
});

test('`_headers` sends the policy of the pages, and forbids frames', async () => {
  const headers = hostHeaders(fixture.dist);
  const policy = await contentSecurityPolicy({
    scripts: [themeScript],
    imageOrigins: siteConfig.imageOrigins,
    framing: true,
  });
  expect(headers['content-security-policy']).toBe(policy);
  expect(headers['x-content-type-options']).toBe('nosniff');
});
