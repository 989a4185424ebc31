import { nameOf } from '../../equations/resolve-reference.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Site } from '../types.ts';
import type { Edge } from './edges.ts';

/** What of the earlier post is used, in words. */
export interface EvidenceNames {
  /** The first few places, in their order. */
  readonly places: readonly { readonly anchor: string; readonly name: string }[];
  /** Number of all places. */
  readonly total: number;
  readonly concepts: readonly { readonly id: string; readonly name: string }[];
}

const shown = 4;

export function evidenceOf(
  { from, anchors, concepts }: Edge,
  { index, content }: Pick<Site, 'index' | 'content'>,
  t: Translate,
): EvidenceNames {
  const places = anchors.flatMap((anchor) => {
    const target = index.anchors.get(`${from}#${anchor}`);
    return target === undefined ? [] : [{ anchor, name: nameOf(index, target, t) }];
  });
  return {
    places: places.slice(0, shown),
    total: places.length,
    concepts: content.concepts.filter(({ id }) => concepts.includes(id)).map(({ id, name }) => ({ id, name })),
  };
}
