import { resolvePath } from './relative-path.ts';
import type { AnchorTarget, Derivation, EquationIndex, IndexedEquation, Reference, Use } from './types.ts';

/** `eq-7` */
export function equationAnchor(number: number): string {
  return `eq-${String(number)}`;
}

/** `eq:least-squares` → `eq-least-squares`, the permanent name of a labelled equation. */
export function labelAnchor(label: string): string {
  return label.replaceAll(':', '-');
}

/**
 * Everything that can be looked up, made of all posts. Of two things with one name the first counts; the rules have
 * reported the second. Of two posts with one slug the first in order of path counts.
 */
export function buildIndex(derivations: readonly Derivation[]): EquationIndex {
  const sorted = [...derivations].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const bySlug = new Map<string, Derivation>();
  for (const derivation of sorted) if (!bySlug.has(derivation.name.slug)) bySlug.set(derivation.name.slug, derivation);
  const equations = new Map<string, IndexedEquation>();
  const anchors = new Map<string, AnchorTarget>();
  for (const [slug, derivation] of bySlug) addPost(slug, derivation, equations, anchors);
  const index = { derivations: bySlug, equations, anchors, uses: new Map<string, readonly Use[]>() };
  return { ...index, uses: collectUses(index) };
}

function addPost(
  slug: string,
  derivation: Derivation,
  equations: Map<string, IndexedEquation>,
  anchors: Map<string, AnchorTarget>,
): void {
  const add = (id: string, target: AnchorTarget): void => {
    const key = `${slug}#${id}`;
    if (id !== '' && !anchors.has(key)) anchors.set(key, target);
  };
  derivation.equations.forEach((equation, place) => {
    if (equation.number === undefined) return;
    const anchor = equationAnchor(equation.number);
    const heading = derivation.headings[equation.heading];
    const entry: IndexedEquation = {
      slug,
      number: equation.number,
      label: equation.label,
      tex: equation.tex,
      anchor,
      section: heading === undefined ? undefined : { number: heading.number, text: heading.text, id: heading.id },
      lead: equation.lead,
      result: equation.result,
    };
    const names = [anchor, ...(equation.label === undefined ? [] : [labelAnchor(equation.label)])];
    for (const name of names) {
      if (equations.has(`${slug}#${name}`)) continue;
      equations.set(`${slug}#${name}`, entry);
      add(name, { type: 'equation', slug, equation: place, canonical: anchor });
    }
  });
  derivation.results.forEach(({ id }, result) => {
    add(id, { type: 'result', slug, result, canonical: id });
  });
  derivation.headings.forEach(({ id }, heading) => {
    add(id, { type: 'heading', slug, heading, canonical: id });
  });
  for (const { id } of derivation.htmlIds) add(id, { type: 'html', slug, canonical: id });
}

type Lookup = Omit<EquationIndex, 'uses'>;

/** Slug and id that a reference names, whether or not they exist; `undefined` where the path is no post. */
export function targetOf(index: Lookup, slug: string, reference: Reference): { slug: string; id: string } | undefined {
  const { target } = reference;
  if (target.type === 'number') return { slug, id: equationAnchor(target.number) };
  if (target.type === 'label') return { slug, id: labelAnchor(target.label) };
  if (target.type === 'anchor') return { slug, id: target.id };
  const from = index.derivations.get(slug)?.name.topic ?? '';
  const [topic, file, ...rest] = resolvePath(`${from}/${slug}.md`, target.path).split('/');
  const other = file?.replace(/\.mdx?$/, '') ?? '';
  const found = index.derivations.get(other);
  if (rest.length > 0 || found === undefined || found.name.topic !== topic) return undefined;
  if (!file?.endsWith(`.${found.name.format}`)) return undefined;
  return { slug: other, id: target.id };
}

function collectUses(index: Lookup): Map<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const [slug, derivation] of index.derivations) {
    for (const reference of derivation.references) {
      const target = targetOf(index, slug, reference);
      if (target === undefined) continue;
      const canonical = target.id === '' ? '' : index.anchors.get(`${target.slug}#${target.id}`)?.canonical;
      if (canonical === undefined) continue;
      const key = `${target.slug}#${canonical}`;
      const found = uses.get(key);
      if (found === undefined) uses.set(key, [{ slug, reference }]);
      else found.push({ slug, reference });
    }
  }
  return uses;
}
