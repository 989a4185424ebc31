/** Of one equation, as `uses.json` of its post has it. */
export interface Uses {
  /** Of its LaTeX. */
  readonly hash: string;
  readonly uses: readonly {
    readonly href: string;
    /** `(11)`, `§4.3`. */
    readonly label: string;
    readonly section: string;
    readonly text: string;
    /** Of the other post. */
    readonly title?: string;
  }[];
  /** Anchors of the equations that the text before it refers to. */
  readonly rests: readonly string[];
  /** Anchors of the equations whose text before them refers to it. */
  readonly leads: readonly string[];
}
