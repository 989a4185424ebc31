import { isWildcard, keyOf, leafKind, type LeafKind, type Shape } from './shape.ts';

/** A tree ready to be compared: nodes are numbered, parents after their kids. */
export interface Node {
  readonly id: number;
  readonly label: string;
  readonly kids: readonly Node[];
  /** `undefined` for inner nodes. */
  readonly kind: LeafKind | 'wildcard' | undefined;
  /** Sum over the node and all inside of what they are worth. */
  readonly weight: number;
  /** The node without what is inside. */
  readonly own: number;
  readonly shape: Shape;
  /** Whether it is a base with an index, an exponent, or both; then these are they. */
  readonly scripts: { readonly base: Node; readonly sub?: Node; readonly sup?: Node } | undefined;
  /** What is left when what stands around it is taken away. */
  readonly core: readonly Node[];
  /** How much it takes from a match that it stands around: brackets and neighbours little, a fraction bar much. */
  readonly loose: number;
}

export interface Tree {
  readonly root: Node;
  /** By id. */
  readonly nodes: readonly Node[];
}

/** What finding a label is worth; more for what few formulas have. */
export type WeightOf = (label: string) => number;

export function makeTree(shape: Shape, weightOf: WeightOf): Tree {
  const nodes: Node[] = [];
  const visit = (each: Shape): Node => {
    const kids = each.kids.map(visit);
    const isInner = each.label.startsWith('#');
    const own = weightOf(each.label);
    const node: Node = {
      id: nodes.length,
      own,
      label: each.label,
      kids,
      kind: isInner ? undefined : isWildcard(each) ? 'wildcard' : leafKind(each.label),
      weight: kids.reduce((sum, kid) => sum + kid.weight, own),
      shape: each,
      scripts: scriptsOf(each.label, kids),
      core: !isInner ? [] : /^#(?:sub|sup|both)$/.test(each.label) ? kids.slice(0, 1) : kids,
      loose: thin.has(each.label) ? 0.9 : signs.has(each.label) ? 0.6 : 0.35,
    };
    nodes.push(node);
    return node;
  };
  return { root: visit(shape), nodes };
}

const thin: ReadonlySet<string> = new Set([
  '#paren',
  '#sub',
  '#sup',
  '#both',
  '#seq',
  '#chain',
  '#sum',
  '#prod',
  '#given',
]);

const signs: ReadonlySet<string> = new Set(['#neg', '#pm', '#hat', '#bar', '#tilde']);

function scriptsOf(label: string, kids: readonly Node[]): Node['scripts'] {
  const [base, second, third] = kids as readonly [Node, Node, Node];
  if (label === '#sub') return { base, sub: second };
  if (label === '#sup') return { base, sup: second };
  return label === '#both' ? { base, sub: second, sup: third } : undefined;
}

export function keyOfNode({ shape }: Node): string {
  return keyOf(shape);
}
