/** What was published and can be linked to. `post` is the page itself. */
export const anchorKinds = ['post', 'section', 'result', 'equation'] as const;
export type AnchorKind = (typeof anchorKinds)[number];

/** One published thing. It keeps its entry for ever; only what it is called may change. */
export interface LedgerEntry {
  /** Permanent short name, never given to anything else. */
  readonly id: string;
  /** Slug. */
  readonly post: string;
  readonly kind: AnchorKind;
  /** HTML id at the last update: `eq-7`; `''` for a post. */
  readonly anchor: string;
  /** What the author named it: `eq:pinv`, or the `{#id}` of a result or section. */
  readonly label?: string;
  /** Hash of what it says: LaTeX of an equation, words of a heading. */
  readonly hash: string;
  /** Hash under which the sentences that refer to it were last looked at; absent where it is `hash`. */
  readonly seen?: string;
  readonly number?: number;
  /** HTML ids that it had before, oldest first. */
  readonly aliases?: readonly string[];
  /** Set when it was removed on purpose. */
  readonly retired?: Retirement;
}

/** Why a published thing is gone, or what stands for it now (`slug#anchor`); at least one of the two. */
export interface Retirement {
  readonly reason?: string;
  readonly replacement?: string;
}

/** All entries: by post, then kind, live ones in the order of the text, retired ones behind them. */
export type Ledger = readonly LedgerEntry[];

/** Something that can be linked to, as the posts are now. */
export interface CurrentAnchor {
  readonly post: string;
  readonly kind: AnchorKind;
  readonly anchor: string;
  readonly label: string | undefined;
  readonly hash: string;
  readonly number: number | undefined;
}

export interface Pair {
  readonly entry: LedgerEntry;
  readonly current: CurrentAnchor;
}

/** Entries and what has become of them. */
export interface LedgerMatch {
  /** All that can be linked to now, in order. */
  readonly currents: readonly CurrentAnchor[];
  readonly pairs: readonly Pair[];
  /** Published, not retired, and nowhere to be found. */
  readonly missing: readonly LedgerEntry[];
  /** Not in the ledger yet. */
  readonly added: readonly CurrentAnchor[];
}
