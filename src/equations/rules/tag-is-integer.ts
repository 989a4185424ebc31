import type { Rule } from '../check-input.ts';

/** A tag holds a positive integer and nothing else: no `2.5`, no `3'`, no words. */
export const tagIsInteger = {
  id: 'tag-is-integer',
  description: '\\tag 里只写正整数',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, equations }) =>
      equations.flatMap(({ tag, number, position }, index) => {
        if (tag === undefined || number !== undefined) return [];
        const before = index === 0 ? 0 : equations[index - 1]!.number;
        const expected = before === undefined ? undefined : String(before + 1);
        return {
          file: path,
          position,
          message: tag.trim() === '' ? '\\tag 里没有编号。' : `\\tag{${tag}} 里不是正整数。`,
          expected: expected ?? '正整数',
          actual: tag,
          hint: `写成 \\tag{${expected ?? 'n'}}，接着上一条公式的编号；要给公式起名字，用 \\label{eq:名字}。`,
        };
      }),
    );
  },
} as const satisfies Rule;
