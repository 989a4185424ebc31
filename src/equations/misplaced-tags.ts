import { areTagsCertain } from './balance.ts';
import type { RuleFinding } from './check-input.ts';
import type { Derivation, Display } from './types.ts';

/**
 * Tags that stand where LaTeX has none, one finding each; none where a fault of the delimiters makes the places uncertain.
 * @param why which kind of wrong place
 * @param explain what is wrong with a tag of that kind, given what it holds
 */
export function misplacedTagFindings(
  derivations: readonly Derivation[],
  why: Display['misplacedTags'][number]['why'],
  explain: (tag: string) => Pick<RuleFinding, 'message' | 'hint'>,
): RuleFinding[] {
  return derivations.flatMap((derivation) =>
    derivation.displays
      .filter((display) => areTagsCertain(display, derivation))
      .flatMap((display) => display.misplacedTags.filter((misplaced) => misplaced.why === why))
      .map(({ tag, position }) => ({ file: derivation.path, position, actual: tag, ...explain(tag) })),
  );
}
