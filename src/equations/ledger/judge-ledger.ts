import { labelAnchor } from '../build-index.ts';
import type { EquationIndex, Use } from '../types.ts';
import type { CurrentAnchor, Ledger, LedgerEntry, LedgerMatch, Pair } from './types.ts';

/** Something published that was changed, with the sentences that refer to it. */
export interface Suspect extends Pair {
  readonly uses: readonly Use[];
}

/** An anchor that leads somewhere else than it did. */
export interface ChangedMeaning {
  /** What it led to, and where that is now. */
  readonly entry: LedgerEntry;
  readonly movedTo: CurrentAnchor;
  /** What it leads to now. */
  readonly current: CurrentAnchor;
}

/** References to look at again: the equation that they name says something else than when they were last looked at. */
export function suspectReferences({ pairs }: LedgerMatch, index: EquationIndex): Suspect[] {
  return pairs.flatMap((pair): Suspect[] => {
    const { entry, current } = pair;
    if (entry.kind !== 'equation' || (entry.seen ?? entry.hash) === current.hash) return [];
    const uses = index.uses.get(`${current.post}#${current.anchor}`) ?? [];
    return uses.length === 0 ? [] : [{ ...pair, uses }];
  });
}

/** Published equations that say something else than when the ledger was last updated. */
export function changedEquations({ pairs }: LedgerMatch): Pair[] {
  return pairs.filter(({ entry, current }) => entry.kind === 'equation' && entry.hash !== current.hash);
}

/** Published names that were taken away from things that are still there. */
export function lostLabels({ pairs }: LedgerMatch): Pair[] {
  return pairs.filter(({ entry, current }) => entry.label !== undefined && entry.label !== current.label);
}

/** Anchors under which a reader who follows an old link now finds another thing. */
export function changedMeanings({ pairs, added }: LedgerMatch): ChangedMeaning[] {
  const now = new Map([...pairs.map(({ current }) => current), ...added].map((each) => [keyOf(each), each]));
  return pairs.flatMap(({ entry, current: movedTo }): ChangedMeaning[] => {
    const current = entry.anchor === movedTo.anchor ? undefined : now.get(keyOf(entry));
    return current === undefined ? [] : [{ entry, movedTo, current }];
  });
}

/** Retired things whose replacement is not there. */
export function brokenReplacements(ledger: Ledger, index: EquationIndex): LedgerEntry[] {
  return ledger.filter(({ retired }) => {
    const replacement = retired?.replacement;
    if (replacement === undefined) return false;
    const [slug = '', id = ''] = replacement.split('#');
    return id === '' ? !index.derivations.has(slug) : !index.anchors.has(replacement);
  });
}

/** Where former anchors of a post lead now. */
export interface FormerAnchors {
  /** Former id → present id of the same thing: the page puts the former one beside it. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Id of a retired thing → its entry: the page shows a notice. */
  readonly retired: ReadonlyMap<string, LedgerEntry>;
}

/**
 * Former anchors that the page of a post still has to answer to. An id that now belongs to something else is not among them,
 * nor one that two things had in turn: permanent names tell those apart.
 * @param ledger up to date
 */
export function formerAnchors(ledger: Ledger, index: EquationIndex, slug: string): FormerAnchors {
  const holders = new Map<string, LedgerEntry[]>();
  for (const entry of ledger) {
    if (entry.post !== slug || entry.kind === 'post') continue;
    const former = entry.retired === undefined ? [] : [entry.anchor];
    const named = entry.label === undefined ? [] : [labelAnchor(entry.label)];
    for (const name of new Set([...former, ...named, ...(entry.aliases ?? [])]))
      holders.set(name, [...(holders.get(name) ?? []), entry]);
  }
  const aliases = new Map<string, string>();
  const retired = new Map<string, LedgerEntry>();
  for (const [name, [entry, another]] of holders) {
    if (entry === undefined || another !== undefined || index.anchors.has(`${slug}#${name}`)) continue;
    if (entry.retired === undefined) aliases.set(name, entry.anchor);
    else retired.set(name, entry);
  }
  return { aliases, retired };
}

function keyOf({ post, anchor }: Pick<CurrentAnchor, 'post' | 'anchor'>): string {
  return `${post}#${anchor}`;
}
