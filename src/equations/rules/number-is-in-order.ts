import type { Rule } from '../check-input.ts';
import { numberSequence } from '../number-sequence.ts';

/** Equations stand in the order of their numbers. Two exchanged equations are one finding. */
export const numberIsInOrder = {
  id: 'number-is-in-order',
  description: '公式按编号的顺序出现',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const { faults, equationAt } = numberSequence(derivation);
      return faults.flatMap((fault) => {
        if (fault.kind !== 'order') return [];
        const equation = equationAt(fault.at);
        const partner = equationAt(fault.partner);
        const first = equation.number!;
        const name = fault.count > 1 ? `(${first})–(${first + fault.count - 1})` : `(${first})`;
        const line = partner.position.start.line;
        const other = partner.number!;
        return {
          file: derivation.path,
          position: equation.position,
          message: fault.swapped
            ? `(${first}) 与第 ${line} 行的 (${other}) 交换了位置。`
            : `${name} 的位置不对：它应在第 ${line} 行的 (${other}) ${other < first ? '之后' : '之前'}。`,
          expected: fault.swapped ? String(other) : '',
          actual: String(first),
          hint: '把公式移回原处，或者按出现的顺序重新编号，并改相应的引用。',
          related: [{ file: derivation.path, position: partner.position, message: `编号为 (${other}) 的公式` }],
        };
      });
    });
  },
} as const satisfies Rule;
