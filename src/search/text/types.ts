import type { ResultKind } from '../../equations/types.ts';

/** Traditional characters (`應应`: each pair the one and what stands for it) and words of Taiwan with their mainland ones. */
export interface FoldTable {
  readonly characters: string;
  readonly phrases: readonly (readonly [string, string])[];
}

/** `[number, text, id]` of a heading. */
export type SectionPlace = readonly [string, string, string];

/** `[kind, number (0 without), name, id, index of its section (-1 before the first)]` of a numbered box. */
export type ResultPlace = readonly [ResultKind, number, string, string, number];

export interface PostPlaces {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  /** Index into `Places.topics`. */
  readonly topic: number;
  readonly difficulty: number;
  readonly draft: boolean;
  readonly equations: number;
  /** Indices into `Places.concepts`. */
  readonly concepts: readonly number[];
  readonly sections: readonly SectionPlace[];
  readonly results: readonly ResultPlace[];
}

export interface ConceptPlace {
  readonly name: string;
  readonly english: string;
  readonly aliases: readonly string[];
  /** `slug` or `slug#anchor`; `''` where no post defines it. */
  readonly place: string;
}

/** What is searched at once, without asking the server again: one static file, fetched when the palette opens. */
export interface Places {
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** In the order of the site. */
  readonly posts: readonly PostPlaces[];
  readonly concepts: readonly ConceptPlace[];
  /** Names of the kinds of boxes that are listed. */
  readonly kinds: Readonly<Partial<Record<ResultKind, string>>>;
  readonly fold: FoldTable;
}

export type PlaceKind = 'post' | 'section' | 'result' | 'term';

/** A row of the answer. `score` only orders rows of one answer. */
export interface TextHit {
  readonly kind: PlaceKind;
  /** Index into `Places.posts`; of a term the post that defines it, -1 where none does. */
  readonly post: number;
  /** Id on the page of the post, `''` for the post itself. */
  readonly anchor: string;
  /** Index into the list of its kind: `sections` or `results` of the post, `Places.concepts`; -1 for other anchors. */
  readonly index: number;
  readonly score: number;
  /** HTML of Pagefind, in which only `<mark>` is markup; `''` where the text was not asked. */
  readonly excerpt: string;
}

/** What a reader narrows an answer to. Empty fields narrow nothing. */
export interface Narrowing {
  readonly topic?: string;
  readonly difficulty?: number;
  readonly status?: 'draft' | 'complete';
}
