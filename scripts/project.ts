import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import path from 'node:path';

/** The project's folder; every script runs in it. */
export const root = path.resolve(import.meta.dirname, '..');

/** Astro's command line; run with `astroEnv`. */
export const astro = 'node_modules/astro/bin/astro.mjs';

/** Nothing that runs here reports to anybody. */
export const astroEnv: NodeJS.ProcessEnv = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };

/** Folder the site is built into; `TUIDAO_OUT` overrides it. */
export function outFolder(): string {
  return path.resolve(root, process.env['TUIDAO_OUT'] ?? 'dist');
}

/** `repo`, `/repo` and `/repo/` → `/repo/`. */
export function withSlashes(base: string): string {
  const inner = base.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}

export interface Outcome {
  readonly code: number;
  /** Standard output and error in the order they came; empty when they were shown instead. */
  readonly output: string;
}

/**
 * Runs a program of this project with the Node that runs this script and hands back its exit code.
 *
 * @param script below the project, e.g. `node_modules/astro/bin/astro.mjs`
 * @param show `inherit` lets it print to the terminal, `capture` keeps what it prints
 */
export function runNode(
  script: string,
  args: readonly string[],
  show: 'inherit' | 'capture' = 'inherit',
  env: NodeJS.ProcessEnv = process.env,
  cwd: string = root,
  nodeArgs: readonly string[] = [],
): Promise<Outcome> {
  const piped: StdioOptions = ['ignore', 'pipe', 'pipe'];
  const stdio = show === 'inherit' ? 'inherit' : piped;
  const child: ChildProcess = spawn(process.execPath, [...nodeArgs, path.join(root, script), ...args], {
    cwd,
    stdio,
    env,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const release = tieTo(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      release();
      resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), output });
    });
  });
}

/**
 * Whoever ends this script ends what it started. Ctrl-C reaches the child by itself; this script only outlives it.
 *
 * @returns what unties it, for when the child has ended
 */
export function tieTo(child: ChildProcess): () => void {
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  const wait = (): void => {};
  process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', wait);
  return () => void process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', wait);
}

/** Reads the options of a command; a wrong one ends the process with one line instead of a stack, exit code 2. */
export function readOptions<Options>(read: (args: readonly string[]) => Options): Options {
  try {
    return read(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(2);
  }
}
