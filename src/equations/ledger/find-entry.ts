import { labelAnchor } from '../build-index.ts';
import { nearestName } from '../nearest-name.ts';
import type { Ledger, LedgerEntry } from './types.ts';

/** `#q-k3m8xz`: the anchor of a published thing that never changes and is never given to anything else. */
export function permanentAnchor({ id }: Pick<LedgerEntry, 'id'>): string {
  return `q-${id}`;
}

/**
 * The entry that an author names: by permanent id, by `slug#anchor` (present anchor, published name, former anchor, in this
 * order), or by the slug of a post.
 * @throws Error with one Chinese sentence where there is none, or several
 */
export function findEntry(ledger: Ledger, name: string): LedgerEntry {
  const byId = ledger.find((entry) => entry.id === name.replace(/^(?:.*#)?q-(?=.{6}$)/, ''));
  if (byId !== undefined) return byId;
  const [post = '', anchor = ''] = name.split('#');
  const ofPost = ledger.filter((entry) => entry.post === post && (anchor === '') === (entry.kind === 'post'));
  const readings: readonly ((entry: LedgerEntry) => boolean)[] = [
    (entry) => entry.retired === undefined && entry.anchor === anchor,
    (entry) => entry.retired === undefined && entry.label !== undefined && labelAnchor(entry.label) === anchor,
    (entry) => entry.retired === undefined && (entry.aliases ?? []).includes(anchor),
    (entry) => entry.anchor === anchor,
  ];
  for (const reading of readings) {
    const [found, another] = ofPost.filter(reading);
    if (another !== undefined)
      throw new Error(
        `名册里有几条 ${name}，请用永久编号：${ofPost
          .filter(reading)
          .map(({ id }) => id)
          .join('、')}。`,
      );
    if (found !== undefined) return found;
  }
  const near = nearestName(name, [
    ...new Set(ledger.map((entry) => (entry.kind === 'post' ? entry.post : `${entry.post}#${entry.anchor}`))),
  ]);
  throw new Error(`名册里没有 ${name}${near === undefined ? '' : `，是 ${near} 吗`}。`);
}
