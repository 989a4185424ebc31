/**
 * `npm test`: everything that must hold before a change lands. Every step runs, also after one that failed. The last
 * line is `N passed, N failed`: each test counts, and each other step counts as one.
 *
 *     npm test -- unit e2e     only those steps
 */
import { lintSteps } from './test/lint-steps.ts';
import { formatTally, type Step, type StepResult } from './test/steps.ts';
import { vitestStep } from './test/vitest-step.ts';
import { commandStep } from './test/command-step.ts';

const steps: readonly Step[] = [
  ...lintSteps,
  commandStep('content', 'scripts/check.ts'),
  vitestStep('unit'),
  vitestStep('e2e'),
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  process.stderr.write(`No such step: ${unknown.join(', ')}. There are ${steps.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}

const results: StepResult[] = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  process.stdout.write(`\n── ${step.name}\n`);
  const started = performance.now();
  results.push({ name: step.name, ...(await step.run()), seconds: (performance.now() - started) / 1000 });
}
const { text, code } = formatTally(results);
process.stdout.write(text);
process.exitCode = code;
