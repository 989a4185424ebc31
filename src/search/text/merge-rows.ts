import type { Group } from './read-query.ts';

/** Rows of one group, best first. */
export interface GroupRows<Row> {
  readonly group: Group;
  readonly rows: readonly Row[];
}

/**
 * The answer when more of it has come. Nothing that stands above the row a reader has chosen moves, that row included:
 * what is new comes below it, even a group that would otherwise stand above.
 * @param chosen key of the row that the reader moved to; `undefined` while the first one is only proposed
 */
export function mergeRows<Row extends { readonly key: string }>(
  shown: readonly GroupRows<Row>[],
  next: readonly GroupRows<Row>[],
  chosen: string | undefined,
): readonly GroupRows<Row>[] {
  const filled = next.filter(({ rows }) => rows.length > 0);
  const at = shown.findIndex(({ rows }) => rows.some(({ key }) => key === chosen));
  const current = shown[at];
  if (chosen === undefined || current === undefined) return filled;
  const kept = current.rows.slice(0, current.rows.findIndex(({ key }) => key === chosen) + 1);
  const have = new Set(kept.map(({ key }) => key));
  const rest = (filled.find(({ group }) => group === current.group)?.rows ?? []).filter(({ key }) => !have.has(key));
  const above = shown.slice(0, at);
  const settled = new Set([...above, current].map(({ group }) => group));
  return [
    ...above,
    { group: current.group, rows: [...kept, ...rest] },
    ...filled.filter(({ group }) => !settled.has(group)),
  ];
}
