import type { Rule } from '../check-input.ts';
import { numberSequence } from '../number-sequence.ts';

/** No number is given twice in one post. A pasted copy of several equations is one finding. */
export const numberIsUnique = {
  id: 'number-is-unique',
  description: '一篇文章里没有两条公式用同一个编号',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const { faults, equationAt } = numberSequence(derivation);
      return faults.flatMap((fault) => {
        if (fault.kind !== 'duplicate') return [];
        const equation = equationAt(fault.at);
        const partner = equationAt(fault.partner);
        const number = equation.number!;
        const line = partner.position.start.line;
        const several = fault.count > 1;
        return {
          file: derivation.path,
          position: equation.position,
          message: several
            ? `从这里起，(${number})–(${number + fault.count - 1}) 又编了一遍。`
            : `编号 (${number}) 用了两次，另一次在第 ${line} 行。`,
          ...(fault.expected === undefined ? {} : { expected: String(fault.expected) }),
          actual: String(number),
          hint:
            fault.expected !== undefined
              ? `按顺序这里应为 (${fault.expected})。`
              : several
                ? '如果是重复粘贴的推导，删掉一份；否则接着前面的编号往下编。'
                : '删掉重复的公式，或者给它新的编号并依次改后面的编号。',
          related: [{ file: derivation.path, position: partner.position, message: `编号为 (${number}) 的另一条公式` }],
        };
      });
    });
  },
} as const satisfies Rule;
