import type { Rule } from '../check-input.ts';
import type { Equation } from '../types.ts';

/** No label is given twice in one post. */
export const labelIsUnique = {
  id: 'label-is-unique',
  description: '一篇文章里没有两条公式用同一个 \\label',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, equations }) => {
      const first = new Map<string, Equation>();
      return equations.flatMap((equation) => {
        const { label, position } = equation;
        if (label === undefined) return [];
        const other = first.get(label);
        if (!other) {
          first.set(label, equation);
          return [];
        }
        return {
          file: path,
          position,
          message: `标签 ${label} 用了两次，第一次在第 ${other.position.start.line} 行。`,
          actual: label,
          hint: '给其中一条换一个名字，并改引用它的 \\eqref。',
          related: [{ file: path, position: other.position, message: `标签为 ${label} 的另一条公式` }],
        };
      });
    });
  },
} as const satisfies Rule;
