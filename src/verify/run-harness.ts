import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Python } from './find-python.ts';
import { harnessResult, type HarnessResult } from './harness-result.ts';
import type { Job } from './job.ts';

/** Why a post could not be executed to its end. The message is for the author. */
export class HarnessFailure extends Error {
  override readonly name = 'HarnessFailure';
}

export interface RunOptions {
  readonly python: Python;
  /** Milliseconds until the process is killed. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

const harness = join(import.meta.dirname, 'python', 'harness.py');
/** Beyond this the harness itself has gone wrong; its own limit is far lower. */
const resultLimit = 64 * 2 ** 20;

/**
 * Executes a job in a process of its own: no network where the system allows, empty environment, one thread, a working
 * folder that is removed, and a group that is killed as a whole.
 * @throws HarnessFailure where the process ends without a result: limits, crash, abort.
 */
export async function runHarness(job: Job, { python, timeout = 180_000, signal }: RunOptions): Promise<HarnessResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tuidao-verify-'));
  const command = [...withoutNetwork(), python.executable, '-I', '-B', harness];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/bin:/bin',
      HOME: folder,
      LC_ALL: 'C.UTF-8',
      PYTHONHASHSEED: '0',
      OPENBLAS_NUM_THREADS: '1',
      OMP_NUM_THREADS: '1',
      MKL_NUM_THREADS: '1',
      VECLIB_MAXIMUM_THREADS: '1',
    },
  });
  const abort = (): void => {
    killGroup(child);
  };
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killGroup(child);
  }, timeout);
  try {
    // Held open until the end: the harness ends itself when this pipe closes, so nothing outlives a killed runner.
    child.stdin?.on('error', ignoreClosedPipe);
    child.stdin?.write(`${JSON.stringify(job)}\n`);
    const [result, errors, code] = await Promise.all([collect(child, 3), collect(child, 2), ended(child)]);
    if (signal?.aborted === true) throw new HarnessFailure('已中断');
    if (late) throw new HarnessFailure(`超过 ${String(timeout / 1000)} 秒，已结束`);
    if (code !== 0 || result === '') throw new HarnessFailure(explain(code, errors, job));
    return harnessResult.parse(JSON.parse(result));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    killGroup(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

let unshare: readonly string[] | undefined;

/** A user and network namespace, where the system lets us have one. */
function withoutNetwork(): readonly string[] {
  unshare ??= spawnSync('unshare', ['-rn', 'true'], { stdio: 'ignore' }).status === 0 ? ['unshare', '-rn'] : [];
  return unshare;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // The group is gone already.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}

function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signalName) => {
      resolve(code ?? signalName ?? -1);
    });
  });
}

function collect(child: ChildProcess, descriptor: 2 | 3): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = child.stdio[descriptor] as NodeJS.ReadableStream;
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= resultLimit) chunks.push(chunk);
      else killGroup(child);
    });
    stream.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    stream.on('error', reject);
  });
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error;
}

function explain(code: number | string, errors: string, { limits }: Job): string {
  if (code === 'SIGXCPU' || code === 'SIGKILL')
    return `超过处理器时间上限 ${String(limits.cpu)} 秒，或内存用尽，已结束`;
  if (errors.includes('MemoryError')) return `超过内存上限 ${String(Math.round(limits.memory / 2 ** 20))} MiB`;
  const last = errors.trim().split('\n').slice(-12).join('\n');
  return `执行进程意外结束（${String(code)}）\n${last}`;
}
