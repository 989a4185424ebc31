/**
 * `npm run random [-- --runs <n>] [--seed <n>]`: the tests that make up documents, with many more of them than `npm test` has
 * time for. A failing run prints its seed and the smallest document that fails.
 */
import { parseArgs } from 'node:util';
import { readOptions, runNode } from './project.ts';

const help = `Usage: npm run random [-- --runs <n>] [--seed <n>]

Checks and renders random documents, ${String(10_000)} unless told otherwise; each has to be judged without a crash, twice the same,
and the equations of generated posts have to be the same to a second implementation of Markdown.

  --runs   how many documents for each property
  --seed   of the random numbers; the day's date unless given
`;

const files = [
  'src/markdown/random-documents.test.ts',
  'src/markdown/compile-post.test.ts',
  'src/equations/check.test.ts',
  'src/equations/second-reader.test.ts',
  'src/importer/import-property.test.ts',
];

const options = readOptions((args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const seed = values.seed ?? new Date().toISOString().slice(0, 10).replaceAll('-', '');
  for (const [name, value] of Object.entries({ runs: values.runs, seed }))
    if (!/^\d{1,12}$/.test(value)) throw new Error(`--${name} takes a whole number.`);
  return { runs: values.runs, seed, help: values.help === true };
});

if (options.help) process.stdout.write(help);
else {
  process.stdout.write(`${options.runs} documents for each property, seed ${options.seed}\n`);
  const { code } = await runNode(
    'node_modules/vitest/vitest.mjs',
    ['run', '--config=scripts/vitest.config.ts', '--project=unit', '--testTimeout=7200000', ...files],
    'inherit',
    { ...process.env, TUIDAO_RUNS: options.runs, TUIDAO_SEED: String(Number(options.seed) % 2 ** 31) },
  );
  process.exitCode = code;
}
