import type { Derivation, IndexedEquation } from '../../equations/types.ts';
import type { StatusKind } from '../../site/status.ts';
import type { Post, Site } from '../../site/types.ts';
import { writeTrees, type FormulaEntries, type PostTrees } from './formula-index.ts';
import { readTex } from './read-tex.ts';
import { toShape } from './to-shape.ts';

type Macros = Site['content']['macros'];

/** The equations of a post that search knows, in its order: those that have a number and an anchor. */
export function searchedEquations({ slug, derivation }: Post, { index }: Site): readonly IndexedEquation[] {
  return derivation.equations.flatMap(({ number }) => {
    const equation = number === undefined ? undefined : index.equations.get(`${slug}#eq-${String(number)}`);
    return equation?.number === number && equation !== undefined ? [equation] : [];
  });
}

/** What search reads of the equations of a post: of each that has a number, in the order of the post. */
export interface ReadEquations {
  readonly trees: PostTrees;
  /** As it can be set: a row of `align` has its `&` outside of any table. */
  readonly tex: readonly string[];
}

/** Reads the equations of a post. For when the post is compiled: pages find it read. */
export function readEquations({ equations }: Pick<Derivation, 'equations'>, macros: Macros): ReadEquations {
  const numbered = equations.filter(({ number }) => number !== undefined).map(({ tex }) => tex);
  const read = numbered.map((tex) => readTex(tex, macros));
  return {
    trees: writeTrees(read.map(({ nodes }) => toShape(nodes))),
    tex: numbered.map((tex, place) => (tex.includes('&') ? (read[place]?.tex ?? tex) : tex)),
  };
}

export interface EntryOptions {
  /** Of the page of the post, with the base. */
  readonly url: string;
  readonly read: ReadEquations;
  readonly statusOf: (number: number) => StatusKind | undefined;
}

/** What is shown of the equations of a post when they are found. */
export function formulaEntries(post: Post, site: Site, { url, read, statusOf }: EntryOptions): FormulaEntries {
  const sections: string[] = [];
  const placeOf = (section: IndexedEquation['section']): number => {
    if (section === undefined) return -1;
    const name = [section.number, section.text].filter((each) => each !== '').join(' ');
    const known = sections.indexOf(name);
    return known === -1 ? sections.push(name) - 1 : known;
  };
  const formulas = searchedEquations(post, site).map(
    ({ number, tex, section, label }, place) =>
      [number, read.tex[place] ?? tex, placeOf(section), label ?? '', statusOf(number) ?? ''] as const,
  );
  return { title: post.title, url, sections, formulas };
}
