import type { Rule } from '../check-input.ts';
import { isComplete } from '../front-matter-facts.ts';
import { isInEnding } from '../statements.ts';
import { texChains, type TexSide } from '../tex-sides.ts';

/**
 * A calculation of several steps stands in displays, where each step has a number. Cells of tables have no room for any;
 * solutions and examples are calculations from end to end, and their numbers come from a program.
 */
export const inlineChainIsNumbered = {
  id: 'inline-chain-is-numbered',
  description: '写完的文章里，行内公式不连写两个等号的推算，推算写成有编号的公式',
  defaultSeverity: 'warning',
  run: ({ derivations }) =>
    derivations.filter(isComplete).flatMap((derivation) =>
      derivation.formulas.flatMap(({ display, inTable, tex, position }) => {
        const isPassed = display || inTable || isInEnding(derivation, position);
        const chain = isPassed ? undefined : texChains(tex).find(isCalculation);
        if (chain === undefined) return [];
        return [
          {
            file: derivation.path,
            position,
            message: `行内连写了 ${String(chain.filter(({ relation }) => relation === '=').length)} 个等号，中间的步骤没有编号。`,
            actual: `$${tex}$`,
            hint: '写成独立的公式并编号，或者把中间的一步去掉；确实不值得编号时不必改。',
          },
        ];
      }),
    ),
} as const satisfies Rule;

/** Two equal signs, between terms of which two at least are put together: `a=b=0` only gives two letters one value. */
function isCalculation(chain: readonly TexSide[]): boolean {
  const equalities = chain.filter(({ relation }) => relation === '=').length;
  return equalities >= 2 && chain.filter(({ tex }) => !isSimple(tex)).length >= 2;
}

const letter = String.raw`(?:\\[A-Za-z]+\s*)*(?:\{?[A-Za-z\d.]+\}?|\\[A-Za-z]+)`;
const script = String.raw`(?:\s*[_^]\s*(?:\{[^{}]*\}|\\[A-Za-z]+|[^\s{}\\])|')`;
/** A letter with its marks and indices, its value at a place, or a number. */
const simple = new RegExp(
  String.raw`^[-+]?\s*(?:${letter}${script}*(?:\([-+]?(?:[A-Za-z]|\\[a-z]+|\d+)(?:\^[-+])?\))?|\\c?dots|\\infty|\d+(?:\.\d+)?)$`,
);

function isSimple(tex: string): boolean {
  return tex === '' || simple.test(tex.replace(/\\[,;:! ]/g, '').trim());
}
