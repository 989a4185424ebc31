import { equationAnchor } from '../equations/build-index.ts';
import type { Derivation, Equation, Heading, Result, ResultKind } from '../equations/types.ts';
import { permanentIdOf, type PublishedAnchors } from '../site/anchors.ts';
import type { Post } from '../site/types.ts';
import { splitEquation, type SplitEquation } from './split-equation.ts';

/** Something of a post that can be asked. */
export type PostCard = BoxCard | EquationCard;

interface CardPlace {
  /** See `Card.id`. */
  readonly id: string;
  readonly anchor: string;
  readonly section: Heading | undefined;
}

/** A definition, an assumption or a result: its statement. */
export interface BoxCard extends CardPlace {
  readonly type: 'box';
  readonly result: Result;
}

export interface EquationCard extends CardPlace {
  readonly type: 'equation';
  readonly number: number;
  readonly equation: Equation;
  /** Place of its display among the formulas of the post. */
  readonly formula: number;
  /** Where it can be cut. */
  readonly split: SplitEquation | undefined;
  /** Several lines, asked one after the other. */
  readonly isDerivation: boolean;
}

const asked: ReadonlySet<ResultKind> = new Set([
  'definition',
  'assumption',
  'theorem',
  'lemma',
  'proposition',
  'corollary',
]);

/** With so many sides an equation is a derivation: what stands first, and two lines to be foreseen. */
const fewestSteps = 2;

/**
 * The cards of a post in the order of its text: every definition and result, every equation that the author named, and every
 * derivation of several lines. An equation inside a definition or result is asked with it.
 */
export function postCards(
  { slug, derivation }: Pick<Post, 'slug' | 'derivation'>,
  anchors: PublishedAnchors | undefined,
  macros: Readonly<Record<string, string>>,
): readonly PostCard[] {
  const idOf = (anchor: string): string => permanentIdOf(anchors, anchor) ?? `${slug}#${anchor}`;
  const boxes = derivation.results.flatMap((result): (BoxCard & { at: number })[] => {
    if (!asked.has(result.kind) || result.id === '') return [];
    const { id: anchor, heading, position } = result;
    const place = { id: idOf(anchor), anchor, section: derivation.headings[heading], at: position.start.offset };
    return [{ type: 'box', ...place, result }];
  });
  const inBox = new Set(boxes.map(({ anchor }) => anchor));
  const equations = derivation.equations.flatMap((equation): (EquationCard & { at: number })[] => {
    const { number, label, result, heading, position } = equation;
    const display = derivation.displays[equation.display];
    if (number === undefined || display === undefined || (result !== undefined && inBox.has(result))) return [];
    // The first of two with the same number has the anchor.
    if (firstOfNumber(derivation, number) !== equation) return [];
    // Not to take every equation of a site apart.
    if (label === undefined && equation.tex.split('=').length <= fewestSteps) return [];
    const split = splitEquation(equation.tex, macros);
    const isDerivation = (split?.steps.length ?? 0) >= fewestSteps;
    if (label === undefined && !isDerivation) return [];
    const anchor = equationAnchor(number);
    const place = { id: idOf(anchor), anchor, section: derivation.headings[heading], at: position.start.offset };
    return [{ type: 'equation', ...place, number, equation, formula: display.formula, split, isDerivation }];
  });
  return [...boxes, ...equations].sort((a, b) => a.at - b.at).map(({ at: _, ...card }) => card);
}

function firstOfNumber({ equations }: Derivation, number: number): Equation | undefined {
  return equations.find((equation) => equation.number === number);
}
