import type { IndexedEquation } from '../equations/types.ts';
import { createTerms } from './terms.ts';
import type { Concept, Post, Site } from './types.ts';

/** What the site has to say about a concept. */
export interface ConceptUses {
  readonly concept: Concept;
  /** Where it is defined; `undefined` while no post does. */
  readonly definition: { readonly post: Post; readonly anchor: string } | undefined;
  /** Posts that build on it, the defining one first, then in the order of the site. */
  readonly posts: readonly Post[];
  /** Numbered equations of its definition or behind a sentence that names it, in the order of the site. */
  readonly equations: readonly IndexedEquation[];
}

/** Every page of a concept asks for all of them. */
const known = new WeakMap<Site, readonly ConceptUses[]>();

/** Every concept with its uses, in the order of `concepts.yaml`. One pass over all equations of a site. */
export function usesOfConcepts(site: Site): readonly ConceptUses[] {
  const uses = known.get(site) ?? collectUses(site);
  known.set(site, uses);
  return uses;
}

function collectUses({ content, posts, bySlug, index }: Site): ConceptUses[] {
  const equations = new Map<string, Set<IndexedEquation>>();
  const add = (concept: string, equation: IndexedEquation): void => {
    equations.set(concept, (equations.get(concept) ?? new Set()).add(equation));
  };
  const definedBy = new Map<string, string[]>();
  for (const { id, definedIn = '' } of content.concepts)
    if (definedIn.includes('#')) definedBy.set(definedIn, [...(definedBy.get(definedIn) ?? []), id]);
  const terms = createTerms(content.concepts);
  for (const post of posts) {
    for (const equation of equationsOf(post, index)) {
      for (const { concept } of terms.find(equation.lead.replace(/\$[^$]*\$/g, ' '))) add(concept, equation);
      for (const concept of definedBy.get(`${post.slug}#${equation.result ?? ''}`) ?? []) add(concept, equation);
    }
  }
  return content.concepts.map((concept) => {
    const [slug = '', anchor = ''] = concept.definedIn?.split('#') ?? [];
    const defining = bySlug.get(slug);
    const using = posts.filter((post) => post !== defining && post.concepts.includes(concept.id));
    return {
      concept,
      definition: defining === undefined ? undefined : { post: defining, anchor },
      posts: defining === undefined ? using : [defining, ...using],
      equations: [...(equations.get(concept.id) ?? [])],
    };
  });
}

function equationsOf({ slug, derivation }: Post, index: Site['index']): IndexedEquation[] {
  return derivation.equations.flatMap(
    ({ number }) => (number === undefined ? undefined : index.equations.get(`${slug}#eq-${String(number)}`)) ?? [],
  );
}

export interface ConceptArea {
  readonly name: string;
  readonly concepts: readonly ConceptUses[];
}

/** The areas of one kind, in the order of their first concept. */
export function areasOf(uses: readonly ConceptUses[], kind: Concept['kind']): ConceptArea[] {
  const areas = new Map<string, ConceptUses[]>();
  for (const use of uses) {
    if (use.concept.kind !== kind) continue;
    const area = areas.get(use.concept.area) ?? [];
    areas.set(use.concept.area, area);
    area.push(use);
  }
  return [...areas].map(([name, concepts]) => ({ name, concepts }));
}

/** Posts that use a tool of one area for a theory of another: the cell of the matrix. */
export function meeting(tool: ConceptArea, theory: ConceptArea): Post[] {
  const served = new Set(theory.concepts.flatMap(({ posts }) => posts));
  return [...new Set(tool.concepts.flatMap(({ posts }) => posts))].filter((post) => served.has(post));
}
