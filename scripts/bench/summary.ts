import type { BenchRow } from './table.ts';

/** What the figures of one run say together, one line each; nothing is said of builds that were not measured. */
export function formatSummary(rows: readonly BenchRow[]): string {
  const row = (what: string): BenchRow | undefined => rows.find((each) => each.what === what);
  const cold = row('cold');
  const ours = cold?.ours?.cpu;
  const lines = [
    compare(
      cold?.stock?.cpu,
      ours,
      (times) => `A cold build takes stock Astro ${times.toFixed(1)} times the CPU time.`,
    ),
    compare(
      row('unchanged')?.ours?.cpu,
      ours,
      (part) => `An unchanged rebuild takes ${percent(part)} of a cold build.`,
    ),
    compare(
      row('one post edited')?.ours?.cpu,
      ours,
      (part) => `A rebuild after one edit takes ${percent(part)} of it.`,
    ),
    compare(row('1,400 posts, cold')?.ours?.cpu, ours, (times) => {
      const memory = row('1,400 posts, cold')?.ours?.memory ?? 0;
      const posts = cold?.posts ?? 0;
      return `1,400 posts take ${times.toFixed(1)} times the CPU time of ${posts}, and ${(memory / 1e6).toFixed(0)} MB at most.`;
    }),
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function compare(a: number | undefined, b: number | undefined, say: (ratio: number) => string): string | undefined {
  return a === undefined || b === undefined ? undefined : say(a / b);
}

function percent(part: number): string {
  return `${(part * 100).toFixed(0)} %`;
}
