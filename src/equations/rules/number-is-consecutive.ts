import type { Rule } from '../check-input.ts';
import { numberSequence } from '../number-sequence.ts';

/** No number is left out, and none comes out of nowhere. */
export const numberIsConsecutive = {
  id: 'number-is-consecutive',
  description: '公式的编号逐一递增，中间不缺号',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const { faults, equationAt } = numberSequence(derivation);
      return faults.flatMap((fault) => {
        if (fault.kind !== 'gap') return [];
        const { after, expected, actual, missing } = fault;
        const last = expected + missing - 1;
        const name = missing > 1 ? `(${expected})–(${last})` : `(${expected})`;
        return {
          file: derivation.path,
          position: equationAt(fault.at).position,
          message: `${after === 0 ? '第一条公式' : `式(${after}) 之后`}应为 (${expected})，这里写的是 (${actual})。`,
          expected: String(expected),
          actual: String(actual),
          hint:
            missing > 0
              ? `补上缺少的 ${name}，或者把这里改成 (${expected}) 并依次改后面的编号。`
              : `把这里改成 (${expected})。`,
        };
      });
    });
  },
} as const satisfies Rule;
