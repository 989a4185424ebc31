import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { tieTo } from '../project.ts';
import { childTime, isOnLinux, ProcessTree } from './process-tree.ts';

export interface Measurement {
  /** User and system time of the command and everything it started, in seconds; undefined outside Linux. */
  readonly cpu: number | undefined;
  readonly wall: number;
  /** Largest sum of resident memory of all its processes, sampled every 100 ms, in bytes; undefined outside Linux. */
  readonly memory: number | undefined;
}

export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Exit codes that are a result; 0 where nothing is said. */
  readonly codes?: readonly number[];
}

const interval = 100;

/**
 * Runs a command of Node and measures it. Only one at a time: CPU time is what the kernel adds to this process for children
 * that ended, and that of processes which the command leaves behind.
 *
 * @throws Error with its output when it exits with another code than those of the command
 */
export async function measure({ args, cwd, env, codes = [0] }: Command): Promise<Measurement> {
  const before = childTime();
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const tree = new ProcessTree(child.pid ?? 0);
  const timer = isOnLinux ? setInterval(() => void tree.look(), interval) : undefined;
  const release = tieTo(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  release();
  const wall = (performance.now() - started) / 1000;
  const after = childTime();
  clearInterval(timer);
  if (code === null || !codes.includes(code))
    throw new Error(`${args.join(' ')} in ${cwd} ended with ${code}:\n${output.slice(-4000)}`);
  if (!isOnLinux) return { cpu: undefined, wall, memory: undefined };
  return { cpu: after - before + (await timeOfOrphans(tree)), wall, memory: tree.peakMemory };
}

/** Such as Pagefind, which is told to stop and not waited for. */
async function timeOfOrphans(tree: ProcessTree): Promise<number> {
  const end = performance.now() + 10_000;
  while (tree.look() > 0 && performance.now() < end) await wait(interval / 10);
  return tree.orphanTime;
}
