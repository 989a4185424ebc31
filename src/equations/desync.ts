import type { Derivation, ParseProblem, Position } from './types.ts';

/**
 * The place from which on a post was read wrongly: text was taken for math, or math for text. What rules see behind it is a
 * consequence, so only this one fault is told, as a compiler does after a missing brace.
 */
export interface Desync {
  readonly kind: 'unclosed-display' | 'unclosed-environment' | 'text-on-fence';
  readonly detail: string;
  readonly position: Position;
}

const kinds: ReadonlySet<ParseProblem['kind']> = new Set<Desync['kind']>([
  'unclosed-display',
  'unclosed-environment',
  'text-on-fence',
]);

/** The first such place of a post, `undefined` where there is none. */
export function desyncOf({ displays, formulas, problems }: Derivation): Desync | undefined {
  const told = problems.filter((problem): problem is ParseProblem & Desync => kinds.has(problem.kind));
  // A display without its closing fence may end at the opening one of the next: all that is wrong with it is a blank line.
  const blank = /\n[ \t]*(?:\r?\n|$)/;
  const isOdd = told.some(({ kind }) => kind === 'unclosed-display');
  const guessed = displays.flatMap(({ form, formula, position }): Desync[] => {
    if (!isOdd || form !== 'dollars' || !blank.test(formulas[formula]!.tex)) return [];
    const { line, column, offset } = position.start;
    return [
      {
        kind: 'unclosed-display',
        detail: '',
        position: { start: position.start, end: { line, column: column + 2, offset: offset + 2 } },
      },
    ];
  });
  return [...told, ...guessed].sort((a, b) => a.position.start.offset - b.position.start.offset)[0];
}

/** Rules that look at what was read as math or as text, and so see nothing certain behind a desync. */
export function isUncertain(position: Position, desync: Desync | undefined): boolean {
  return desync !== undefined && position.start.offset >= desync.position.start.offset;
}
