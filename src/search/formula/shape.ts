import type { FormulaNode } from '../../formula/tree.ts';

/**
 * What search compares: the tree of a formula without fonts, spacing, sizes, redundant brackets and signs of
 * multiplication, but with sums, products and chains of relations as lists. A leaf has no kids.
 *
 * Labels of inner nodes start with `#`; those of wildcards with `?`.
 */
export interface Shape {
  readonly label: string;
  readonly kids: readonly Shape[];
  /** The nodes of the formula that a leaf was made from; absent in a tree that was read from the index. */
  readonly from?: readonly FormulaNode[];
}

/** Inner nodes with a fixed number of kids. */
export const arities: Readonly<Record<string, number>> = {
  '#sub': 2,
  '#sup': 2,
  '#both': 3,
  '#frac': 2,
  '#binom': 2,
  '#sqrt': 1,
  '#root': 2,
  '#paren': 1,
  '#abs': 1,
  '#norm': 1,
  '#angle': 1,
  '#floor': 1,
  '#at': 1,
  '#cases': 1,
  '#neg': 1,
  '#pm': 1,
  '#call': 2,
  '#partial': 1,
  '#given': 2,
  '#hat': 1,
  '#tilde': 1,
  '#bar': 1,
  '#dot': 1,
  '#accent': 1,
};

/** Inner nodes with any number of kids. */
export const lists: ReadonlySet<string> = new Set(['#prod', '#sum', '#chain', '#seq', '#matrix', '#row']);

export const structures: readonly string[] = [...Object.keys(arities), ...lists];

export function isList(label: string): boolean {
  return lists.has(label);
}

export function isWildcard({ label }: Shape): boolean {
  return label.startsWith('?');
}

/** What a leaf is: letters may be renamed, the rest may not. */
export type LeafKind = 'variable' | 'number' | 'relation' | 'operator' | 'word' | 'constant';

const constants: ReadonlySet<string> = new Set([
  '\\infty',
  '\\pi',
  '⊤',
  "'",
  '…',
  '!',
  '\\partial',
  '\\nabla',
  'd',
  'E',
]);
const variable =
  /^(?:[A-Za-z]|\\(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|omicron|rho|sigma|tau|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Sigma|Upsilon|Phi|Psi|Omega|ell))$/;

export function leafKind(label: string): LeafKind {
  if (relations.has(label)) return 'relation';
  if (constants.has(label)) return 'constant';
  if (variable.test(label)) return 'variable';
  if (/^[\d.]+$/.test(label)) return 'number';
  return /^[a-z]{2}/.test(label) ? 'word' : 'operator';
}

/** Sign → the sign that says the same with its sides exchanged; a sign that is not listed has no such partner. */
export const mirrored: Readonly<Record<string, string>> = {
  '=': '=',
  '\\ne': '\\ne',
  '\\approx': '\\approx',
  '\\sim': '\\sim',
  '\\propto': '\\propto',
  '\\Leftrightarrow': '\\Leftrightarrow',
  '\\perp': '\\perp',
  '\\le': '\\ge',
  '\\ge': '\\le',
  '<': '>',
  '>': '<',
  '\\ll': '\\gg',
  '\\gg': '\\ll',
  '\\succeq': '\\preceq',
  '\\preceq': '\\succeq',
  '\\succ': '\\prec',
  '\\prec': '\\succ',
  '\\subset': '\\supset',
  '\\supset': '\\subset',
  '\\subseteq': '\\supseteq',
  '\\supseteq': '\\subseteq',
  '\\to': '\\leftarrow',
  '\\leftarrow': '\\to',
  '\\Rightarrow': '\\Leftarrow',
  '\\Leftarrow': '\\Rightarrow',
};

const relations: ReadonlySet<string> = new Set([
  ...Object.keys(mirrored),
  '\\in',
  '\\notin',
  '\\ni',
  '\\mapsto',
  ':',
  '\\cong',
  '\\simeq',
  '\\asymp',
]);

/** A text that is equal for equal trees only. */
export function keyOf(shape: Shape): string {
  return shape.kids.length === 0 && !shape.label.startsWith('#')
    ? shape.label
    : `${shape.label}(${shape.kids.map(keyOf).join(' ')})`;
}

export function leaf(label: string, from?: readonly FormulaNode[]): Shape {
  return { label, kids: [], ...(from === undefined ? {} : { from }) };
}

export function inner(label: string, ...kids: readonly Shape[]): Shape {
  return { label, kids };
}

/** A list with one member is that member. */
export function listOf(label: string, kids: readonly Shape[]): Shape {
  return kids.length === 1 ? kids[0]! : { label, kids };
}

export function size(shape: Shape): number {
  return shape.kids.reduce((sum, kid) => sum + size(kid), 1);
}

/** The node and everything inside it, parents first. */
export function* walkShape(shape: Shape): Generator<Shape> {
  yield shape;
  for (const kid of shape.kids) yield* walkShape(kid);
}
