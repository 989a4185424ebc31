import type { SequenceEntry } from './audit-sequence.ts';

/**
 * Indices of the longest strictly increasing run. Among equals the one that leaves the fewest numbers unexplained: a missing
 * number is explained by an entry astray in its place. Then the one with the smaller number (of two neighbours in the wrong
 * order the first is called astray), then with the earlier entry (a copy is called the copy).
 */
export function longestOrderedRun(entries: readonly SequenceEntry[]): number[] {
  const numbered = entries.flatMap(({ number }, index) => (number === undefined ? [] : [{ number, index }]));
  // Numbers that the entries before an index can hide.
  const room = [0];
  for (const entry of entries) room.push(room.at(-1)! + (entry.number === undefined ? entry.places : 1));
  const unexplained = (after: number, from: number, { number, index }: { number: number; index: number }) => {
    const between = room[index]! - room[from + 1]!;
    return Math.max(0, number - after - 1 - (Number.isNaN(between) ? 0 : between));
  };
  /** Length, missing numbers (negative), own number (negative): the larger is better, equal ones keep the earlier. */
  type Worth = readonly [number, number, number];
  const better = (a: Worth, b: Worth) => (a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) > 0;
  const length: number[] = [];
  const missing: number[] = [];
  const previous: number[] = [];
  let best = -1;
  numbered.forEach((own, at) => {
    let worth: Worth = [1, -unexplained(0, -1, own), -Infinity];
    let from = -1;
    for (let before = 0; before < at; before += 1) {
      const { number, index } = numbered[before]!;
      if (number >= own.number) continue;
      const candidate: Worth = [length[before]! + 1, -missing[before]! - unexplained(number, index, own), -number];
      if (better(candidate, worth)) [worth, from] = [candidate, before];
    }
    length[at] = worth[0];
    missing[at] = -worth[1];
    previous[at] = from;
    const worthOf = (index: number): Worth => [length[index]!, -missing[index]!, -numbered[index]!.number];
    if (best === -1 || better(worthOf(at), worthOf(best))) best = at;
  });
  const run: number[] = [];
  for (let at = best; at !== -1; at = previous[at]!) run.unshift(numbered[at]!.index);
  return run;
}
