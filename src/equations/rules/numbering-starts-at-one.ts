import type { Rule } from '../check-input.ts';
import { numberSequence } from '../number-sequence.ts';

/** The first numbered equation of a post is (1). */
export const numberingStartsAtOne = {
  id: 'numbering-starts-at-one',
  description: '每篇文章的公式从 (1) 开始编号',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const { faults, equationAt } = numberSequence(derivation);
      return faults.flatMap((fault) => {
        if (fault.kind !== 'start') return [];
        return {
          file: derivation.path,
          position: equationAt(fault.at).position,
          message: `第一条公式应为 (1)，这里写的是 (${fault.actual})。`,
          expected: '1',
          actual: String(fault.actual),
          hint: '补回前面的公式，或者从 (1) 起重新编号；公式在整篇文章里连续编号。',
        };
      });
    });
  },
} as const satisfies Rule;
