/** `npm run new-site`: what it leaves passes its own check, builds, and says nothing of this site. */
import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { astro, root, runNode } from '../../scripts/project.ts';
import { childEnv, filesBelow } from './harness.ts';

const newSite = (...args: string[]) => runNode('scripts/new-site.ts', args, 'capture', childEnv({}));

describe.each(['zh-CN', 'en'])('a site in %s', (language) => {
  let site: string;
  beforeAll(async () => {
    site = path.join(mkdtempSync(path.join(inject('runFolder'), 'new-')), 'my-notes');
    const { code, output } = await newSite(
      site,
      ...['--language', language, '--title', "Ann's notes", '--origin', 'https://ann.example/', '--base', 'notes'],
    );
    expect(code, output).toBe(0);
    symlinkSync(path.join(root, 'node_modules'), path.join(site, 'node_modules'), 'junction');
  });

  test('passes its check and builds, with its own name and addresses', async () => {
    const checked = await runNode(
      path.relative(root, path.join(site, 'scripts/check.ts')),
      [],
      'capture',
      childEnv({}),
      site,
    );
    expect(checked.code, checked.output).toBe(0);
    const built = await runNode(astro, ['build'], 'capture', childEnv({}), site);
    expect(built.code, built.output).toBe(0);
    const home = readFileSync(path.join(site, 'dist/index.html'), 'utf8');
    expect(home).toContain(`<html lang="${language}"`);
    expect(home).toContain('Ann&#39;s notes');
    expect(home).toContain('https://ann.example/notes/');
    expect(existsSync(path.join(site, 'dist/posts/quadratic-minimum/index.html'))).toBe(true);
  });

  test('has no test, no post and no address of this site', () => {
    const files = filesBelow(site).filter((file) => !/^(?:dist|node_modules|\.astro)\//.test(file));
    expect(files.filter((file) => /\.test\.ts$|__fixtures__|^src\/e2e\//.test(file))).toEqual([]);
    expect(files.filter((file) => file.startsWith('content/posts/'))).toEqual([
      'content/posts/basics/quadratic-minimum.md',
    ]);
    const config = readFileSync(path.join(site, 'src/site.config.ts'), 'utf8');
    expect(config).not.toContain('tuidao.example');
    expect(readFileSync(path.join(site, '.github/ISSUE_TEMPLATE/config.yml'), 'utf8')).not.toContain('tuidao/tuidao');
  });
});

test('a folder that exists is left alone', async () => {
  const folder = mkdtempSync(path.join(inject('runFolder'), 'taken-'));
  writeFileSync(path.join(folder, 'mine'), 'x');
  const { code, output } = await newSite(folder);
  expect([code, output]).toEqual([1, `${folder} exists already; name a folder that does not.\n`]);
  expect(filesBelow(folder)).toEqual(['mine']);
});

test.each([
  [[], /Name one folder/],
  [['x', '--language', 'fr'], /zh-CN or en/],
])('wrong usage is one line: %j', async (args, message) => {
  const { code, output } = await newSite(...args);
  expect(code).toBe(2);
  expect(output.trim()).toMatch(message);
  expect(output.trim().split('\n')).toHaveLength(1);
});
