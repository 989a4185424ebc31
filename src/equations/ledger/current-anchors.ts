import { equationAnchor } from '../build-index.ts';
import { hashTex, hashText } from '../hash.ts';
import { anchorPrefixes } from '../results.ts';
import type { Derivation, EquationIndex } from '../types.ts';
import type { CurrentAnchor } from './types.ts';

/** Everything of all posts that can be linked to: by slug; in a post by kind, in the order of the text. */
export function currentAnchors(index: EquationIndex): CurrentAnchor[] {
  const slugs = [...index.derivations.keys()].sort();
  return slugs.flatMap((slug) => anchorsOf(slug, index.derivations.get(slug)!));
}

function anchorsOf(post: string, derivation: Derivation): CurrentAnchor[] {
  const { equations, results, headings } = derivation;
  const seen = new Set<string>();
  // Of two things with one id the first can be reached; the check has reported the second.
  const isFirst = ({ anchor }: CurrentAnchor): boolean => !seen.has(anchor) && seen.add(anchor) !== undefined;
  const sections = headings.map(({ id, text }): CurrentAnchor => {
    return { post, kind: 'section', anchor: id, label: undefined, hash: hashText(text), number: undefined };
  });
  const boxes = results
    .filter(({ id }) => id !== '')
    .map(({ id, kind, name, number }): CurrentAnchor => {
      const isNamed = id !== `${anchorPrefixes[kind] ?? ''}-${String(number ?? '')}`;
      const held = equations.filter(({ result }) => result === id).map(({ tex }) => hashTex(tex));
      const hash = hashText([kind, name, ...held].join('\0'));
      return { post, kind: 'result', anchor: id, label: isNamed ? id : undefined, hash, number };
    });
  const displayed = equations.flatMap(({ number, label, tex }): CurrentAnchor[] => {
    if (number === undefined) return [];
    return [{ post, kind: 'equation', anchor: equationAnchor(number), label, hash: hashTex(tex), number }];
  });
  const page: CurrentAnchor = { post, kind: 'post', anchor: '', label: undefined, hash: '', number: undefined };
  return [page, ...[...sections, ...boxes, ...displayed].filter(({ anchor }) => anchor !== '').filter(isFirst)];
}
