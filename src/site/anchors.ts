import { permanentAnchor } from '../equations/ledger/find-entry.ts';
import { formerAnchors } from '../equations/ledger/judge-ledger.ts';
import type { AnchorKind, Ledger, LedgerEntry, Retirement } from '../equations/ledger/types.ts';
import type { EquationIndex } from '../equations/types.ts';

/** A thing that was published and taken out on purpose, as its notice tells it. */
export interface RetiredAnchor extends Retirement {
  readonly kind: AnchorKind;
  /** Anchor that it had last. */
  readonly anchor: string;
  readonly number: number | undefined;
  /** Ids that lead to the notice, the permanent one first. */
  readonly ids: readonly string[];
}

/** The anchors of a page that its source does not tell. */
export interface PublishedAnchors {
  /** Present anchor → ids that lead there as well: the permanent one first, then former ones. */
  readonly beside: ReadonlyMap<string, readonly string[]>;
  /** By kind, then number. */
  readonly retired: readonly RetiredAnchor[];
}

/**
 * The published anchors of every post, also of those that were retired, by slug.
 * @param ledger up to date with the posts
 */
export function publishedAnchors(ledger: Ledger, index: EquationIndex): ReadonlyMap<string, PublishedAnchors> {
  const byPost = Map.groupBy(ledger, ({ post }) => post);
  return new Map([...byPost].map(([slug, entries]) => [slug, anchorsOfPost(slug, entries, index)]));
}

function anchorsOfPost(slug: string, entries: Ledger, index: EquationIndex): PublishedAnchors {
  const former = formerAnchors(entries, index, slug);
  const present = (entry: LedgerEntry): boolean => entry.retired === undefined && entry.kind !== 'post';
  const live = entries.filter((entry) => present(entry) && index.anchors.has(`${slug}#${entry.anchor}`));
  const beside = new Map<string, string[]>(live.map((entry) => [entry.anchor, [permanentAnchor(entry)]]));
  for (const [name, anchor] of former.aliases) beside.get(anchor)?.push(name);
  const names = Map.groupBy(former.retired, ([, entry]) => entry.id);
  const retired = [...entries].sort(byNumber).flatMap((entry): RetiredAnchor[] => {
    if (entry.retired === undefined) return [];
    const { kind, anchor, number } = entry;
    const ids = [permanentAnchor(entry), ...(names.get(entry.id) ?? []).map(([name]) => name)];
    return [{ ...entry.retired, kind, anchor, number, ids }];
  });
  return { beside, retired };
}

/** Kinds stay in the order of the ledger, which has retired entries by id. */
function byNumber(a: LedgerEntry, b: LedgerEntry): number {
  return a.kind === b.kind ? (a.number ?? 0) - (b.number ?? 0) : 0;
}

/** `k3m8xz` of an anchor of a post; `undefined` where it was not published. */
export function permanentIdOf(anchors: PublishedAnchors | undefined, anchor: string): string | undefined {
  return anchors?.beside.get(anchor)?.[0]?.replace(/^q-/, '');
}

/** An equation under its permanent id, `/e/k3m8xz/`. */
export interface PermanentEquation {
  readonly id: string;
  readonly slug: string;
  /** Anchor on the page of the post: of the equation, or of the notice that it was retired. */
  readonly anchor: string;
  readonly number: number | undefined;
}

/** Every equation that was ever published, by id. */
export function permanentEquations(
  anchors: ReadonlyMap<string, PublishedAnchors>,
  index: EquationIndex,
): readonly PermanentEquation[] {
  const found = [...anchors].flatMap(([slug, { beside, retired }]) => [
    ...[...beside].flatMap(([name, [anchor]]): PermanentEquation[] => {
      const target = index.anchors.get(`${slug}#${name}`);
      if (target?.type !== 'equation' || anchor === undefined) return [];
      const number = index.derivations.get(slug)?.equations[target.equation]?.number;
      return [{ id: anchor.slice('q-'.length), slug, anchor, number }];
    }),
    ...retired.flatMap(({ kind, ids: [anchor], number }): PermanentEquation[] =>
      kind === 'equation' && anchor !== undefined ? [{ id: anchor.slice('q-'.length), slug, anchor, number }] : [],
    ),
  ]);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}
