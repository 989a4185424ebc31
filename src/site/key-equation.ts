import type { EquationIndex } from '../equations/types.ts';
import type { Post } from './types.ts';

/** Longer formulas do not fit into a line of a list. */
const longest = 120;

/**
 * The equation that stands for a post in a list: the one referred to most often, the later one among equals.
 * @returns its number; `undefined` for a post without numbered equations
 */
export function keyEquation(
  post: Pick<Post, 'slug' | 'derivation'>,
  { uses }: Pick<EquationIndex, 'uses'>,
): number | undefined {
  let best: { readonly number: number; readonly used: number } | undefined;
  for (const { number, tex } of post.derivation.equations) {
    if (number === undefined || tex.length > longest || tex.includes('\\\\')) continue;
    const used = uses.get(`${post.slug}#eq-${String(number)}`)?.length ?? 0;
    if (best === undefined || used >= best.used) best = { number, used };
  }
  return best?.number;
}
