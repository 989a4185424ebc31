import type { Rule } from '../check-input.ts';
import { verificationOf } from '../verification.ts';

/** Whatever was executed holds. */
export const verificationHolds = {
  id: 'verification-holds',
  description: '执行过的公式都成立',
  defaultSeverity: 'error',
  run(input) {
    return verificationOf(input, 'verification-holds');
  },
} as const satisfies Rule;
