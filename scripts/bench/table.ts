import type { Measurement } from './measure.ts';

export interface BenchRow {
  /** `cold`, `unchanged`, `one post edited`. */
  readonly what: string;
  readonly posts: number;
  readonly stock?: Measurement;
  readonly ours?: Measurement;
}

/** The figures of one run as a Markdown table. The ratio is CPU time: wall time depends on what else the machine does. */
export function formatTable(rows: readonly BenchRow[]): string {
  const head = [
    'build',
    'stock CPU s',
    'tuidao CPU s',
    'ratio',
    'stock MB',
    'tuidao MB',
    'stock wall s',
    'tuidao wall s',
  ];
  const body = rows.map(({ what, stock, ours }) => [
    what,
    seconds(stock?.cpu),
    seconds(ours?.cpu),
    ratio(stock?.cpu, ours?.cpu),
    megabytes(stock?.memory),
    megabytes(ours?.memory),
    seconds(stock?.wall, 2),
    seconds(ours?.wall, 2),
  ]);
  return formatRows(head, body);
}

/** A Markdown table, its first column to the left and the others to the right. */
export function formatRows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...body.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |\n`;
  const rule = line(widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return line(head) + rule + body.map(line).join('');
}

function seconds(value: number | undefined, digits = 1): string {
  return value === undefined ? '–' : value.toFixed(digits);
}

function ratio(stock: number | undefined, ours: number | undefined): string {
  return stock === undefined || ours === undefined ? '–' : `${(stock / ours).toFixed(1)}x`;
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '–' : (bytes / 1e6).toFixed(0);
}
