/**
 * Disks that fill up. They are small ones in memory, which only root may mount; where that is not allowed the tests are
 * skipped, and say so.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { emittedFiles } from '../../scripts/build/emitted-files.ts';
import { runNode, type Outcome } from '../../scripts/project.ts';
import { writeManifest } from '../output/manifest.ts';
import { python } from '../verify/testing.ts';
import { childEnv, filesBelow, openFixture, type Fixture } from './harness.ts';

let fixture: Fixture;
let disk: string;
beforeEach(() => {
  fixture = openFixture('good');
  disk = mkdtempSync(path.join(inject('runFolder'), 'disk-'));
});
afterEach(() => {
  spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
  fixture.remove();
});

/** Mounts a disk of so many kB. */
function mount(kilobytes: number, at: string): boolean {
  const options = ['-t', 'tmpfs', '-o', `size=${String(kilobytes)}k`, 'tmpfs', at];
  return spawnSync('mount', options).status === 0;
}

const probe = mkdtempSync(path.join(process.env['TMPDIR'] ?? '/tmp', 'tuidao-disk-'));
const canMount = process.platform === 'linux' && mount(64, probe);
if (canMount) spawnSync('umount', [probe]);
else process.stderr.write('SKIPPED: full disks. Mounting a small one needs root.\n');
rmSync(probe, { recursive: true, force: true });

const run = (script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> =>
  runNode(script, args, 'capture', childEnv({ ...fixture.env, ...env }));
const sizeOf = (folder: string): number =>
  emittedFiles(folder).reduce((sum, { bytes }) => sum + Math.ceil(bytes / 4096) * 4, 0);
/** Fills what is left up to so many kB. */
function fill(left: number): void {
  writeFileSync(path.join(disk, 'ballast'), '');
  const step = Buffer.alloc(1024);
  const chunks: Buffer[] = [];
  const room = Number(spawnSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).stdout.split('\n')[1]);
  for (let kilobyte = left; kilobyte < room; kilobyte += 1) chunks.push(step);
  writeFileSync(path.join(disk, 'ballast'), Buffer.concat(chunks));
}
const texts = (folder: string): Record<string, string> =>
  Object.fromEntries(filesBelow(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));

test.skipIf(!canMount)('a site is published on another disk; when that one is full, the last one stays', async () => {
  const built = await run('scripts/build.ts', [], {});
  expect(built.code, built.output).toBe(0);
  const wanted = writeManifest(emittedFiles(fixture.dist));
  expect(mount(Math.round(sizeOf(fixture.dist) * 2.5), disk)).toBe(true);
  const out = path.join(disk, 'dist');

  const first = await run('scripts/build.ts', [], { TUIDAO_OUT: out });
  expect(first.code, first.output).toBe(0);
  expect(writeManifest(emittedFiles(out))).toBe(wanted);

  fill(200);
  const { code, output } = await run('scripts/build.ts', [], { TUIDAO_OUT: out });
  expect(code).toBe(1);
  expect(output.trim().split('\n').at(-1)).toBe(
    `No room is left on the disk of ${out}. What was published before is as it was.`,
  );
  expect(writeManifest(emittedFiles(out))).toBe(wanted);
  expect(readdirSync(disk).sort()).toEqual(['ballast', 'dist']);
});

test.skipIf(!canMount)('a cache that has no room stops the build; with room again the site is the same', async () => {
  expect(mount(64, disk)).toBe(true);
  const cache = path.join(disk, 'cache');
  const full = await run('scripts/build.ts', [], { TUIDAO_CACHE: cache });
  expect(full.code).toBe(1);
  expect(full.output.trim().split('\n').at(-1)).toContain(`No room is left on the disk of ${cache}.`);
  expect(existsSync(fixture.dist)).toBe(false);

  expect(spawnSync('mount', ['-o', 'remount,size=64m', disk]).status).toBe(0);
  const again = await run('scripts/build.ts', [], { TUIDAO_CACHE: cache });
  expect(again.code, again.output).toBe(0);
  const cold = await run('scripts/build.ts', [], { TUIDAO_OUT: `${fixture.dist}2` });
  expect(cold.code, cold.output).toBe(0);
  expect(writeManifest(emittedFiles(fixture.dist))).toBe(writeManifest(emittedFiles(`${fixture.dist}2`)));
});

