import type { IndexedEquation } from '../../equations/types.ts';
import type { StatusKind } from '../../site/status.ts';
import type { Post, Site } from '../../site/types.ts';
import type { FormulaEntries, FormulaPost } from './formula-index.ts';
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

/** Trees of all equations of a post. */
export function formulaPost(post: Post, site: Site): FormulaPost {
  const { macros } = site.content;
  return {
    slug: post.slug,
    shapes: searchedEquations(post, site).map(({ tex }) => toShape(readTex(tex, macros).nodes)),
  };
}

export interface EntryOptions {
  /** Of the page of the post, with the base. */
  readonly url: string;
  readonly statusOf: (number: number) => StatusKind | undefined;
}

/** What is shown of the equations of a post when they are found. */
export function formulaEntries(post: Post, site: Site, { url, statusOf }: EntryOptions): FormulaEntries {
  const sections: string[] = [];
  const placeOf = (section: IndexedEquation['section']): number => {
    if (section === undefined) return -1;
    const name = [section.number, section.text].filter((each) => each !== '').join(' ');
    const known = sections.indexOf(name);
    return known === -1 ? sections.push(name) - 1 : known;
  };
  const formulas = searchedEquations(post, site).map(
    ({ number, tex, section, label }) =>
      [number, settable(tex, site.content.macros), placeOf(section), label ?? '', statusOf(number) ?? ''] as const,
  );
  return { title: post.title, url, sections, formulas };
}

/** A row of `align` has its `&` outside of any table. */
function settable(tex: string, macros: Macros): string {
  return tex.includes('&') ? readTex(tex, macros).tex : tex;
}
