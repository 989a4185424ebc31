import { equationAnchor, labelAnchor } from '../equations/build-index.ts';
import type { Derivation, EquationIndex, Use } from '../equations/types.ts';
import { lineageOf } from './lineage.ts';
import type { Site } from './types.ts';
import { plain } from './plain.ts';

/** Where a reference stands, as a reader is told: 式(11), §4.3 存在与唯一. */
export interface UsePlace {
  /** Id to go to: the equation that the sentence leads to, else the section. `''` for the top of the post. */
  readonly anchor: string;
  /** `(11)` for an equation, `§4.3` for a section, `''` for neither. */
  readonly label: string;
  /** `§4.3 存在与唯一`; `''` before the first heading. */
  readonly section: string;
  /** The sentence with the reference. */
  readonly text: string;
}

/** A sentence leads to the next equation of its section; the last sentences of a section lead to none. */
export function placeOf({ slug, reference }: Use, derivations: ReadonlyMap<string, Derivation>): UsePlace {
  const derivation = derivations.get(slug);
  const heading = derivation?.headings[reference.heading];
  const next = derivation?.equations.find(
    ({ heading: at, number, position }) =>
      at === reference.heading && number !== undefined && position.start.offset > reference.position.start.offset,
  );
  const section =
    heading === undefined ? '' : [heading.number === '' ? '' : `§${heading.number}`, heading.text].join(' ').trim();
  const text = reference.context;
  if (next?.number !== undefined)
    return { anchor: `eq-${String(next.number)}`, label: `(${String(next.number)})`, section, text };
  const label = heading === undefined || heading.number === '' ? '' : `§${heading.number}`;
  return { anchor: heading?.id ?? '', label, section, text };
}

/** One equation of a post as its tools show it. */
export interface EquationUses {
  /** Changes when the LaTeX changes; named in reports of mistakes. */
  readonly hash: string;
  readonly uses: readonly (UsePlace & { readonly slug: string; readonly title: string })[];
  /** Anchors of the equations it rests on, and of those that rest on it. */
  readonly rests: readonly string[];
  readonly leads: readonly string[];
}

/**
 * Who uses the equations of a post.
 * @param hash of LaTeX
 * @returns by anchor `eq-n`, in the order of the post; own uses first, then those of other posts in the order of the site
 */
export function usesOfPost(
  slug: string,
  { bySlug, index, posts }: Site,
  hash: (tex: string) => string,
): Record<string, EquationUses> {
  const place = new Map(posts.map((post, at) => [post.slug, at]));
  const rank = (use: Use): number => (use.slug === slug ? -1 : (place.get(use.slug) ?? posts.length));
  const derivation = bySlug.get(slug)?.derivation;
  if (derivation === undefined) return {};
  const lineage = lineageOf(derivation, index);
  const anchorsOf = (numbers: readonly number[] = []): string[] => numbers.map((number) => `eq-${String(number)}`);
  const found = derivation.equations.flatMap(({ number, tex }): [string, EquationUses][] => {
    if (number === undefined) return [];
    const anchor = `eq-${String(number)}`;
    const uses = [...(index.uses.get(`${slug}#${anchor}`) ?? [])].sort((a, b) => rank(a) - rank(b));
    const shown = uses.map((use) => ({
      ...placeOf(use, index.derivations),
      slug: use.slug,
      title: plain(bySlug.get(use.slug)?.title ?? use.slug),
    }));
    const { rests, leads } = lineage.get(number) ?? {};
    return [[anchor, { hash: hash(tex), uses: shown, rests: anchorsOf(rests), leads: anchorsOf(leads) }]];
  });
  return Object.fromEntries(found);
}

/** What other posts refer to in a post. */
export interface NamesUsed {
  /** Canonical ids, in the order of equations, results, sections. */
  readonly ids: readonly string[];
  /** Other names of those, as references and links give them. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** What other posts refer to in a post: equations, results, sections. */
export function namesUsedElsewhere(
  { name: { slug }, equations, results, headings }: Pick<Derivation, 'name' | 'equations' | 'results' | 'headings'>,
  { anchors, uses }: Pick<EquationIndex, 'anchors' | 'uses'>,
): NamesUsed {
  const names = [
    ...equations.flatMap(({ number, label }) => [
      ...(number === undefined ? [] : [equationAnchor(number)]),
      ...(label === undefined ? [] : [labelAnchor(label)]),
    ]),
    ...results.map(({ id }) => id),
    ...headings.map(({ id }) => id),
  ];
  const used = [...new Set(names)].flatMap((id): [string, string][] => {
    const canonical = anchors.get(`${slug}#${id}`)?.canonical;
    const places = canonical === undefined ? undefined : uses.get(`${slug}#${canonical}`);
    return canonical !== undefined && places?.some((use) => use.slug !== slug) ? [[id, canonical]] : [];
  });
  return {
    ids: used.filter(([id, canonical]) => id === canonical).map(([id]) => id),
    aliases: Object.fromEntries(used.filter(([id, canonical]) => id !== canonical)),
  };
}
