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
    };
    nodes.push(node);
    return node;
  };
  return { root: visit(shape), nodes };
}

export function keyOfNode({ shape }: Node): string {
  return keyOf(shape);
}
