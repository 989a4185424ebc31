/** A string of the widget in the language of the site, `{name}` replaced. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a reader moves. Its label is the string `control.<name>` of the widget. */
export interface Control {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where it stands before anybody moves it; the picture for print and for pages without scripts shows this. */
  readonly value: number;
}

export interface Reading {
  readonly label: string;
  readonly value: string;
}

export interface View {
  /** HTML of the picture, made by `plot` and `cells`. */
  readonly picture: string;
  /** What is to be seen, for those who do not see it; the readings are said beside it. */
  readonly description: string;
  /** The value of each control in words, in their order. */
  readonly values: readonly string[];
  readonly readings: readonly Reading[];
}

/** A picture that follows a few numbers. Pure: the build and the browser draw with the same function. */
export interface Widget {
  readonly controls: readonly Control[];
  /** @param values of the controls, in their order and within their bounds */
  view(values: readonly number[], say: Say): View;
}
