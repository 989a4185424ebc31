import type { Rule } from '../check-input.ts';
import { pointInFormula } from '../positions.ts';

/** After one of these a row cannot end, so `\\{` is a brace that was escaped twice. */
const afterDelimiter = /\\(?:left|right|middle|[bB]igg?[lrm]?)\s*\\\\[{}|]/;

/** `\\{` is a line break and an invisible brace: the visible one is lost without any error. */
export const braceIsNotDoubled = {
  id: 'brace-is-not-doubled',
  description: '公式里的花括号写 \\{ \\}，不写成 \\\\{ \\\\}',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap(({ path, formulas, problems }) =>
      formulas.flatMap((formula) => {
        const at = doubledBrace(formula.tex);
        if (
          at === undefined ||
          problems.some(({ position }) => position.start.offset === formula.position.start.offset)
        )
          return [];
        const start = pointInFormula(formula, at, files.sources.get(path)?.text);
        const actual = formula.tex.slice(at, at + 3);
        const expected = actual.slice(1);
        return {
          file: path,
          position: { start, end: { ...start, column: start.column + 3, offset: start.offset + 3 } },
          message: `${actual} 是换行加一个看不见的括号，读者看不到花括号。`,
          expected,
          actual,
          hint: `写成 ${expected}。`,
        };
      }),
    );
  },
} as const satisfies Rule;

/** Offset of a brace that was escaped twice; `\\` before a group is right in a formula of several rows. */
function doubledBrace(tex: string): number | undefined {
  const delimiter = afterDelimiter.exec(tex);
  if (delimiter) return delimiter.index + delimiter[0].length - 3;
  const opening = doubled(tex, '{');
  const closing = doubled(tex, '}');
  const hasRows = /\\begin\{|\\(?:substack|shortstack)\b/.test(tex);
  if (hasRows) return opening.length > 0 && opening.length === closing.length ? opening[0] : undefined;
  const all = [...opening, ...closing].sort((a, b) => a - b);
  return all[0];
}

/** Offsets of exactly two backslashes before a brace. */
function doubled(tex: string, brace: '{' | '}'): number[] {
  const pattern = brace === '{' ? /(?<!\\)\\\\\{/g : /(?<!\\)\\\\\}/g;
  return [...tex.matchAll(pattern)].map(({ index }) => index);
}
