import type { Rule } from '../check-input.ts';
import { explainTexFault } from '../explain-tex-fault.ts';
import { overlap, pointInFormula } from '../positions.ts';
import type { Derivation, Formula } from '../types.ts';

/** Every formula is set as it was meant: KaTeX accepts it, and nothing in it is refused for safety. One finding a formula. */
export const mathRenders = {
  id: 'math-renders',
  description: '每个公式都能排版',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap((derivation) => {
      const source = files.sources.get(derivation.path)?.text;
      const told = new Set<number>();
      return derivation.formulaProblems.flatMap(({ formula: index, message, at }) => {
        const formula = derivation.formulas[index]!;
        if (told.has(index) || hasStructuralFault(derivation, formula)) return [];
        told.add(index);
        const start =
          at === undefined ? formula.position.start : pointInFormula(formula, Math.min(at, formula.tex.length), source);
        const end =
          at === undefined ? formula.position.end : { ...start, column: start.column + 1, offset: start.offset + 1 };
        return { file: derivation.path, position: { start, end }, ...explainTexFault(message) };
      });
    });
  },
} as const satisfies Rule;

/** A formula whose place or tags are wrong has its own finding; what KaTeX says of it is a consequence. */
function hasStructuralFault({ problems, displays }: Derivation, { index, position }: Formula): boolean {
  return (
    problems.some((problem) => overlap(problem.position, position)) ||
    displays.some((display) => display.formula === index && display.misplacedTags.length > 0)
  );
}
