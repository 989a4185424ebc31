import { labelAnchor } from '../build-index.ts';
import type { Published } from './published.ts';
import type { LedgerEntry } from './types.ts';

/**
 * What became of an anchor that is not there any more, as a hint in Chinese; `undefined` where it was never published.
 * @param id `eq-7`, `eq-name`, the id of a heading
 */
export function whatBecame(published: Published | undefined, slug: string, id: string): string | undefined {
  if (published === undefined) return undefined;
  const names = (entry: LedgerEntry): readonly string[] => [
    entry.anchor,
    ...(entry.label === undefined ? [] : [labelAnchor(entry.label)]),
    ...(entry.aliases ?? []),
  ];
  const isMeant = (entry: LedgerEntry): boolean =>
    entry.post === slug && entry.kind !== 'post' && names(entry).includes(id);
  const moved = published.match.pairs.filter(({ entry }) => isMeant(entry));
  const retired = published.ledger.filter((entry) => entry.retired !== undefined && isMeant(entry));
  const [first, another] = [
    ...moved.map(({ current }) => `它现在是 #${current.anchor}。`),
    ...retired.map(({ retired: why }) => {
      const reason = why?.reason === undefined ? '' : `：${why.reason}`;
      return `它已停用${reason}${why?.replacement === undefined ? '' : `，现在看 ${why.replacement}`}。`;
    }),
  ];
  // A name that several things had in turn says nothing.
  return another === undefined ? first : undefined;
}
