import type { Translate } from '../i18n/translate.ts';
import { targetOf } from './build-index.ts';
import type { AnchorTarget, EquationIndex, Reference, ResolvedReference } from './types.ts';

/**
 * What a reference leads to, with the words that an empty link shows.
 * @param slug of the post with the reference
 * @param titles of posts by slug, for links to other posts
 * @returns `undefined` where there is no such target
 */
export function resolveReference(
  index: EquationIndex,
  slug: string,
  reference: Reference,
  titles: ReadonlyMap<string, string>,
  t: Translate,
): ResolvedReference | undefined {
  const target = targetOf(index, slug, reference);
  if (target === undefined) return undefined;
  const title = target.slug === slug ? '' : t('ref.title', { title: titles.get(target.slug) ?? target.slug });
  if (target.id === '') {
    const anchor = { type: 'post', slug: target.slug, canonical: '' } as const;
    return { reference, slug: target.slug, anchor, text: title === '' ? (titles.get(slug) ?? slug) : title };
  }
  const anchor = index.anchors.get(`${target.slug}#${target.id}`);
  if (anchor === undefined) return undefined;
  return { reference, slug: target.slug, anchor, text: title + nameOf(index, anchor, t) };
}

/** `式(3)`, `定理 2`, `§2.1 存在性`; `''` for a place without a name. */
export function nameOf(index: EquationIndex, anchor: AnchorTarget, t: Translate): string {
  const derivation = index.derivations.get(anchor.slug);
  if (derivation === undefined) return '';
  if (anchor.type === 'equation')
    return `${t('ref.equation')}(${String(derivation.equations[anchor.equation]?.number ?? '?')})`;
  if (anchor.type === 'heading') {
    const heading = derivation.headings[anchor.heading];
    return heading === undefined ? '' : `§${heading.number === '' ? '' : `${heading.number} `}${heading.text}`;
  }
  if (anchor.type !== 'result') return '';
  const result = derivation.results[anchor.result];
  if (result === undefined) return '';
  return t(`kind.${result.kind}`) + (result.number === undefined ? '' : ` ${String(result.number)}`);
}
