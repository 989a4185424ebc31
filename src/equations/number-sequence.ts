import { labelAnchor } from './build-index.ts';
import { auditSequence, type SequenceAudit, type SequenceEntry } from './audit-sequence.ts';
import { desyncOf } from './desync.ts';
import type { Derivation, Equation, ParseProblem } from './types.ts';

/** Faults behind which any number of equations may have vanished from the parser's sight. */
const swallowing: ReadonlySet<ParseProblem['kind']> = new Set(['nested-display', 'other-environment']);

/** Faults behind which one number is. */
const hidingOne: ReadonlySet<ParseProblem['kind']> = new Set(['one-line-display', 'tag-in-inline']);

/** Whether equations of the post may be missing from what was parsed, so that nothing is concluded from their absence. */
export function isSwallowed(derivation: Derivation): boolean {
  return desyncOf(derivation) !== undefined || derivation.problems.some(({ kind }) => swallowing.has(kind));
}

/** The numbers of a post in the order of the text, and what is wrong with them. */
export interface NumberSequence extends SequenceAudit {
  /** The equation of an entry that carries a number. */
  equationAt(entry: number): Equation;
}

/** Reads the numbers of a post as a sequence. */
export function numberSequence(derivation: Derivation): NumberSequence {
  type Placed = { offset: number; entry: SequenceEntry; equation?: Equation };
  const places = (count: number): SequenceEntry => ({ number: undefined, places: count });
  const placed: Placed[] = [];
  for (const equation of derivation.equations) {
    const entry = equation.number === undefined ? places(1) : { number: equation.number };
    placed.push({ offset: equation.position.start.offset, entry, equation });
  }
  for (const display of derivation.displays) {
    for (const { position } of display.misplacedTags) placed.push({ offset: position.start.offset, entry: places(1) });
    if (display.untagged === 0) continue;
    // Which rows lack their tag is not known: the first ones, or some behind any of the others.
    const tagged = display.equations.map((index) => derivation.equations[index]!.position.start.offset + 0.5);
    for (const offset of [display.position.start.offset, ...tagged])
      placed.push({ offset, entry: places(display.untagged) });
  }
  for (const { kind, position } of derivation.problems) {
    const { offset } = position.start;
    if (swallowing.has(kind)) placed.push({ offset, entry: places(Infinity) });
    else if (hidingOne.has(kind)) placed.push({ offset, entry: places(1) });
  }
  const desync = desyncOf(derivation);
  if (desync) placed.push({ offset: desync.position.start.offset, entry: places(Infinity) });
  placed.sort((a, b) => a.offset - b.offset);
  const audit = auditSequence(placed.map(({ entry }) => entry));
  return { ...audit, equationAt: (index) => placed[index]!.equation! };
}

/** The largest number of a post, 0 where there is none. */
export function largestNumber({ equations }: Derivation): number {
  return equations.reduce((largest, { number = 0 }) => Math.max(largest, number), 0);
}

/** Whether a number stands in the post in a place where it does not count: inside `aligned`, in inline math, in an unknown environment. */
export function standsAside(derivation: Derivation, number: number): boolean {
  const tag = `\\tag{${number}}`;
  return derivation.formulas.some(({ tex }) => tex.includes(tag));
}

/** Whether the absence of a number is the consequence of another fault, which has its own finding. */
export function isNumberHidden(derivation: Derivation, number: number): boolean {
  return isSwallowed(derivation) || standsAside(derivation, number) || numberSequence(derivation).hides(number);
}

/**
 * Whether an anchor is the name of an equation that lost its number: the missing number has its own finding.
 * @param id `eq-name`
 */
export function isLabelHidden({ displays, formulas }: Derivation, id: string): boolean {
  return displays.some(({ untagged, formula }) => {
    const labels = untagged === 0 ? [] : [...(formulas[formula]?.tex ?? '').matchAll(/\\label\s*\{([^{}]*)\}/g)];
    return labels.some(([, label = '']) => labelAnchor(label) === id);
  });
}
