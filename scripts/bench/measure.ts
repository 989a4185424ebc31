import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tieTo } from '../project.ts';

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
}

/**
 * Runs a command of Node and measures it. Only one at a time: CPU time is what the kernel adds to this process for children
 * that ended.
 *
 * @throws Error with its output when it does not exit with 0
 */
export async function measure({ args, cwd, env }: Command): Promise<Measurement> {
  const before = childTime();
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const peak = watchMemory(child);
  const release = tieTo(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  release();
  const wall = (performance.now() - started) / 1000;
  const memory = peak();
  if (code !== 0) throw new Error(`${args.join(' ')} in ${cwd} ended with ${code}:\n${output.slice(-4000)}`);
  const after = childTime();
  return { cpu: before !== undefined && after !== undefined ? after - before : undefined, wall, memory };
}

/** Linux counts in clock ticks of 10 ms; fields 16 and 17 of proc(5) are those of children that were waited for. */
function childTime(): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const fields = statFields('self');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

function watchMemory(child: ChildProcess): () => number | undefined {
  if (!existsSync('/proc/self/stat') || child.pid === undefined) return () => undefined;
  const { pid } = child;
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, memoryOfTree(pid))), 100);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function memoryOfTree(root: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), fields: statFields(name) }));
  const family = new Set([root]);
  // A child has a higher id than its parent unless ids wrapped; twice over the list covers that, too.
  for (const { pid, fields } of [...processes, ...processes]) if (family.has(Number(fields[1]))) family.add(pid);
  const pages = processes
    .filter(({ pid }) => family.has(pid))
    .reduce((sum, { fields }) => sum + Number(fields[21] ?? 0), 0);
  return pages * 4096;
}

/** proc(5), the fields after the name of the program: the name may hold spaces. Empty for a process that just ended. */
function statFields(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It ended between the listing and the reading.
    return [];
  }
}
