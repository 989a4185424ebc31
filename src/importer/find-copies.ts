import type { Defect } from './audit-source.ts';
import { isBlank, type Lines } from './text.ts';

/** Lines (from 1, both ends included) that repeat earlier lines of the post word for word. */
export interface Copy {
  readonly from: number;
  readonly to: number;
  /** Where the same lines stand first. */
  readonly firstFrom: number;
  readonly firstTo: number;
}

/** A whole derivation that was pasted twice shows as a restart whose equations all repeat earlier ones. */
export function findCopies(lines: Lines, defects: readonly Defect[]): Copy[] {
  const copies: Copy[] = [];
  for (const { kind, line, firstLine, run, verbatim } of defects) {
    if (kind !== 'restart' || firstLine === undefined || run === undefined || run !== verbatim || run < 2) continue;
    const copy = extend(lines, firstLine - 1, line - 1);
    if (copy !== undefined && (copies.at(-1)?.to ?? 0) < copy.from) copies.push(copy);
  }
  return copies;
}

function extend(lines: Lines, first: number, second: number): Copy | undefined {
  const same = (offset: number): boolean =>
    lines.line(first + offset).trimEnd() === lines.line(second + offset).trimEnd();
  if (!same(0)) return undefined;
  let before = 0;
  while (first - before > 0 && second - before - 1 > first && same(-before - 1)) before += 1;
  let behind = 0;
  while (second + behind + 1 < lines.count && first + behind + 1 < second - before && same(behind + 1)) behind += 1;
  while (before > 0 && isBlank(lines.line(second - before))) before -= 1;
  while (behind > 0 && isBlank(lines.line(second + behind))) behind -= 1;
  return {
    from: second - before + 1,
    to: second + behind + 1,
    firstFrom: first - before + 1,
    firstTo: first + behind + 1,
  };
}
