import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { scanHtml } from '../output/scan-html.ts';
import { secondOpinion } from '../../scripts/ci/second-opinion.ts';
import { crawl } from './crawl.ts';
import { type BuiltSite, type Fixture, filesBelow, openFixture, serveFolder, siteUnderTest } from './harness.ts';

test('every link of the real site leads somewhere, and to a place that exists', async () => {
  const site = await siteUnderTest();
  const facts = filesBelow(site.dist)
    .filter((file) => file.endsWith('index.html'))
    .map((file) => scanHtml(file, readFileSync(path.join(site.dist, file), 'utf8')));
  const pages = facts.filter(({ path: file }) => !isForOldLinks(site.dist, file));
  const second = await secondOpinion(site.url);
  expect(second.broken).toEqual([]);
  expect(second.links).toBeGreaterThan(100);
  const { pages: read, broken } = await crawl(site.url);
  await site.close();
  expect(broken).toEqual([]);
  // Permanent links lead on to a place that exists.
  const ids = new Map(facts.map((page) => [`/${page.path.replace(/index\.html$/, '')}`, page.ids.map(({ id }) => id)]));
  const lost = facts.filter(({ redirect }) => {
    const [target = '', id = ''] = (redirect ?? '').split('#');
    return redirect !== undefined && ids.get(target)?.includes(id) !== true;
  });
  expect(lost.map((page) => page.path)).toEqual([]);
  // Every page can be reached from the first one.
  expect(read.filter((page) => page.endsWith('/'))).toHaveLength(pages.length);
});

/** Pages that nothing on the site links to: permanent links, and posts that were retired. */
function isForOldLinks(dist: string, file: string): boolean {
  return readFileSync(path.join(dist, file), 'utf8').includes('<meta name="robots" content="noindex"');
}

test('the crawler sees a dead link, a missing place, a forgotten slash and a way out of the base', async () => {
  const folder = mkdtempSync(path.join(inject('runFolder'), 'crawl-'));
  mkdirSync(path.join(folder, 'a'));
  writeFileSync(path.join(folder, 'a/index.html'), '<p id="here"></p>');
  writeFileSync(path.join(folder, '404.html'), '');
  const links = ['/repo/a/', '/repo/a/#here', '/repo/a/#gone', '/repo/a', '/repo/b/', '/a/', 'https://example.org/'];
  writeFileSync(path.join(folder, 'index.html'), links.map((link) => `<a href="${link}">x</a>`).join(''));
  const site = await serveFolder(folder, '/repo/');
  const { broken } = await crawl(site.url);
  const second = await secondOpinion(site.url);
  await site.close();
  // linkinator agrees on what is missing; a forgotten slash and the way out it does not call broken.
  expect(second.broken.map((line) => line.slice(line.indexOf('→ ') + 2).replace(site.url, ''))).toEqual(
    expect.arrayContaining(['a/#gone', 'b/']),
  );
  const short = broken.filter((line) => line.includes('→')).map((line) => line.replace(site.url, ''));
  expect(short).toEqual([
    ' → /a/: leads out of the site',
    ' → /repo/a/#gone: no such place',
    ' → /repo/a: 301',
    ' → /repo/b/: 404',
  ]);
});

describe('below a base path', () => {
  let fixture: Fixture;
  let site: BuiltSite;
  beforeAll(async () => {
    fixture = openFixture('good');
    const { code, output, dist } = await fixture.build({ base: '/repo/' });
    expect(code, output).toBe(0);
    site = await serveFolder(dist, '/repo/');
  });
  afterAll(async () => {
    await site.close();
    fixture.remove();
  });
  const emitted = (file: string): string => readFileSync(path.join(fixture.dist, file), 'utf8');

  test('every link leads somewhere, none out of the site', async () => {
    const { broken, pages } = await crawl(site.url, [`${site.url}404.html`]);
    expect(broken).toEqual([]);
    expect(pages.length).toBeGreaterThan(10);
  });

  test('feeds and data name addresses below it', () => {
    for (const file of ['rss.xml', 'sitemap-0.xml', 'equations.json', 'robots.txt']) {
      const addresses = emitted(file).match(/https:\/\/tuidao\.example[^\s"<]*/g) ?? [];
      expect(
        addresses.filter((address) => !address.startsWith('https://tuidao.example/repo/')),
        file,
      ).toEqual([]);
    }
    expect(emitted('rss.xml')).toContain('/repo/posts/pseudoinverse/');
  });

  test('references between posts stay right', () => {
    expect(emitted('posts/scaled-dot-product/index.html')).toContain('href="/repo/posts/pseudoinverse/#eq-3"');
    expect(emitted('posts/linear-attention/index.html')).toContain('href="/repo/posts/scaled-dot-product/#eq-1"');
  });
});
