import type { EmittedFile } from '../output/manifest.ts';

export interface Budget {
  readonly name: string;
  /** Files that count, together. */
  readonly counts: (path: string) => boolean;
  /** Whether the largest file is measured, or all of them together. */
  readonly of: 'largest' | 'sum';
  /** Bytes. */
  readonly limit: number;
}

const MB = 1_000_000;

/** What a published site may weigh: a change that passes one of these should be a decision, not an accident. */
export const budgets: readonly Budget[] = [
  { name: 'a page of HTML', counts: (path) => path.endsWith('.html'), of: 'largest', limit: 5 * MB },
  { name: 'all scripts', counts: (path) => /^_astro\/.*\.js$/.test(path), of: 'sum', limit: 1 * MB },
  { name: 'a script', counts: (path) => /^_astro\/.*\.js$/.test(path), of: 'largest', limit: 0.4 * MB },
  { name: 'all style sheets', counts: (path) => path.endsWith('.css'), of: 'sum', limit: 0.2 * MB },
  // Every reader of the graph loads both; a site of 1,400 posts must stay below it.
  {
    name: 'the graph and its data',
    counts: (path) => path === 'graph/index.html' || path === 'graph.json',
    of: 'sum',
    limit: 0.3 * MB,
  },
  {
    name: 'a data file',
    counts: (path) => path.endsWith('.json') && !path.endsWith('manifest.json'),
    of: 'largest',
    limit: 4 * MB,
  },
];

export interface BudgetResult extends Pick<Budget, 'name' | 'limit'> {
  readonly bytes: number;
  /** The largest file that counts; `''` where none does. */
  readonly path: string;
  readonly passed: boolean;
}

/** Weighs a built site. */
export function weigh(files: readonly EmittedFile[], limits: readonly Budget[] = budgets): BudgetResult[] {
  return limits.map(({ name, counts, of, limit }) => {
    const counted = files.filter(({ path }) => counts(path)).sort((a, b) => b.bytes - a.bytes);
    const largest = counted[0];
    const bytes = of === 'sum' ? counted.reduce((sum, file) => sum + file.bytes, 0) : (largest?.bytes ?? 0);
    return { name, limit, bytes, path: largest?.path ?? '', passed: bytes <= limit };
  });
}

/** A table in Markdown, for the summary of a run. */
export function budgetTable(results: readonly BudgetResult[]): string {
  const row = ({ name, bytes, limit, path, passed }: BudgetResult): string =>
    `| ${name} | ${kilobytes(bytes)} | ${kilobytes(limit)} | ${passed ? '✓' : '✗'} | \`${path}\` |`;
  return ['| | measured | limit | | largest |', '|---|---:|---:|---|---|', ...results.map(row), ''].join('\n');
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString('en-US')} kB`;
}
