import katex from 'katex';

/**
 * A node of KaTeX's own parse tree, as far as we look at it. `__parse` is not part of KaTeX's public interface: the
 * version is pinned and `katex-tree.test.ts` holds the shapes that we rely on.
 */
export interface KatexNode {
  readonly type: string;
  readonly text?: string;
  readonly family?: string;
  readonly name?: string;
  readonly label?: string;
  readonly delim?: string;
  readonly mclass?: string;
  readonly font?: string;
  readonly left?: string;
  readonly right?: string;
  readonly base?: KatexNode | null;
  readonly sub?: KatexNode | null;
  readonly sup?: KatexNode | null;
  readonly numer?: KatexNode;
  readonly denom?: KatexNode;
  readonly hasBarLine?: boolean;
  readonly leftDelim?: string | null;
  readonly index?: KatexNode | null;
  /** A node, a list, rows of cells, or (for `verb`) a string. */
  readonly body?: unknown;
  readonly html?: readonly KatexNode[];
  readonly mathml?: readonly KatexNode[];
  readonly display?: readonly KatexNode[];
  readonly alwaysHandleSupSub?: boolean;
  readonly isOver?: boolean;
  readonly colSeparationType?: string;
  readonly addJot?: boolean;
  readonly arraystretch?: number;
  readonly cols?: readonly { readonly type: string }[];
  readonly hskipBeforeAndAfter?: boolean;
  readonly dimension?: { readonly number: number; readonly unit: string };
}

interface WithParse {
  readonly __parse: (tex: string, options: Readonly<Record<string, unknown>>) => KatexNode[];
}

/**
 * KaTeX's parse tree of a formula, with the settings of the page.
 * @throws what KaTeX throws: ParseError, or RangeError for a formula nested too deep.
 */
export function parseKatex(tex: string, macros: Readonly<Record<string, string>>, display: boolean): KatexNode[] {
  return (katex as unknown as WithParse).__parse(tex, {
    displayMode: display,
    maxExpand: 1000,
    // A fresh copy for each formula: `\gdef` writes into the object.
    macros: { ...macros },
    strict: 'ignore',
    trust: false,
  });
}
