import { defineConfig } from 'vitest/config';

/** The tests that stand for `src/equations`. Those that mutate posts themselves would take minutes for each mutant. */
export default defineConfig({
  test: {
    include: ['src/equations/**/*.test.ts'],
    exclude: ['src/equations/mutation.test.ts', 'src/equations/second-reader.test.ts'],
    testTimeout: 60_000,
  },
});
