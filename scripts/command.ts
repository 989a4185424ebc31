import { contentRoot } from '../src/integrations/content-root.ts';
import { root } from './project.ts';

/** What a command works on. */
export interface Place {
  /** Absolute path of the content root. */
  readonly content: string;
  /** Absolute folder that printed paths are relative to. */
  readonly project: string;
}

export interface CommandResult {
  /** 0: nothing to do, 1: something to decide, 2: not used as it is meant. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr?: string;
}

/** A fault of the command line, told in one sentence. */
export class UsageError extends Error {}

export type Command = (argv: readonly string[], place: Place) => CommandResult;

/** Runs a command as npm does: prints what it has to say, and one line where it cannot work. */
export function runCommand(command: Command): void {
  // A reader such as `head` may leave before the end.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    const place = { content: contentRoot(root), project: process.cwd() };
    const { code, stdout, stderr = '' } = command(process.argv.slice(2), place);
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = code;
  } catch (error) {
    process.exitCode = 2;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env['TUIDAO_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  }
}
