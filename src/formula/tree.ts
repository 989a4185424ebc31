/**
 * The normalised tree of a formula: what stands on the page, without how it is laid out. Spacing, sizes, colours and
 * redundant braces are gone; synonyms (`\leq`, `\le`) have one spelling; delimiters are paired. Accents, fonts and the
 * order of everything are kept. Plain data: it survives `JSON.stringify`.
 */
export type FormulaNode =
  /** A letter or a named symbol: `x`, `\alpha`, `\infty`, `\partial`, `!`. */
  | { readonly type: 'symbol'; readonly text: string }
  /** Digits that stand together: `12`, `0.5`. */
  | { readonly type: 'number'; readonly text: string }
  /** Binary and unary operators: `+`, `-`, `/`, `\cdot`, `\odot`. */
  | { readonly type: 'operator'; readonly text: string }
  | { readonly type: 'relation'; readonly text: string }
  /** `,`, `;` and, where nothing else separates, `\quad`. */
  | { readonly type: 'punctuation'; readonly text: string }
  /** A bar that separates and does not enclose: `p(x|y)`, `D(q\|p)`. */
  | { readonly type: 'separator'; readonly text: '|' | '\\|' }
  | { readonly type: 'dots' }
  /** `\log`, `\max`, `\operatorname{lse}`. `name` has no backslash and no spaces: `log`, `argmax`. */
  | { readonly type: 'function'; readonly name: string; readonly builtin: boolean }
  /** `\sum`, `\prod`, `\int` …, with the backslash. */
  | { readonly type: 'big'; readonly text: string }
  /** `base` holds one node. Primes are counted apart from the rest of the superscript. */
  | {
      readonly type: 'scripts';
      readonly base: FormulaNode;
      readonly sub?: FormulaList;
      readonly sup?: FormulaList;
      readonly primes?: number;
    }
  | { readonly type: 'fraction'; readonly numerator: FormulaList; readonly denominator: FormulaList }
  | { readonly type: 'binomial'; readonly top: FormulaList; readonly bottom: FormulaList }
  | { readonly type: 'root'; readonly body: FormulaList; readonly index?: FormulaList }
  | { readonly type: 'accent'; readonly accent: string; readonly body: FormulaList }
  | { readonly type: 'font'; readonly font: string; readonly body: FormulaList }
  /** Paired delimiters, `.` for an invisible one. `\lVert` is `\|`, `\lbrace` is `\{`. */
  | { readonly type: 'fence'; readonly open: string; readonly close: string; readonly body: FormulaList }
  | { readonly type: 'array'; readonly kind: ArrayKind; readonly rows: readonly (readonly FormulaList[])[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'group'; readonly body: FormulaList }
  /** A body with a remark above or below: `\underbrace{…}_{n}`, `\overset{(a)}{=}`. */
  | {
      readonly type: 'annotated';
      readonly body: FormulaList;
      readonly above?: FormulaList;
      readonly below?: FormulaList;
    }
  /** What is drawn but not understood: rules, images, a delimiter without partner. */
  | { readonly type: 'unknown'; readonly text: string };

export type FormulaList = readonly FormulaNode[];

/** `lines`: rows of `aligned` and the like. `stack`: `\substack`. `matrix`: everything else, `cases` included. */
export type ArrayKind = 'lines' | 'stack' | 'matrix';

export type FormulaNodeOf<Type extends FormulaNode['type']> = Extract<FormulaNode, { readonly type: Type }>;

/** The node without its scripts. */
export function scriptBase(node: FormulaNode): FormulaNode {
  return node.type === 'scripts' ? node.base : node;
}

/** Lists of a node, in the order in which they are read. */
export function childLists(node: FormulaNode): readonly FormulaList[] {
  const present = (...lists: readonly (FormulaList | undefined)[]): FormulaList[] =>
    lists.filter((list) => list !== undefined);
  switch (node.type) {
    case 'scripts':
      return present([node.base], node.sub, node.sup);
    case 'fraction':
      return [node.numerator, node.denominator];
    case 'binomial':
      return [node.top, node.bottom];
    case 'root':
      return present(node.index, node.body);
    case 'accent':
    case 'font':
    case 'fence':
    case 'group':
      return [node.body];
    case 'annotated':
      return present(node.body, node.above, node.below);
    case 'array':
      return node.rows.flat();
    default:
      return [];
  }
}

/** The nodes and everything inside them, parents first. */
export function* walkFormula(nodes: FormulaList): Generator<FormulaNode> {
  for (const node of nodes) {
    yield node;
    for (const list of childLists(node)) yield* walkFormula(list);
  }
}
