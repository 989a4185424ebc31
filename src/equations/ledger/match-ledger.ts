import {
  anchorKinds,
  type CurrentAnchor,
  type Ledger,
  type LedgerEntry,
  type LedgerMatch,
  type Pair,
} from './types.ts';

/** What the author decides where the tool cannot tell: permanent id → `slug#anchor` that it is now. */
export type Decisions = ReadonlyMap<string, string>;

/**
 * Follows every published thing through a change of the posts: by the author's decision, by its label, by what it says, and,
 * where that has changed, too, by its place between neighbours that have not. What fits none of these is missing.
 */
export function matchLedger(
  ledger: Ledger,
  currents: readonly CurrentAnchor[],
  decisions: Decisions = new Map(),
): LedgerMatch {
  const entries = group(
    ledger.filter(({ retired }) => retired === undefined),
    keyOfGroup,
  );
  const groups = group(currents, keyOfGroup);
  const posts = [...new Set([...ledger, ...currents].map(({ post }) => post))].sort();
  const matches = posts.flatMap((post) =>
    anchorKinds.map((kind) => {
      const key = keyOfGroup({ post, kind });
      return matchGroup(entries.get(key) ?? [], groups.get(key) ?? [], decisions);
    }),
  );
  return {
    currents,
    pairs: matches.flatMap(({ pairs }) => pairs),
    missing: matches.flatMap(({ missing }) => missing),
    added: matches.flatMap(({ added }) => added),
  };
}

const keyOfGroup = ({ post, kind }: Pick<CurrentAnchor, 'post' | 'kind'>): string => `${post} ${kind}`;

function matchGroup(
  entries: readonly LedgerEntry[],
  currents: readonly CurrentAnchor[],
  decisions: Decisions,
): LedgerMatch {
  const found = new Map<LedgerEntry, CurrentAnchor>();
  const taken = new Set<CurrentAnchor>();
  const pair = (entry: LedgerEntry | undefined, current: CurrentAnchor | undefined): void => {
    if (entry === undefined || current === undefined || found.has(entry) || taken.has(current)) return;
    found.set(entry, current);
    taken.add(current);
  };
  const byKey = (
    keyOfEntry: (entry: LedgerEntry) => string | undefined,
    keyOfCurrent: (current: CurrentAnchor) => string | undefined,
  ): void => {
    const left = group(
      entries.filter((entry) => !found.has(entry)),
      keyOfEntry,
    );
    const right = group(
      currents.filter((current) => !taken.has(current)),
      keyOfCurrent,
    );
    for (const [key, same] of left) {
      const others = right.get(key) ?? [];
      // Of several equal ones none can be told from the others, unless all are there: then their order decides.
      if (same.length === others.length)
        same.forEach((entry, place) => {
          pair(entry, others[place]);
        });
    }
  };
  byKey(
    ({ id }) => decisions.get(id),
    ({ post, anchor }) => `${post}#${anchor}`,
  );
  byKey(
    ({ label }) => label,
    ({ label }) => label,
  );
  byKey(
    ({ hash, anchor }) => `${hash} ${anchor}`,
    ({ hash, anchor }) => `${hash} ${anchor}`,
  );
  byKey(
    ({ hash }) => hash,
    ({ hash }) => hash,
  );
  // An author who names an equation, or takes the name away, has not made another one; two names are two equations.
  const mayBe = (entry: LedgerEntry, current: CurrentAnchor): boolean =>
    entry.label === undefined || current.label === undefined;
  for (const [gapEntries, gapCurrents] of gaps(entries, currents, found)) {
    if (gapEntries.length !== gapCurrents.length) continue;
    gapEntries.forEach((entry, place) => {
      const current = gapCurrents[place];
      if (current !== undefined && mayBe(entry, current)) pair(entry, current);
    });
  }
  return {
    currents,
    pairs: entries.flatMap((entry): Pair[] => {
      const current = found.get(entry);
      return current === undefined ? [] : [{ entry, current }];
    }),
    missing: entries.filter((entry) => !found.has(entry)),
    added: currents.filter((current) => !taken.has(current)),
  };
}

function group<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const others = groups.get(key);
    if (others === undefined) groups.set(key, [item]);
    else others.push(item);
  }
  return groups;
}

/** Unmatched entries and currents between two neighbours that kept their order; the ends count as neighbours. */
function* gaps(
  entries: readonly LedgerEntry[],
  currents: readonly CurrentAnchor[],
  found: ReadonlyMap<LedgerEntry, CurrentAnchor>,
): Generator<[LedgerEntry[], CurrentAnchor[]]> {
  const placeOf = new Map(currents.map((current, place) => [current, place]));
  const taken = new Set(found.values());
  let run: LedgerEntry[] = [];
  let last = -1;
  for (let at = 0; at <= entries.length; at += 1) {
    const entry = entries[at];
    const current = entry === undefined ? undefined : found.get(entry);
    if (entry !== undefined && current === undefined) {
      run.push(entry);
      continue;
    }
    const next = current === undefined ? currents.length : (placeOf.get(current) ?? 0);
    const between = currents.slice(last + 1, Math.max(last + 1, next));
    // With something moved in or out between them the neighbours say nothing.
    if (run.length > 0 && between.every((each) => !taken.has(each))) yield [run, between];
    run = [];
    last = next;
  }
}
