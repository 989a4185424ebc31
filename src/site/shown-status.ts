import type { StatusKind } from './status.ts';
import type { Post } from './types.ts';

/** What is said of an equation beside it; `undefined` for one of which nothing is said. */
export function shownStatus({ verification }: Pick<Post, 'verification'>, number: number): StatusKind | undefined {
  const kind = verification.statuses.find((status) => status.number === number)?.kind;
  return kind === 'none' ? undefined : kind;
}
