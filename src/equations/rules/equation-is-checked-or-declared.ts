import type { Rule } from '../check-input.ts';
import { verificationOf } from '../verification.ts';

/** A post that calls itself complete leaves no equation open. */
export const equationIsCheckedOrDeclared = {
  id: 'equation-is-checked-or-declared',
  description: '写完的文章里每条公式都执行过，或者声明了是什么',
  defaultSeverity: 'error',
  run(input) {
    return verificationOf(input, 'equation-is-checked-or-declared');
  },
} as const satisfies Rule;
