import type { Rule } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import { isNumberHidden, largestNumber } from '../number-sequence.ts';

/** Equations that the front matter declares as definition, assumption or unchecked exist. */
export const declaredEquationExists = {
  id: 'declared-equation-exists',
  description: 'front matter 里 equations 列出的公式存在',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const declared = metaOf(derivation)?.equations;
      if (!declared) return [];
      const numbers = new Set(derivation.equations.map(({ number }) => number));
      return (['definition', 'assumption', 'unchecked'] as const).flatMap((kind) =>
        declared[kind].flatMap((number, index) => {
          if (numbers.has(number) || isNumberHidden(derivation, number)) return [];
          return {
            file: derivation.path,
            position: placeInFrontMatter(derivation, `equations.${kind}.${index}`),
            message: `equations.${kind} 里的 ${number} 不是本文的公式，本文编号到 (${largestNumber(derivation)})。`,
            actual: String(number),
            hint: '改成公式的编号，或者从列表里删掉。',
          };
        }),
      );
    });
  },
} as const satisfies Rule;
