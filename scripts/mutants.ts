/**
 * `npm run mutants [-- <files>]`: alters `src/equations` in thousands of small ways (Stryker) and runs its tests on each. What no
 * test notices is printed; fewer than 85 % noticed is a failure. All files take hours, one takes minutes.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOptions, root, runNode } from './project.ts';

const files = readOptions((args) => {
  const missing = args.find((file) => !existsSync(path.join(root, file)));
  if (missing !== undefined)
    throw new Error(`There is no file ${missing}. Usage: npm run mutants [-- <files below src/equations>]`);
  return args;
});
const { code } = await runNode(
  'node_modules/@stryker-mutator/core/bin/stryker.js',
  ['run', 'scripts/mutants/stryker.config.js', ...(files.length === 0 ? [] : ['--mutate', files.join(',')])],
  'inherit',
  // Generated documents are few here: each mutant meets them.
  { ...process.env, TUIDAO_RUNS: process.env['TUIDAO_RUNS'] ?? '20' },
);
process.exitCode = code;
