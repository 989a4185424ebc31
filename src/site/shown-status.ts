import type { StatusKind } from './status.ts';
import type { Post } from './types.ts';

/** What is said of an equation beside it; `undefined` for one of which nothing is said. */
export function shownStatus({ equations }: Pick<Post, 'equations'>, number: number): StatusKind | undefined {
  if (equations.definition.includes(number)) return 'definition';
  if (equations.assumption.includes(number)) return 'assumption';
  return equations.unchecked.includes(number) ? 'unchecked' : undefined;
}
