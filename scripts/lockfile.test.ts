import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './project.ts';
import { isNewEnough } from './setup/node.mjs';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Record<string, string>;
}

interface Lock {
  readonly packages: Record<string, Locked>;
}

const read = <Type>(file: string): Type => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Type;
const lockText = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(lockText) as Lock;

const copiesOf = (name: string): string[] =>
  Object.keys(packages).filter((folder) => folder.endsWith(`node_modules/${name}`));

test.each([
  // Older ones have published advisories (Astro) or lose Chinese pages (Pagefind).
  ['astro', '7.2.8'],
  ['pagefind', '1.6.0'],
])('%s is at least %s', (name, floor) => {
  expect(copiesOf(name)).toEqual([`node_modules/${name}`]);
  expect(isNewEnough(packages[`node_modules/${name}`]!.version!, floor)).toBe(true);
});

test('there is one KaTeX: two would disagree about class names', () => {
  expect(copiesOf('katex')).toEqual(['node_modules/katex']);
});

test('the KaTeX that renders is the one whose stylesheet is served', () => {
  const locked = packages['node_modules/katex']!.version;
  expect(read<{ version: string }>('node_modules/katex/package.json').version).toBe(locked);
  expect(existsSync(path.join(root, 'node_modules/rehype-katex/node_modules/katex'))).toBe(false);
  const css = readFileSync(path.join(root, 'node_modules/katex/dist/katex.css'), 'utf8');
  expect(/\.katex-version::after\s*\{\s*content: "([\d.]+)"/.exec(css)?.[1]).toBe(locked);
});

test('the lockfile names no address, so that it works with any registry', () => {
  expect(lockText).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});

test('the lockfile holds the binaries of every platform: `npm ci` refuses it otherwise', () => {
  const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, range]) => !isLocked(folder, name, range))
      .map(([name]) => name),
  );
  expect(missing).toEqual([]);
});

/** As Node looks it up: beside the package, then in each folder above. */
function isLocked(folder: string, name: string, range: string): boolean {
  const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
  if (found) return found.version === range || !/^\d/.test(range);
  return folder !== '' && isLocked(folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))), name, range);
}

test('every dependency is pinned to one version', () => {
  const manifest = read<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json');
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
});
