import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, runNode } from '../project.ts';
import type { Step, Tally } from './steps.ts';

/** What Vitest's JSON reporter says, as far as it is used. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** One project of scripts/vitest.config.ts; every test counts. */
export function vitestStep(project: 'unit' | 'e2e'): Step {
  return { name: project, run: () => runVitest(project) };
}

async function runVitest(project: string): Promise<Tally> {
  const file = path.join(root, 'node_modules', '.cache', 'tuidao', `vitest-${project}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  // A report of an earlier run would otherwise speak for one that crashed.
  rmSync(file, { force: true });
  const { code } = await runNode('node_modules/vitest/vitest.mjs', [
    'run',
    '--config=scripts/vitest.config.ts',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return tallyOf(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined, code);
}

/**
 * A run that fails without a failed test (a file that does not load, an unhandled rejection) counts as one failure, and so
 * does a run that saw no test.
 */
export function tallyOf(report: Report | undefined, code: number): Tally {
  const passed = report?.numPassedTests ?? 0;
  const failed = report?.numFailedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const silent = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed, skipped };
}
