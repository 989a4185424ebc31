import { expect, test } from 'vitest';
import { compareWithManifest, manifestName, writeManifest, type EmittedFile } from './manifest.ts';

const file = (path: string, sha256 = 'a'): EmittedFile => ({ path, bytes: 1, sha256 });
const site = [file('b.css'), file('index.html'), file('a/index.html')];

test('the order of files does not matter, the manifest itself does not count', () => {
  expect(writeManifest([...site].reverse())).toBe(writeManifest([...site, file(manifestName)]));
  expect(JSON.parse(writeManifest(site))).toMatchObject({ pages: 2 });
});

test('a whole site agrees with its manifest', () => {
  expect(compareWithManifest(writeManifest(site), [...site, file(manifestName)])).toEqual([]);
});

test.each([
  ['a lost file', [site[0]!, site[1]!], 'a/index.html 在清单里，文件却不在了。'],
  ['a changed file', [...site.slice(1), file('b.css', 'x')], 'b.css 与清单里的内容不同。'],
  ['a foreign file', [...site, file('c.js')], 'c.js 不在清单里。'],
])('%s is named', (_, files, message) => {
  expect(compareWithManifest(writeManifest(site), files)).toEqual([message]);
});

test('a folder without a manifest is an unfinished build', () => {
  expect(compareWithManifest(undefined, site)[0]).toContain('没有走完');
});
