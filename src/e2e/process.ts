import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../../scripts/project.ts';

export interface RunningCommand {
  /** What it printed so far, standard output and error. */
  output(): string;
  /** Resolves with the match as soon as the output has one; rejects when the command ends before, or after a minute. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** Sends a signal and resolves with the exit code, or the name of the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Starts a program that goes on until it is stopped. */
export function startCommand(script: string, args: readonly string[], env: NodeJS.ProcessEnv): RunningCommand {
  const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd: root, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return {
    output: () => output,
    ended,
    waitFor: async (pattern) => {
      for (let waited = 0; waited < 600; waited += 1) {
        const match = pattern.exec(output);
        if (match) return match;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`Waited in vain for ${String(pattern)} in:\n${output}`);
    },
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return ended;
    },
  };
}
