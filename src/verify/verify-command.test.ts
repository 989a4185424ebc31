import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { python, withPython } from './testing.ts';

let content: string;
beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'tuidao-content-'));
  mkdirSync(join(content, 'posts', 'matrices'), { recursive: true });
});
afterEach(() => {
  rmSync(content, { recursive: true, force: true });
});

const post = `---
title: 样本
description: 一篇短文。
topic: matrices
created: "2026-01-01"
updated: "2026-01-01"
status: draft
---

$$
(a+b)^2 = a^2 + 2 a b + b^2 \\tag{1}
$$
`;
const check = `# %% id=square
a, b = rng.normal(), rng.normal()
check.tex(1, {"a": a, "b": b})
print(f"{(a + b) ** 2 - a**2 - b**2 - 2 * a * b:.3f}".replace("-", ""))
`;

function write(slug: string, markdown: string, checkFile: string): void {
  writeFileSync(join(content, 'posts', 'matrices', `${slug}.md`), markdown);
  writeFileSync(join(content, 'posts', 'matrices', `${slug}.check.py`), checkFile);
}

function start(
  args: readonly string[],
  interpreter = python?.executable,
): {
  child: ChildProcess;
  done: Promise<{ code: number | null; output: string }>;
} {
  const env = { ...process.env, TUIDAO_CONTENT: content, TUIDAO_PYTHON: interpreter };
  const child = spawn(process.execPath, ['scripts/verify.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const done = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });
  return { child, done };
}

const run = (...args: string[]): Promise<{ code: number | null; output: string }> => start(args).done;
const record = (slug: string): string => join(content, 'records', `${slug}.json`);

test('where the interpreter has no numpy it says so, and does nothing', async () => {
  write('square', post, check);
  const { code, output } = await start(['--update'], '/bin/false').done;
  expect(code).toBe(2);
  expect(output).toContain('TUIDAO_PYTHON=/bin/false 不是带 numpy 的 Python');
  expect(existsSync(join(content, 'records'))).toBe(false);
});

withPython('without a record it fails, --update writes one, and then it agrees', async () => {
  write('square', post, check);
  const first = await run();
  expect(first.code).toBe(1);
  expect(first.output).toContain('还没有记录');
  expect(existsSync(record('square'))).toBe(false);
  const second = await run('--update');
  expect(second.code, second.output).toBe(0);
  const bytes = readFileSync(record('square'), 'utf8');
  expect(JSON.parse(bytes)).toMatchObject({ post: 'square', seeds: 3, cells: [{ id: 'square', output: '0.000\n' }] });
  expect(await run()).toMatchObject({ code: 0 });
  await run('--update');
  expect(readFileSync(record('square'), 'utf8')).toBe(bytes);
});

withPython('a changed formula is false, and a changed output differs from the record', async () => {
  write('square', post, check);
  await run('--update');
  write('square', post.replace('2 a b', 'a b'), check);
  const wrong = await run();
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('式(1) 第 1 个关系 = 不成立');
  write('square', post, check.replace('.3f', '.4f'));
  const different = await run('square');
  expect(different.output).toContain('单元 square 或它前面的代码改过');
  expect(different.code).toBe(1);
});

withPython('a formula that fails is recorded as failed', async () => {
  write('square', post.replace('2 a b', 'a b'), check);
  const { code } = await run('--update');
  expect(code).toBe(1);
  expect(JSON.parse(readFileSync(record('square'), 'utf8'))).toMatchObject({ equations: { 1: { failed: true } } });
});

withPython('only the named posts are executed; other names are refused with the nearest one', async () => {
  write('square', post, check);
  write('other', post, check);
  expect((await run('square', '--update')).code).toBe(0);
  expect(readdirSync(join(content, 'records'))).toEqual(['square.json']);
  const unknown = await run('sqare');
  expect(unknown).toMatchObject({ code: 2 });
  expect(unknown.output).toContain('square');
  expect(await run('--nonsense')).toMatchObject({ code: 2 });
  expect(await run('--seeds', '0')).toMatchObject({ code: 2 });
});

withPython(
  'mutants that nothing noticed are named; a declared one is counted apart; an unused one is told',
  async () => {
    const blind = check.replace('rng.normal(), rng.normal()', '0.0, 0.0');
    write('square', post, blind);
    const first = await run('--update');
    expect(first.code).toBe(1);
    expect(first.output).toMatch(/式\(1\) 的检查只发现了 \d+% 的改动/);
    write('square', post, check);
    mkdirSync(join(content, 'records'), { recursive: true });
    writeFileSync(
      join(content, 'records', 'allow.yaml'),
      'square:\n  - { equation: 1, mutation: 把 + 改成 -, reason: 没有理由 }\n',
    );
    const second = await run('--update');
    expect(second.output).toContain('登记的等价改动没有对应');
    expect(second.code).toBe(1);
  },
);

withPython('Ctrl-C ends everything and leaves the records as they were', async () => {
  write('square', post, check);
  await run('--update');
  const before = readFileSync(record('square'), 'utf8');
  write('square', post, `${check}\nimport time\ntime.sleep(60)\n`);
  const { child, done } = start(['--update']);
  const harness = await harnessOf(child);
  child.kill('SIGINT');
  expect((await done).code).toBe(130);
  await gone(harness);
  expect(readFileSync(record('square'), 'utf8')).toBe(before);
  expect(readdirSync(join(content, 'records'))).toEqual(['square.json']);
});

withPython('nothing outlives a runner that is killed without warning', async () => {
  write('square', post, `${check}\nimport time\ntime.sleep(60)\n`);
  const { child, done } = start(['--update']);
  const harness = await harnessOf(child);
  child.kill('SIGKILL');
  await done;
  await gone(harness);
  expect(existsSync(record('square'))).toBe(false);
});

/** Process id of the harness that a runner started; 0 on systems that do not show their processes as files. */
async function harnessOf(runner: ChildProcess): Promise<number> {
  if (!existsSync('/proc/self/stat')) {
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return 0;
  }
  for (;;) {
    for (const entry of readdirSync('/proc')) {
      const text = /^\d+$/.test(entry) ? statusOf(Number(entry)) : undefined;
      if (text !== undefined && text.parent === runner.pid && text.command.includes('harness.py')) return Number(entry);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function statusOf(pid: number): { parent: number; command: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
    return { parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command };
  } catch (error) {
    // It has ended between listing and reading.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined;
    throw error;
  }
}

async function gone(pid: number): Promise<void> {
  if (pid === 0) return;
  for (let tries = 0; tries < 200; tries += 1) {
    if (statusOf(pid)?.command.includes('harness.py') !== true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`process ${String(pid)} is still there`);
}