test.skipIf(!canMount)('an import that finds no room says so, keeps whole files only, and goes on later', async () => {
  const folder = path.join(fixture.content, 'posts');
  const whole = path.join(fixture.content, '../whole');
  expect((await run('scripts/import.ts', [folder, '--out', whole], {})).code).not.toBe(2);
  const wanted = texts(whole);
  expect(mount(24, disk)).toBe(true);
  const out = path.join(disk, 'new');
  const { code, output } = await run('scripts/import.ts', [folder, '--out', out], {});
  expect(code).toBe(2);
  expect(output.trim()).toBe('导入停下了：磁盘满了。已写的文件都是完整的。');
  const left = texts(out);
  expect(Object.keys(left).length).toBeLessThan(Object.keys(wanted).length);
  for (const [file, text] of Object.entries(left)) expect(text, file).toBe(wanted[file]);

  expect(spawnSync('mount', ['-o', 'remount,size=64m', disk]).status).toBe(0);
  await run('scripts/import.ts', [folder, '--out', out], {});
  expect(texts(out)).toEqual(wanted);
});

const post = (tag: string): string =>
  `---\ntitle: 样本\ndescription: 一篇短文。\ntopic: matrices\ncreated: "2026-01-01"\nupdated: "2026-01-01"\nstatus: draft\n---\n
$$
(a+b)^2 = a^2 + 2 a b + b^2 \\tag{${tag}}
$$

${'说明。'.repeat(3000)}
`;
const check = `# %% id=square
a, b = rng.normal(), rng.normal()
check.tex(1, {"a": a, "b": b})
`;

test.skipIf(!canMount)('renumbering without room changes nothing', async () => {
  expect(mount(256, disk)).toBe(true);
  const content = path.join(disk, 'content');
  mkdirSync(path.join(content, 'posts/matrices'), { recursive: true });
  cpSync(path.join(fixture.content, 'topics.yaml'), path.join(content, 'topics.yaml'));
  writeFileSync(path.join(content, 'posts/matrices/square.md'), post('new'));
  fill(8);
  const before = texts(content);
  const { code, output } = await run('scripts/renumber.ts', ['--write'], { TUIDAO_CONTENT: content });
  expect(code).toBe(2);
  expect(output).toContain('ENOSPC');
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(texts(content)).toEqual(before);
});

test.skipIf(!canMount || python === undefined)('a record without room for it stays as it was', async () => {
  expect(mount(256, disk)).toBe(true);
  const content = path.join(disk, 'content');
  mkdirSync(path.join(content, 'posts/matrices'), { recursive: true });
  writeFileSync(path.join(content, 'posts/matrices/square.md'), post('1'));
  writeFileSync(path.join(content, 'posts/matrices/square.check.py'), check);
  const env = { TUIDAO_CONTENT: content, TUIDAO_PYTHON: python?.executable };
  expect((await run('scripts/verify.ts', ['--update'], env)).code).toBe(0);
  const before = texts(content);
  expect(Object.keys(before)).toContain('records/square.json');
  writeFileSync(path.join(content, 'posts/matrices/square.check.py'), `${check}# 改过\n`);
  fill(0);
  const { code, output } = await run('scripts/verify.ts', ['--update'], env);
  expect(code).toBe(2);
  expect(output.trim().split('\n').at(-1)).toMatch(/^执行没有完成：ENOSPC/);
  expect(texts(content)['records/square.json']).toBe(before['records/square.json']);
  expect(readdirSync(content).sort()).toEqual(['posts', 'records']);
});
