import type { Fold } from './fold.ts';
import type { ConceptPlace } from './types.ts';
import { isHanRun } from './words.ts';

/** A concept that a query names, and the same query with its other names. */
export interface Naming {
  /** Index into the list of concepts. */
  readonly concept: number;
  /** Whether the query is nothing but the name. */
  readonly whole: boolean;
  /** The query with each other name in the place of the one that was typed. */
  readonly variants: readonly string[];
}

export type FindNamings = (query: string) => readonly Naming[];

/** @returns finds concepts in folded queries; the longest name wins where names overlap */
export function createNamings(concepts: readonly ConceptPlace[], fold: Fold): FindNamings {
  const named = concepts.map(({ name, english, aliases }) => [
    ...new Set([name, ...aliases, english.replace(/\s*\(.*\)$/, '')].map(fold).filter((each) => each.length > 1)),
  ]);
  const entries = named
    .flatMap((names, concept) => names.map((name) => ({ name, concept })))
    .sort((a, b) => b.name.length - a.name.length || a.concept - b.concept);
  return (query) => {
    const found = new Map<number, Naming>();
    let rest = query;
    for (const { name, concept } of entries) {
      const at = findName(rest, name);
      if (at === -1 || found.has(concept)) continue;
      const whole = query === name;
      const others = (named[concept] ?? []).filter((other) => other !== name);
      const variants = others.map((other) => `${query.slice(0, at)} ${other} ${query.slice(at + name.length)}`.trim());
      found.set(concept, { concept, whole, variants });
      // What a longer name has taken is no part of a shorter one.
      rest = rest.slice(0, at) + '\0'.repeat(name.length) + rest.slice(at + name.length);
    }
    return [...found.values()];
  };
}

/** Chinese names stand anywhere, others only as whole words: `ce` is not in `entrance`. */
function findName(text: string, name: string): number {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    const free = (edge: string, own: string): boolean => isHanRun(own) || !/[\p{L}\p{N}]/u.test(edge) || isHanRun(edge);
    if (free(before, name[0] ?? '') && free(after, name.at(-1) ?? '')) return at;
  }
  return -1;
}
