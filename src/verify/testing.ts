import { test } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import type { Derivation } from '../equations/types.ts';
import { cellsOf } from '../site/cells.ts';
import { findPython, type Python } from './find-python.ts';
import type { HarnessResult } from './harness-result.ts';
import { defaultLimits, makeJob, type JobLimits } from './job.ts';
import { makeRecord, type MadeRecord } from './make-record.ts';
import { runHarness } from './run-harness.ts';

/** For tests only. `undefined` where this machine has no Python with numpy. */
export const python: Python | undefined = findPython(process.cwd());

/** Tests that execute Python. Without it they are shown as skipped, with the reason in their name. */
export const withPython =
  python === undefined
    ? (name: string, _: unknown, __?: number): void => {
        test.skip(`NO PYTHON WITH NUMPY, NOT TESTED: ${name}`, () => undefined);
      }
    : (name: string, run: (python: Python) => Promise<void> | void, timeout = 120_000): void => {
        test(name, () => run(python), timeout);
      };

export interface Execution extends MadeRecord {
  readonly result: HarnessResult;
  readonly derivation: Derivation;
}

export interface ExecuteOptions {
  readonly seeds?: number;
  readonly mutate?: boolean;
  readonly macros?: Readonly<Record<string, string>>;
  readonly limits?: Partial<JobLimits>;
  readonly timeout?: number;
  readonly allowed?: ReadonlyMap<number, ReadonlySet<string>>;
  readonly interpreter?: Python;
}

/** Executes a post given as text. */
export async function execute(markdown: string, checkFile: string, options: ExecuteOptions = {}): Promise<Execution> {
  const { seeds = 1, mutate = false, macros = {} } = options;
  const interpreter = options.interpreter ?? python;
  if (interpreter === undefined) throw new Error('no Python');
  const file = { path: 'posts/t/sample.md', text: markdown };
  const derivation = parsePost(file, { topic: 't', slug: 'sample', format: 'md' });
  const { cells, problems } = cellsOf(derivation, checkFile);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const checkPath = 'posts/t/sample.check.py';
  const limits = { ...defaultLimits, ...options.limits };
  const { job, mutants } = makeJob({ derivation, cells, checkPath, macros, seeds, mutate, limits });
  const timeout = options.timeout === undefined ? {} : { timeout: options.timeout };
  const result = await runHarness(job, { python: interpreter, ...timeout });
  const tried = mutate ? { mutants } : {};
  const allowed = options.allowed ?? new Map<number, ReadonlySet<string>>();
  const made = makeRecord({ derivation, cells, checkPath, macros, tool: 'test', seeds, result, allowed, ...tried });
  return { ...made, result, derivation };
}

/** A post that holds these displays, numbered from 1. */
export function postOf(displays: readonly string[]): string {
  return displays.map((tex, place) => `$$\n${tex} \\tag{${String(place + 1)}}\n$$\n`).join('\n');
}
