import type { Rule } from '../check-input.ts';
import { areTagsCertain } from '../balance.ts';
import { explainTexFault } from '../explain-tex-fault.ts';
import { doubledBrace } from '../doubled-brace.ts';
import { inSameBlock, overlap, placeInFormula } from '../positions.ts';
import type { Derivation, Formula } from '../types.ts';

/** Every formula is set as it was meant: KaTeX accepts it, and nothing in it is refused for safety. One finding a formula. */
export const mathRenders = {
  id: 'math-renders',
  description: '每个公式都能排版',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap((derivation) => {
      const source = files.sources.get(derivation.path)?.text ?? '';
      const told = new Set<number>();
      return derivation.formulaProblems.flatMap(({ formula: index, message, at }) => {
        const formula = derivation.formulas[index]!;
        if (told.has(index) || hasStructuralFault(derivation, formula, source)) return [];
        told.add(index);
        const place = placeInTex(formula.tex, message, at);
        const position = place ? placeInFormula(formula, source, ...place) : formula.position;
        return { file: derivation.path, position, ...explainTexFault(message) };
      });
    });
  },
} as const satisfies Rule;

/** A formula whose place or tags are wrong has its own finding; what KaTeX says of it is a consequence. */
function hasStructuralFault(derivation: Derivation, { index, position, tex }: Formula, source: string): boolean {
  if (doubledBrace(tex) !== undefined) return true;
  const told = derivation.problems.some(
    (problem) =>
      overlap(problem.position, position) ||
      // Where a dollar is missing, words are taken for formulas and formulas for words.
      (problem.kind === 'stray-dollar' && inSameBlock(problem.position, position, source)),
  );
  if (told) return true;
  const display = derivation.displays.find(({ formula }) => formula === index);
  return display !== undefined && display.misplacedTags.length > 0 && areTagsCertain(display, derivation);
}

/** Offset and length of what a message is about: a command as a whole. `undefined` where only the formula is known. */
function placeInTex(tex: string, message: string, at: number | undefined): [number, number] | undefined {
  const named = /\\[A-Za-z]+/.exec(message)?.[0];
  const from = at ?? (named === undefined ? -1 : tex.indexOf(named));
  if (from < 0 || from >= tex.length) return undefined;
  return [from, /^\\(?:[A-Za-z]+|.)/.exec(tex.slice(from))?.[0].length ?? 1];
}
