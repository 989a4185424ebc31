/**
 * Commands that write into the content, killed at moments of a fixed sequence (`TUIDAO_KILLS`: how many). What stands there
 * afterwards is old or new, never half; run again, the command leaves the same bytes as one that was not disturbed.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { root, runNode, type Outcome } from '../../scripts/project.ts';
import { python, withPython } from '../verify/testing.ts';
import { childEnv, filesBelow } from './harness.ts';

let folder: string;
let content: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(inject('runFolder'), 'kills-'));
  content = path.join(folder, 'content');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const env = (): NodeJS.ProcessEnv =>
  childEnv({ TUIDAO_CONTENT: content, ...(python === undefined ? {} : { TUIDAO_PYTHON: python.executable }) });
const run = (script: string, args: readonly string[]): Promise<Outcome> => runNode(script, args, 'capture', env());

type Bytes = ReadonlyMap<string, string>;
const bytes = (): Bytes =>
  new Map(filesBelow(content).map((file) => [file, readFileSync(path.join(content, file), 'utf8')]));

function reset(files: Bytes): void {
  rmSync(content, { recursive: true, force: true });
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
    writeFileSync(path.join(content, file), text);
  }
}

async function kill(script: string, args: readonly string[], after: number | 'writing'): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    env: env(),
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<boolean>((resolve) => child.once('close', (_, signal) => resolve(signal !== null)));
  if (after === 'writing') awaitJournal(child.pid ?? 0);
  else await sleep(after);
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  return ended;
}

/** Returns in the midst of the renames. They take a millisecond: nothing but looking again and again meets it. */
function awaitJournal(pid: number): void {
  const journal = path.join(content, `.unfinished-${String(pid)}`, 'journal.json');
  const end = performance.now() + 30_000;
  while (!existsSync(journal) && performance.now() < end);
}

/** Runs once undisturbed, then is killed and run again, so many times. `from`: the first share of a run that is of interest. */
async function survives(script: string, args: readonly string[], start: Bytes, kills: number, from: number) {
  reset(start);
  const began = performance.now();
  const clean = await run(script, args);
  const length = performance.now() - began;
  expect(clean.code, clean.output).toBe(0);
  const wanted = bytes();
  expect(wanted).not.toEqual(start);
  let killed = 0;
  let between = 0;
  for (let moment = 1; moment <= kills; moment += 1) {
    reset(start);
    const share = from + (1 - from) * ((moment * 0.618_033_988_75) % 1);
    // Writing is short: every third time it is waited for.
    if (await kill(script, args, moment % 3 === 0 ? 'writing' : length * share)) killed += 1;
    // Folders of a process that was killed do not count: nobody reads them.
    const left = bytes();
    for (const [file, text] of left)
      if (!file.startsWith('.unfinished-'))
        expect([start.get(file), wanted.get(file)], `${file}, killed at ${share.toFixed(2)}`).toContain(text);
    const changed = [...wanted.keys()].filter((file) => wanted.get(file) !== start.get(file));
    const done = changed.filter((file) => left.get(file) === wanted.get(file)).length;
    if (done > 0 && done < changed.length) between += 1;
    const again = await run(script, args);
    expect(again.code, again.output).toBe(0);
    expect(bytes(), `run again after a kill at ${share.toFixed(2)}`).toEqual(wanted);
  }
  expect(killed).toBeGreaterThan(0);
  return between;
}

const kills = Number(process.env['TUIDAO_KILLS'] ?? 0);
const renumbers = Math.max(kills, 7);
const updates = Math.max(kills, 6);

const head = (title: string): string =>
  `---\ntitle: ${title}\ndescription: 一篇短文。\ntopic: matrices\ncreated: "2026-01-01"\nupdated: "2026-01-01"\nstatus: draft\n---\n`;
const square = `${head('样本')}
$$
(a+b)^2 = a^2 + 2 a b + b^2 \\tag{1}
$$
`;
const squareCheck = `# %% id=square
a, b = rng.normal(), rng.normal()
check.tex(1, {"a": a, "b": b})
`;

/** Posts of which each refers to the next, so that a run has many files to write. */
const chainLength = 120;

function chain(): Bytes {
  cpSync(path.join(import.meta.dirname, 'fixtures/good'), content, { recursive: true });
  rmSync(path.join(content, 'posts'), { recursive: true });
  const files = new Map(bytes());
  for (let place = 0; place < chainLength; place += 1)
    files.set(
      `posts/matrices/p-${String(place)}.md`,
      `${head(`第 ${String(place)} 篇`)}
$$
a = b \\tag{new}
$$

$$
(a+b)^2 = a^2 + 2 a b + b^2 \\tag{1}
$$

由式(1)与 [](./p-${String((place + 1) % chainLength)}.md#eq-1) 可知。
`,
    );
  return files;
}

test(`renumber --write, killed at ${String(renumbers)} moments`, { timeout: renumbers * 30_000 }, async () => {
  const between = await survives('scripts/renumber.ts', ['--write'], chain(), renumbers, 0.5);
  // Else it would not be seen that the journal is of use.
  if (process.platform === 'linux') expect(between).toBeGreaterThan(0);
});

withPython(
  `verify --update, killed at ${String(updates)} moments`,
  async () => {
    const files = ['square', 'again', 'third'].flatMap((slug): [string, string][] => [
      [`posts/matrices/${slug}.md`, square],
      [`posts/matrices/${slug}.check.py`, squareCheck],
    ]);
    await survives('scripts/verify.ts', ['--update'], new Map(files), updates, 0);
  },
  updates * 60_000,
);
