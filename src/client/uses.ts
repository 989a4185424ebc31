/** Of one equation, as `uses.json` of its post has it. */
export interface Uses {
  /** Of its LaTeX. */
  readonly hash: string;
  readonly uses: readonly {
    readonly href: string;
    /** `(11)`, `§4.3`. */
    readonly label: string;
    readonly section: string;
    /** The sentence; its formulas between dollars are those of this page. */
    readonly text?: string;
    /** The same of another post, as HTML. */
    readonly html?: string;
    /** Of the other post. */
    readonly title?: string;
  }[];
  /** Anchors of the equations that the text before it refers to. */
  readonly rests: readonly string[];
  /** Anchors of the equations whose text before them refers to it. */
  readonly leads: readonly string[];
}

/** By anchor `eq-n`. */
export type AllUses = Readonly<Record<string, Uses>>;
