import type { Derivation, EquationIndex } from '../equations/types.ts';

/** What an equation rests on and what rests on it, by number, in the order of the post. */
export interface Lineage {
  readonly rests: readonly number[];
  readonly leads: readonly number[];
}

/**
 * Where the equations of a post come from, read from the text: an equation rests on those that are referred to between
 * the equation before it and itself, in the same section. Only what the author wrote counts; nothing is inferred from
 * the order alone.
 */
export function lineageOf(derivation: Derivation, { anchors }: Pick<EquationIndex, 'anchors'>): Map<number, Lineage> {
  const { slug } = derivation.name;
  const lines = new Map<number, { rests: Set<number>; leads: Set<number> }>();
  const lineOf = (number: number) => {
    const line = lines.get(number) ?? { rests: new Set<number>(), leads: new Set<number>() };
    lines.set(number, line);
    return line;
  };
  const numbered = derivation.equations.filter((equation) => equation.number !== undefined);
  for (const { number } of numbered) if (number !== undefined) lineOf(number);
  for (const reference of derivation.references) {
    const { target, heading, position } = reference;
    if (target.type === 'post') continue;
    const id =
      target.type === 'number'
        ? `eq-${String(target.number)}`
        : target.type === 'label'
          ? target.label.replaceAll(':', '-')
          : target.id;
    const found = anchors.get(`${slug}#${id}`);
    const source = found?.type === 'equation' ? derivation.equations[found.equation]?.number : undefined;
    const next = numbered.find(
      (equation) => equation.heading === heading && equation.position.start.offset > position.end.offset,
    );
    if (source === undefined || next?.number === undefined || source === next.number) continue;
    lineOf(next.number).rests.add(source);
    lineOf(source).leads.add(next.number);
  }
  const sorted = (numbers: ReadonlySet<number>): number[] => [...numbers].sort((a, b) => a - b);
  return new Map(
    [...lines].map(([number, { rests, leads }]) => [number, { rests: sorted(rests), leads: sorted(leads) }]),
  );
}
