/** What the build tells the scripts that study with a reader: static JSON, loaded on its pages only. */

/** All posts, prerequisites before what builds on them: `study/deck.json`. */
export interface Deck {
  readonly posts: readonly DeckPost[];
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  readonly paths: readonly { readonly id: string; readonly name: string; readonly posts: readonly string[] }[];
}

export interface DeckPost {
  readonly slug: string;
  /** Without HTML. */
  readonly title: string;
  readonly topic: string;
  /** Topics that it is listed under besides its own. */
  readonly also?: readonly string[];
  readonly cards: number;
}

/** What a card asks: a definition, a statement with its premises, an equation, the right side of an equation, one line of a derivation after the other. */
export const cardForms = ['definition', 'statement', 'equation', 'cloze', 'steps'] as const;
export type CardForm = (typeof cardForms)[number];

/** The cards of a post: `study/cards/<slug>.json`. */
export interface CardFile {
  readonly slug: string;
  readonly title: string;
  /** Of the page of the post. */
  readonly url: string;
  readonly cards: readonly Card[];
}

export interface Card {
  /** Permanent id without `q-`; `slug#eq-7` where it was not published yet. */
  readonly id: string;
  readonly form: CardForm;
  /** `式(7)`, `定理 2`. */
  readonly label: string;
  /** `§2.1 存在性`. */
  readonly section: string;
  /** On the page of its post. */
  readonly anchor: string;
  /** HTML. */
  readonly front: string;
  /** HTML, shown one after the other; the last one completes the answer. */
  readonly back: readonly string[];
}

/** The equations of a post by permanent id (`slug#eq-7` where there is none): `study/equations/<slug>.json`. */
export interface EquationFile {
  readonly title: string;
  readonly url: string;
  readonly equations: Readonly<
    Record<string, { readonly anchor: string; readonly number: number; readonly tex: string }>
  >;
}
