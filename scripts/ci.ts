/**
 * `npm run ci [-- <step>…] [--since <commit>]`: what a pull request goes through, here. The workflows in `.github/` call
 * nothing else, so that what they check can be tried before it is sent.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { changedFiles } from './changed-files.ts';
import { steps, type Step, type StepName } from './ci/steps.ts';
import { outFolder, readOptions, root } from './project.ts';

const names = Object.keys(steps) as StepName[];
const help = `Usage: npm run ci [-- <step>…] [--since <commit>]

${names.map((name) => `  ${name.padEnd(10)} ${steps[name].what}`).join('\n')}

  --since    commit or branch that a change is compared with, e.g. origin/main
  --help     prints this

Without a step all run, in this order. Exit code: 0 all hold, 1 one does not, 2 wrong usage.
`;

const options = readOptions((args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { since: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(steps, name));
  if (unknown !== undefined) throw new Error(`There is no step ${unknown}. Steps: ${names.join(', ')}.`);
  // A commit that is not there is told before anything runs.
  if (values.since !== undefined) changedFiles(values.since, root);
  return { ...values, chosen: (positionals.length === 0 ? names : positionals) as StepName[] };
});

if (options.help) process.stdout.write(help);
else process.exitCode = await run(options.chosen, options.since);

async function run(chosen: readonly StepName[], since: string | undefined): Promise<number> {
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  const context = {
    since,
    github: process.env['GITHUB_ACTIONS'] === 'true',
    say: (text: string): void => void process.stdout.write(`${text.trimEnd()}\n`),
    summarise: (markdown: string): void => {
      if (summary !== undefined) appendFileSync(summary, `${markdown}\n`);
    },
  };
  const results: string[] = [];
  let failed = 0;
  for (const name of chosen) {
    const step: Step = steps[name];
    process.stdout.write(`\n── ${name}: ${step.what}\n`);
    if (step.needsSite === true && !existsSync(outFolder())) {
      process.stdout.write('There is no built site yet: run the step build first.\n');
      results.push(`✗ ${name}`);
      failed += 1;
      continue;
    }
    const holds = await step.run(context);
    results.push(`${holds ? '✓' : step.advisory === true ? '!' : '✗'} ${name}`);
    if (!holds && step.advisory !== true) failed += 1;
  }
  process.stdout.write(`\n${results.join('   ')}\n`);
  return failed === 0 ? 0 : 1;
}
