/**
 * Builds that are killed, fail, meet a damaged cache or another build. `TUIDAO_KILLS` sets how many moments of a build are
 * tried (nightly: more); the moments come from a fixed sequence.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emittedFiles } from '../../scripts/build/emitted-files.ts';
import { root, runNode, type Outcome } from '../../scripts/project.ts';
import { compareWithManifest, manifestName, writeManifest } from '../output/manifest.ts';
import { childEnv, filesBelow, openFixture, type Fixture } from './harness.ts';

const kills = Number(process.env['TUIDAO_KILLS'] ?? 3);

let fixture: Fixture;
/** Manifest of the site as it has to be. */
let wanted: string;
/** How long a build takes here, in ms. */
let length: number;

const build = (): Promise<Outcome> => runNode('scripts/build.ts', [], 'capture', childEnv(fixture.env));
const manifest = (): string => writeManifest(emittedFiles(fixture.dist));
const beside = (): string[] => readdirSync(path.dirname(fixture.dist)).filter((name) => name.startsWith('dist'));

beforeAll(async () => {
  fixture = openFixture('good');
  const start = performance.now();
  const { code, output } = await build();
  length = performance.now() - start;
  expect(code, output).toBe(0);
  wanted = manifest();
});

afterAll(() => fixture.remove());

test('a finished build has a manifest that names every file', () => {
  const text = readFileSync(path.join(fixture.dist, manifestName), 'utf8');
  expect(text).toBe(wanted);
  expect(compareWithManifest(text, emittedFiles(fixture.dist))).toEqual([]);
  expect(filesBelow(fixture.dist).filter((file) => file.endsWith('.mjs'))).toEqual([]);
});

test(
  `killed at ${String(kills)} moments, the published site stays whole and the next build is the same to the byte`,
  { timeout: kills * 60_000 },
  async () => {
    for (let moment = 1; moment <= kills; moment += 1) {
      // A cold cache every second time, so that a kill also meets entries that are being written.
      if (moment % 2 === 0) rmSync(fixture.cache, { recursive: true, force: true });
      // The golden ratio spreads the moments over the build, never twice at the same.
      const share = (moment * 0.618_033_988_75) % 1;
      await killedBuild(length * share);
      expect(manifest(), `after a kill at ${share.toFixed(2)}`).toBe(wanted);
      const { code, output } = await build();
      expect(code, output).toBe(0);
      expect(manifest(), `built again after a kill at ${share.toFixed(2)}`).toBe(wanted);
      expect(beside()).toEqual(['dist']);
    }
  },
);

async function killedBuild(after: number): Promise<void> {
  const child = spawn(process.execPath, [path.join(root, 'scripts/build.ts')], {
    cwd: root,
    env: childEnv(fixture.env),
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await sleep(after);
  // The whole group: as when a machine stops.
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  await ended;
}

test('a failing build leaves the last good site', async () => {
  const post = path.join(fixture.content, 'posts/matrices/pseudoinverse.md');
  const text = readFileSync(post, 'utf8');
  writeFileSync(post, text.replace('\\tag{2}', '\\tag{7}'));
  expect((await build()).code).toBe(1);
  writeFileSync(post, text);
  expect(manifest()).toBe(wanted);
  expect(beside()).toEqual(['dist']);
});

test('truncated and poisoned cache entries are not served', async () => {
  const entries = filesBelow(fixture.cache).filter((file) => file.endsWith('.json'));
  expect(entries.length).toBeGreaterThan(3);
  for (const [place, file] of entries.entries()) {
    const entry = path.join(fixture.cache, file);
    const text = readFileSync(entry, 'utf8');
    writeFileSync(entry, place % 2 === 0 ? text.slice(0, text.length / 2) : text.replace(/[一-龥]/, '毒'));
  }
  const { code, output } = await build();
  expect(code, output).toBe(0);
  expect(manifest()).toBe(wanted);
});

test('two builds at once wait for each other, and both are right', async () => {
  const other = openFixture('good');
  const both = await Promise.all([build(), runNode('scripts/build.ts', [], 'capture', childEnv(other.env))]);
  expect(
    both.map(({ code }) => code),
    both.map(({ output }) => output).join('\n'),
  ).toEqual([0, 0]);
  expect(both.filter(({ output }) => output.includes('Another build runs here'))).toHaveLength(1);
  expect(manifest()).toBe(wanted);
  expect(writeManifest(emittedFiles(other.dist))).toBe(wanted);
  other.remove();
});

test('where nothing can be written it says so and leaves no half site', async () => {
  const file = path.join(path.dirname(fixture.content), 'a-file');
  writeFileSync(file, '');
  const { code } = await runNode(
    'scripts/build.ts',
    [],
    'capture',
    childEnv({ ...fixture.env, TUIDAO_OUT: path.join(file, 'dist') }),
  );
  expect(code).not.toBe(0);
  expect(existsSync(path.join(file, 'dist'))).toBe(false);
});

test('leftovers of a killed build are taken away, and a site between its two renames is put back', async () => {
  const gone = 2 ** 22 + 1;
  mkdirSync(`${fixture.dist}.unfinished-${String(gone)}`);
  cpSync(fixture.dist, `${fixture.dist}.previous-${String(gone)}`, { recursive: true });
  rmSync(fixture.dist, { recursive: true });
  const post = path.join(fixture.content, 'posts/matrices/pseudoinverse.md');
  const text = readFileSync(post, 'utf8');
  writeFileSync(post, text.replace('\\tag{2}', '\\tag{7}'));
  expect((await build()).code).toBe(1);
  writeFileSync(post, text);
  expect(manifest()).toBe(wanted);
  expect(beside()).toEqual(['dist']);
});
