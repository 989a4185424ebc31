// @ts-check
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutants/vitest.config.ts' },
  mutate: [
    'src/equations/**/*.ts',
    '!src/equations/**/*.test.ts',
    '!src/equations/testing/**',
    '!src/equations/**/types.ts',
  ],
  coverageAnalysis: 'perTest',
  // A message that reads otherwise is not a wrong judgement; the fixtures hold the messages to the letter anyway.
  thresholds: { high: 90, low: 85, break: 85 },
  ignoreStatic: true,
  tempDirName: '.cache/stryker',
  ignorePatterns: ['dist*', '.astro', '.git', 'content/records'],
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.cache/mutants.json' },
  clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
  concurrency: 2,
  allowEmpty: false,
};
