import { provable } from './results.ts';
import type { Derivation, Position, Result, ResultKind } from './types.ts';

/** Theorems, lemmas, propositions, corollaries, in the order of the text. */
export function statementsOf({ results }: Derivation): readonly Result[] {
  return results.filter(({ kind }) => provable.has(kind));
}

const endings: ReadonlySet<ResultKind> = new Set(['exercise', 'solution', 'example']);

/** Whether something stands in an exercise, a solution or an example: these end with what they found, nobody comes back to it. */
export function isInEnding({ results }: Derivation, { start }: Position): boolean {
  return results.some(({ kind, position }) => {
    const [from, to] = [position.start.offset, position.end.offset];
    return endings.has(kind) && from < start.offset && start.offset < to;
  });
}

/** The text of a post with its displays blanked: what is said about them. */
export function blankDisplays(text: string, { displays }: Derivation): string {
  return displays.reduce((out, { position: { start, end } }) => {
    const blank = out.slice(start.offset, end.offset).replace(/[^\n]/g, ' ');
    return out.slice(0, start.offset) + blank + out.slice(end.offset);
  }, text);
}

/**
 * What stands around a statement.
 * @returns `upTo`: its box, with the text that leads to it since the last heading or box. `after`: its box with what follows,
 * its proof for one, up to the next statement or section.
 */
export function textAround(
  text: string,
  derivation: Derivation,
  { position }: Result,
): { readonly upTo: string; readonly after: string } {
  const [start, end] = [position.start.offset, position.end.offset];
  const { headings, results } = derivation;
  const ends = [...headings, ...results].map((each) => each.position.end.offset).filter((offset) => offset <= start);
  const next = [...headings.filter(({ depth }) => depth <= 2), ...statementsOf(derivation)]
    .map((each) => each.position.start.offset)
    .filter((offset) => offset >= end);
  return {
    upTo: text.slice(Math.max(0, ...ends), end),
    after: text.slice(start, Math.min(text.length, ...next)),
  };
}
