import type { Rule } from '../check-input.ts';
import { verificationOf } from '../verification.ts';

/** The formulas and the code that a record speaks of are those that stand in the post now. */
export const verificationIsFresh = {
  id: 'verification-is-fresh',
  description: '执行记录与现在的公式和代码一致',
  defaultSeverity: 'error',
  run(input) {
    return verificationOf(input, 'verification-is-fresh');
  },
} as const satisfies Rule;
