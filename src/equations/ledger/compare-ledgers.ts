import type { Ledger, LedgerEntry } from './types.ts';

/** What a change did to the ledger: for reviewers, and for the rule that it only grows. */
export interface LedgerChange {
  readonly added: readonly LedgerEntry[];
  readonly retired: readonly LedgerEntry[];
  /** The anchor is another one now. */
  readonly moved: readonly { readonly before: LedgerEntry; readonly after: LedgerEntry }[];
  /** The anchor leads to another thing now. */
  readonly reused: readonly { readonly before: LedgerEntry; readonly holder: LedgerEntry }[];
  /** The LaTeX is another one now. */
  readonly reworded: readonly { readonly before: LedgerEntry; readonly after: LedgerEntry }[];
  /** Not allowed: entries may be added and retired, never dropped, given away or revived. */
  readonly lost: readonly LedgerEntry[];
}

/** @param before an earlier state, for instance that of the branch that a change is merged into */
export function compareLedgers(before: Ledger, after: Ledger): LedgerChange {
  const then = new Map(before.map((entry) => [entry.id, entry]));
  const now = new Map(after.map((entry) => [entry.id, entry]));
  const holders = new Map(
    after.filter(({ retired }) => retired === undefined).map((entry) => [addressOf(entry), entry]),
  );
  const kept = before.flatMap((entry) => {
    const found = now.get(entry.id);
    return found === undefined ? [] : [{ before: entry, after: found }];
  });
  return {
    added: after.filter(({ id }) => !then.has(id)),
    retired: kept
      .filter((pair) => pair.before.retired === undefined && pair.after.retired !== undefined)
      .map((pair) => pair.after),
    moved: kept.filter((pair) => pair.after.retired === undefined && pair.before.anchor !== pair.after.anchor),
    reused: before.flatMap((entry) => {
      const holder = entry.retired === undefined ? holders.get(addressOf(entry)) : undefined;
      return holder === undefined || holder.id === entry.id ? [] : [{ before: entry, holder }];
    }),
    reworded: kept.filter((pair) => pair.before.kind === 'equation' && pair.before.hash !== pair.after.hash),
    lost: before.filter((entry) => isLost(entry, now.get(entry.id))),
  };
}

function isLost(before: LedgerEntry, after: LedgerEntry | undefined): boolean {
  const isRevived = before.retired !== undefined && after?.retired === undefined;
  return after?.post !== before.post || after.kind !== before.kind || isRevived;
}

function addressOf({ post, anchor }: LedgerEntry): string {
  return `${post}#${anchor}`;
}
