import type { Rule } from '../check-input.ts';
import { verificationOf } from '../verification.ts';

/** A check file consists of cells with names. */
export const checkFileIsWellFormed = {
  id: 'check-file-is-well-formed',
  description: '检查文件由带名字的单元组成',
  defaultSeverity: 'error',
  run(input) {
    return verificationOf(input, 'check-file-is-well-formed');
  },
} as const satisfies Rule;
