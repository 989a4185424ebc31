import { describe, expect, test } from 'vitest';
import { formatTally } from './steps.ts';
import { tallyOf } from './vitest-step.ts';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

describe('what a run of Vitest counts', () => {
  test('its tests', () => {
    expect(tallyOf({ ...report, numFailedTests: 2, numPendingTests: 1 }, 1)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 1,
    });
  });
  test('one failure when it fails without a failed test', () => {
    expect(tallyOf(report, 1).failed).toBe(1);
  });
  test('one failure when it saw no test or left no report', () => {
    expect(tallyOf({ ...report, numPassedTests: 0 }, 0).failed).toBe(1);
    expect(tallyOf(undefined, 0).failed).toBe(1);
  });
});

describe('the end of npm test', () => {
  const step = { name: 'unit', seconds: 1.25, passed: 3, failed: 0, skipped: 0 };
  test('a last line that stands alone', () => {
    const { text, code } = formatTally([step, { ...step, name: 'eslint', passed: 1 }]);
    expect(text.split('\n').at(-2)).toBe('4 passed, 0 failed');
    expect(code).toBe(0);
  });
  test('one failed step fails the run and is marked', () => {
    const { text, code } = formatTally([step, { ...step, name: 'eslint', passed: 0, failed: 1 }]);
    expect(text).toContain('✗ eslint');
    expect(text.endsWith('\n3 passed, 1 failed\n')).toBe(true);
    expect(code).toBe(1);
  });
  test('a run in which nothing ran has failed', () => {
    expect(formatTally([]).code).toBe(1);
  });
});
