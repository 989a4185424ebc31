import { anyOrder, inOrder, type Table } from './match-lists.ts';
import type { Node, Tree } from './node.ts';
import { isList, mirrored } from './shape.ts';

export interface Alignment {
  /** Between 0 and the weight of the query. */
  readonly score: number;
  /** Pairs of nodes that were matched: leaves, and wildcards with what they stand for. */
  matched(): readonly Pair[];
}

export type Pair = readonly [query: Node, equation: Node];

/**
 * How much of the query an equation holds. Nodes are matched with nodes, lists with lists: in order where order means
 * something, in any order in sums; what is missing costs its weight, what stands between costs little.
 * @param renamed what a letter in place of another letter is worth, against 1 for the same one
 */
export function align(query: Tree, equation: Tree, renamed: number): Alignment {
  const table = fill(query, equation, renamed);
  let best = 0;
  let at = equation.root;
  for (const node of equation.nodes) {
    const score = table.get(query.root, node);
    // Of equals the outer one.
    if (score >= best) {
      best = score;
      at = node;
    }
  }
  return { score: best, matched: () => trace(query.root, at, table, renamed) };
}

/** Scores of all pairs: kids come before their parents, so that one pass is enough. */
function fill(query: Tree, equation: Tree, renamed: number): Table {
  const width = equation.nodes.length;
  const scores = new Float32Array(query.nodes.length * width);
  const table: Table = { get: (q, e) => scores[q.id * width + e.id]! };
  for (const q of query.nodes) {
    for (const e of equation.nodes) scores[q.id * width + e.id] = best(q, e, table, renamed, undefined);
  }
  return table;
}

type Tell = ((pairs: readonly Pair[]) => void) | undefined;

/** @param tell gets the pairs behind the best score; none for two leaves */
function best(q: Node, e: Node, table: Table, renamed: number, tell: Tell): number {
  if (q.kind === 'wildcard') return q.weight;
  if (q.kind !== undefined && e.kind !== undefined) return leaves(q, e, renamed);
  let score = 0;
  if (q.label === e.label) score = sameLabel(q, e, table, tell);
  else if (q.scripts !== undefined && e.scripts !== undefined) score = scripts(q, e, table, tell);
  // One side has something around what the other has.
  for (const kid of e.core) {
    const value = table.get(q, kid) * e.loose;
    if (value <= score) continue;
    score = value;
    tell?.([[q, kid]]);
  }
  for (const kid of q.core) {
    const value = table.get(kid, e);
    if (value <= score) continue;
    score = value;
    tell?.([[kid, e]]);
  }
  return score;
}

function leaves(q: Node, e: Node, renamed: number): number {
  if (q.label === e.label) return q.weight;
  if (q.kind !== e.kind) return 0;
  if (q.kind === 'variable') return q.weight * renamed;
  if (q.kind === 'relation') return q.weight * (mirrored[q.label] === e.label ? 0.3 : 0.4);
  return q.kind === 'number' ? q.weight * 0.15 : 0;
}

function sameLabel(q: Node, e: Node, table: Table, tell: Tell): number {
  if (!isList(q.label)) {
    let score = q.own;
    for (let at = 0; at < q.kids.length; at += 1) score += table.get(q.kids[at]!, e.kids[at]!);
    tell?.(q.kids.map((kid, at) => [kid, e.kids[at]!]));
    return score;
  }
  const ordered = inOrder(q.kids, e.kids, table, tell);
  if (q.label === '#chain' && q.kids.length === 3) {
    return q.own + Math.max(ordered, exchanged(q.kids, e.kids, table, ordered, tell));
  }
  // A matrix of another size is another matrix.
  if (q.label === '#matrix' || q.label === '#row') {
    return q.own + (ordered * Math.min(q.kids.length, e.kids.length)) / Math.max(q.kids.length, e.kids.length);
  }
  if (q.label !== '#sum' && q.label !== '#prod') return q.own + ordered;
  // Factors that are matrices may not be exchanged.
  return q.own + Math.max(ordered, anyOrder(q.kids, e.kids, table, q.label === '#prod' ? 0.95 : 1, ordered, tell));
}

/** `a = b` for `b = a`, `a \le b` for `b \ge a`. */
function exchanged(left: readonly Node[], right: readonly Node[], table: Table, atLeast: number, tell: Tell): number {
  const [first, sign, last] = left as readonly [Node, Node, Node];
  let found = atLeast;
  for (let at = 0; at + 2 < right.length; at += 1) {
    const [a, between, b] = right.slice(at, at + 3) as [Node, Node, Node];
    if (mirrored[sign.label] !== between.label) continue;
    const score = (sign.weight + table.get(first, b) + table.get(last, a)) * 0.98;
    if (score <= found) continue;
    found = score;
    tell?.([
      [first, b],
      [last, a],
    ]);
  }
  return found;
}

/** An index that one side lacks. */
function scripts(q: Node, e: Node, table: Table, tell: Tell): number {
  const [left, right] = [q.scripts!, e.scripts!];
  let score = 0.5 * q.own + table.get(left.base, right.base);
  if (left.sub !== undefined && right.sub !== undefined) score += table.get(left.sub, right.sub);
  if (left.sup !== undefined && right.sup !== undefined) score += table.get(left.sup, right.sup);
  tell?.([[left.base, right.base], ...pairOf(left.sub, right.sub), ...pairOf(left.sup, right.sup)]);
  return score;
}

function pairOf(q: Node | undefined, e: Node | undefined): readonly Pair[] {
  return q === undefined || e === undefined ? [] : [[q, e]];
}

function trace(query: Node, equation: Node, table: Table, renamed: number): readonly Pair[] {
  const out: Pair[] = [];
  const visit = (q: Node, e: Node): void => {
    if (table.get(q, e) <= 0) return;
    let pairs: readonly Pair[] = [];
    best(q, e, table, renamed, (found) => {
      pairs = found;
    });
    if (pairs.length === 0) out.push([q, e]);
    for (const [a, b] of pairs) visit(a, b);
  };
  visit(query, equation);
  return out;
}
