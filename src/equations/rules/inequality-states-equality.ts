import type { Rule } from '../check-input.ts';
import { isComplete } from '../front-matter-facts.ts';
import { blankDisplays, statementsOf, textAround } from '../statements.ts';
import { texChains, withoutTag } from '../tex-sides.ts';
import type { Derivation, Result } from '../types.ts';

const bounds: ReadonlySet<string | undefined> = new Set([
  '\\le',
  '\\leq',
  '\\leqslant',
  '\\ge',
  '\\geq',
  '\\geqslant',
  '\\preceq',
  '\\succeq',
]);

/** How a text speaks of the case in which a bound is reached, or says that it never is. */
const equality =
  /等号|取等|相等|等式成立|当且仅当|取到|取得|达到|不能改进|无法改进|最优|最佳|最好|严格|紧[的致]|是紧|两[边端]相同|\b(?:equality|tight|attained|sharp|strict)\b/i;

/** A bound says when it is reached, or that it is not, before the next statement begins. */
export const inequalityStatesEquality = {
  id: 'inequality-states-equality',
  description: '写完的文章里，含不等式的定理写明何时取等，或者为什么取不到',
  defaultSeverity: 'warning',
  run: ({ derivations, files }) =>
    derivations.filter(isComplete).flatMap((derivation) => {
      const text = files.sources.get(derivation.path)?.text ?? '';
      const words = blankDisplays(text, derivation);
      return statementsOf(derivation).flatMap((result) => {
        if (!statesBound(derivation, result) || equality.test(textAround(words, derivation, result).after)) return [];
        return [
          {
            file: derivation.path,
            position: { start: result.position.start, end: result.position.start },
            message: `「${result.name === '' ? result.id : result.name}」是不等式，没有写何时取等。`,
            hint: '写明取等的条件；取不到时写明为什么，或者给一个说明它有多松的例子。',
          },
        ];
      });
    }),
} as const satisfies Rule;

function statesBound({ displays, formulas }: Derivation, { position }: Result): boolean {
  return displays.some(({ formula, position: { start, end } }) => {
    if (start.offset < position.start.offset || end.offset > position.end.offset) return false;
    const rows = withoutTag(formulas[formula]?.tex ?? '').split('\\\\');
    // A condition behind the statement, as in `\quad n\ge2`, is none of its bounds.
    return rows.some((row) => texChains(row)[0]?.some(({ relation }) => bounds.has(relation)) === true);
  });
}
