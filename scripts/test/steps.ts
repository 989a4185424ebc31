export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Step {
  readonly name: string;
  /** Prints as it goes. */
  run(): Promise<Tally>;
}

export interface StepResult extends Tally {
  readonly name: string;
  readonly seconds: number;
}

/** The table of steps and the line `N passed, N failed`. A run in which nothing passed has failed. */
export function formatTally(results: readonly StepResult[]): { readonly text: string; readonly code: 0 | 1 } {
  const sum = (of: keyof Tally): number => results.reduce((total, result) => total + result[of], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  const rows = results.map(
    ({ name, seconds, ...tally }) =>
      `  ${tally.failed === 0 ? '✓' : '✗'} ${name.padEnd(8)} ${counts(tally)}, ${seconds.toFixed(1)} s\n`,
  );
  const last = counts({ passed, failed, skipped });
  return { text: `\n${rows.join('')}\n${last}\n`, code: failed === 0 && passed > 0 ? 0 : 1 };
}

function counts({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
