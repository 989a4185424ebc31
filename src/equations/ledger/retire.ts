import { labelAnchor } from '../build-index.ts';
import type { EquationIndex } from '../types.ts';
import { nameOfEntry } from './published.ts';
import type { CurrentAnchor, Ledger, LedgerEntry, LedgerMatch, Retirement } from './types.ts';
import { sortLedger } from './update-ledger.ts';

/**
 * Takes a published thing out on purpose; with a post all that it held. What stands for a post stands for its parts, too:
 * each for the part that says the same, where there is one.
 * @param match of this ledger with the posts as they are: nothing is retired that is still there
 * @throws Error with one Chinese sentence where it is still there, or nothing says why or what instead
 */
export function retire(
  ledger: Ledger,
  { id, kind, post }: Pick<LedgerEntry, 'id' | 'kind' | 'post'>,
  retirement: Retirement,
  match: LedgerMatch,
): Ledger {
  const { reason, replacement } = retirement;
  if ((reason ?? '').trim() === '' && (replacement ?? '') === '') {
    throw new Error(`停用 ${id} 要写出理由，或者写出由什么代替它。`);
  }
  const present = match.pairs.find(({ entry }) => entry.id === id);
  if (present !== undefined)
    throw new Error(`${nameOfEntry(present.current)} 还在 ${post} 里；先从文章里删掉它，再停用。`);
  const parts = new Set(
    kind === 'post' ? match.missing.filter((entry) => entry.post === post).map((entry) => entry.id) : [],
  );
  const heirs = match.currents.filter((current) => current.post === replacement);
  return sortLedger(
    ledger.map((entry) => {
      if (entry.id === id) return { ...entry, retired: retirement };
      if (!parts.has(entry.id)) return entry;
      const heir = heirs.find((current) => isHeir(current, entry));
      return { ...entry, retired: heir === undefined ? retirement : { ...retirement, replacement: addressOf(heir) } };
    }),
  );
}

function isHeir({ kind, label, hash }: CurrentAnchor, entry: LedgerEntry): boolean {
  if (kind !== entry.kind) return false;
  return entry.label === undefined ? hash === entry.hash : label === entry.label;
}

function addressOf({ post, anchor }: CurrentAnchor): string {
  return anchor === '' ? post : `${post}#${anchor}`;
}

/**
 * What an author names as replacement, as the ledger keeps it: `slug` or `slug#anchor`, under the anchor that it has now.
 * @throws Error with one Chinese sentence where there is no such thing
 */
export function replacementOf(name: string, index: EquationIndex): string {
  const [slug = '', id = ''] = name.split('#');
  if (!index.derivations.has(slug)) throw new Error(`没有叫 ${slug} 的文章，不能代替别的。`);
  if (id === '') return slug;
  const anchor = index.anchors.get(`${slug}#${id}`);
  if (anchor === undefined) throw new Error(`${slug} 里没有 #${id}，不能代替别的。`);
  return `${slug}#${anchor.canonical}`;
}

/** Takes a published name from a thing that stays; the anchor of the name goes on to lead to it. */
export function releaseLabel(ledger: Ledger, { id }: Pick<LedgerEntry, 'id'>): Ledger {
  return ledger.map((entry) => {
    if (entry.id !== id || entry.label === undefined) return entry;
    const { label, ...rest } = entry;
    const name = labelAnchor(label);
    return name === entry.anchor ? rest : { ...rest, aliases: [...new Set([...(entry.aliases ?? []), name])] };
  });
}

/** Says that the sentences that refer to these things were looked at after the things changed; all of them without `ids`. */
export function acknowledge(ledger: Ledger, ids?: ReadonlySet<string>): Ledger {
  return ledger.map((entry) => {
    if (entry.seen === undefined || ids?.has(entry.id) === false) return entry;
    const { seen: _lookedAt, ...rest } = entry;
    return rest;
  });
}
