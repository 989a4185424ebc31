import type { Rule } from '../check-input.ts';
import { doubledBrace } from '../doubled-brace.ts';
import { placeInFormula } from '../positions.ts';

/** `\\{` is a line break and an invisible brace: the visible one is lost without any error. */
export const braceIsNotDoubled = {
  id: 'brace-is-not-doubled',
  description: '公式里的花括号写 \\{ \\}，不写成 \\\\{ \\\\}',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap(({ path, formulas, problems }) =>
      formulas.flatMap((formula) => {
        const at = doubledBrace(formula.tex);
        const told = problems.some(({ position }) => position.start.offset === formula.position.start.offset);
        if (at === undefined || told) return [];
        const actual = formula.tex.slice(at, at + 3);
        const expected = actual.slice(1);
        return {
          file: path,
          position: placeInFormula(formula, files.sources.get(path)?.text ?? '', at, 3),
          message: `${actual} 是换行加一个看不见的括号，读者看不到花括号。`,
          expected,
          actual,
          hint: `写成 ${expected}。`,
        };
      }),
    );
  },
} as const satisfies Rule;
