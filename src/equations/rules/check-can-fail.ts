import type { Rule } from '../check-input.ts';
import { verificationOf } from '../verification.ts';

/** A check that lets altered formulas pass says little about the right one. */
export const checkCanFail = {
  id: 'check-can-fail',
  description: '每条公式的检查能发现九成以上的改动（草稿只警告）',
  defaultSeverity: 'error',
  run(input) {
    return verificationOf(input, 'check-can-fail');
  },
} as const satisfies Rule;
