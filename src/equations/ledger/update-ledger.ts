import { labelAnchor } from '../build-index.ts';
import { hashText } from '../hash.ts';
import {
  anchorKinds,
  type CurrentAnchor,
  type Ledger,
  type LedgerEntry,
  type LedgerMatch,
  type Pair,
} from './types.ts';

/**
 * The ledger after a change of the posts: entries follow what they name and keep their former anchors, what is new gets an
 * entry. What is missing stays as it is, and the check goes on to fail, until it is retired.
 */
export function updateLedger(ledger: Ledger, match: LedgerMatch): Ledger {
  const ids = new Set(ledger.map(({ id }) => id));
  return rewrite(ledger, match, (current) => [create(current, ids)]);
}

/** The same, but nothing is published that was not published before. */
export function followLedger(ledger: Ledger, match: LedgerMatch): Ledger {
  return rewrite(ledger, match, () => []);
}

function rewrite(
  ledger: Ledger,
  { currents, pairs, missing }: LedgerMatch,
  onAdded: (current: CurrentAnchor) => readonly LedgerEntry[],
): Ledger {
  const followed = new Map(pairs.map((pair) => [pair.current, follow(pair)]));
  const live = currents.flatMap((current) => followed.get(current) ?? onAdded(current));
  // A missing entry keeps its neighbours, so that a later change can still find it by its place.
  const places = new Map(ledger.map((entry, place) => [entry, place]));
  for (const entry of missing) {
    const before = ledger.slice(0, places.get(entry)).findLast((each) => isBeside(each, entry));
    live.splice(before === undefined ? 0 : live.findIndex(({ id }) => id === before.id) + 1, 0, entry);
  }
  const moved = new Map(pairs.map(({ entry, current }) => [addressOf(entry), addressOf(current)]));
  const retired = ledger
    .filter((entry) => entry.retired !== undefined)
    .map((entry) => withReplacement(entry, moved))
    .sort((a, b) => compare(a.id, b.id));
  return sortLedger([...live, ...retired]);
}

/** By post and kind, live entries before retired ones; otherwise the order stays. */
export function sortLedger(ledger: Ledger): Ledger {
  return [...ledger].sort(
    (a, b) =>
      compare(a.post, b.post) ||
      anchorKinds.indexOf(a.kind) - anchorKinds.indexOf(b.kind) ||
      Number(a.retired !== undefined) - Number(b.retired !== undefined),
  );
}

/** What stands for a retired thing is followed, too. */
function withReplacement(entry: LedgerEntry, moved: ReadonlyMap<string, string>): LedgerEntry {
  const replacement = moved.get(entry.retired?.replacement ?? '');
  return replacement === undefined ? entry : { ...entry, retired: { ...entry.retired, replacement } };
}

function addressOf({ post, anchor }: { readonly post: string; readonly anchor: string }): string {
  return anchor === '' ? post : `${post}#${anchor}`;
}

function isBeside({ post, kind, retired }: LedgerEntry, entry: LedgerEntry): boolean {
  return post === entry.post && kind === entry.kind && retired === undefined;
}

function follow({ entry, current }: Pair): LedgerEntry {
  // A published name stays the entry's until it is released on purpose; the check goes on to ask for it.
  const label = entry.label ?? current.label;
  const own = new Set(['', ...names({ anchor: current.anchor, label })]);
  const aliases = [...new Set([...(entry.aliases ?? []), ...names(entry)])].filter((name) => !own.has(name));
  const seen = entry.seen ?? entry.hash;
  return {
    ...describe(entry.id, { ...current, label }),
    ...(seen === current.hash ? {} : { seen }),
    ...(aliases.length === 0 ? {} : { aliases }),
  };
}

function names({ anchor, label }: { readonly anchor: string; readonly label?: string | undefined }): string[] {
  return label === undefined ? [anchor] : [anchor, labelAnchor(label)];
}

function create(current: CurrentAnchor, ids: Set<string>): LedgerEntry {
  const seed = [current.post, current.kind, current.anchor, current.hash].join('\0');
  let attempt = 0;
  let id = shortId(seed, attempt);
  while (ids.has(id)) id = shortId(seed, (attempt += 1));
  ids.add(id);
  return describe(id, current);
}

function describe(id: string, { post, kind, anchor, label, hash, number }: CurrentAnchor): LedgerEntry {
  const named = label === undefined ? {} : { label };
  const numbered = number === undefined ? {} : { number };
  return { id, post, kind, anchor, ...named, ...numbered, hash };
}

/** No vowels: no words. No 0, 1, l: nothing to mistake when it is read aloud. */
const alphabet = '23456789bcdfghjkmnpqrstvwxz';
const idLength = 6;

function shortId(seed: string, attempt: number): string {
  let rest = Number.parseInt(hashText(`${seed}\0${String(attempt)}`).slice(0, 12), 16);
  let id = '';
  for (let place = 0; place < idLength; place += 1) {
    id += alphabet[rest % alphabet.length] ?? '';
    rest = Math.floor(rest / alphabet.length);
  }
  return id;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
