import { fillFormulas } from '../../output/formula-slots.ts';
import type { CompiledPost } from '../types.ts';

/** The body of a post as readers get it. */
export function filled({ html, formulas }: CompiledPost): string {
  return fillFormulas(html, ({ formula }) => formulas[formula] ?? '');
}
