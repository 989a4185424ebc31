import { keyOfNode, type Node, type Tree } from './node.ts';
import { isList, mirrored } from './shape.ts';

export interface Unified {
  /** Nodes of the equation that the query covers, wildcards included. */
  readonly matched: readonly Node[];
  /** Letters of the query that stand for another letter. */
  readonly renamed: number;
  /** Factors, or sides of a relation, stand in another order. */
  readonly reordered: boolean;
}

/** Bindings of one attempt; undone when it fails. */
interface State {
  readonly wild: Map<string, string>;
  readonly there: Map<string, string>;
  readonly back: Map<string, string>;
  readonly matched: Node[];
  renamed: number;
  reordered: number;
  steps: number;
}

/** Attempts for one equation; beyond it the answer is no. A search must end. */
const stepLimit = 4000;

/**
 * Whether the equation contains the query: all of it, with nothing between, up to the order of sums (and of products,
 * which is noted), with the same thing for each wildcard of one name.
 * @param rename letters may stand for other letters, one for one
 * @param at only there; otherwise at the first place that fits, outer ones first
 */
export function unify(query: Tree, equation: Tree, rename: boolean): Unified | undefined {
  let best: Unified | undefined;
  const state: State = {
    wild: new Map(),
    there: new Map(),
    back: new Map(),
    matched: [],
    renamed: 0,
    reordered: 0,
    steps: 0,
  };
  for (let at = equation.nodes.length - 1; at >= 0; at -= 1) {
    const node = equation.nodes[at]!;
    unifyPart(query.root, node, state, rename, () => {
      const found = { matched: [...state.matched], renamed: state.renamed, reordered: state.reordered > 0 };
      if (best === undefined || cost(found) < cost(best)) best = found;
      return cost(best) === 0;
    });
    if (best !== undefined && cost(best) === 0) break;
    if (state.steps > stepLimit) break;
  }
  return best;
}

function cost({ renamed, reordered }: Unified): number {
  return renamed + (reordered ? 0.5 : 0);
}

type Next = () => boolean;

/** Lists of which a part is something: a row of a matrix is not. */
const divisible: ReadonlySet<string> = new Set(['#seq', '#chain', '#sum', '#prod']);

/** The query may be a part of a list. */
function unifyPart(q: Node, e: Node, state: State, rename: boolean, next: Next): boolean {
  if (q.label === e.label && divisible.has(q.label)) return unifyList(q, e, state, rename, true, next);
  return unifyNode(q, e, state, rename, next);
}

/** Tries to match, goes on with `next`; on failure everything is as before. @returns whether to stop */
function unifyNode(q: Node, e: Node, state: State, rename: boolean, next: Next): boolean {
  state.steps += 1;
  if (state.steps > stepLimit) return false;
  if (q.kind === 'wildcard') return bind(q, keyOfNode(e), [e], state, next);
  if (q.kind !== undefined || e.kind !== undefined) return unifyLeaf(q, e, state, rename, next);
  if (q.label !== e.label) return false;
  if (isList(q.label)) return unifyList(q, e, state, rename, false, next);
  const from = (at: number): boolean =>
    at === q.kids.length ? next() : unifyNode(q.kids[at]!, e.kids[at]!, state, rename, () => from(at + 1));
  return covering(e, state, () => from(0));
}

/** Marks a node as matched for as long as `next` runs. */
function covering(node: Node, state: State, next: Next): boolean {
  state.matched.push(node);
  const stop = next();
  state.matched.pop();
  return stop;
}

function bind(q: Node, key: string, nodes: readonly Node[], state: State, next: Next): boolean {
  const named = q.label !== '?';
  const bound = named ? state.wild.get(q.label) : undefined;
  if (bound !== undefined && bound !== key) return false;
  if (named && bound === undefined) state.wild.set(q.label, key);
  const all = nodes.flatMap(everything);
  state.matched.push(...all);
  const stop = next();
  state.matched.length -= all.length;
  if (named && bound === undefined) state.wild.delete(q.label);
  return stop;
}

function everything(node: Node): Node[] {
  return [node, ...node.kids.flatMap(everything)];
}

function unifyLeaf(q: Node, e: Node, state: State, rename: boolean, next: Next): boolean {
  if (q.kids.length > 0 || e.kids.length > 0) return false;
  // A letter may stand for a number, as 1 does for a in (1+b)^2.
  if (q.kind !== e.kind && !(rename && q.kind === 'variable' && e.kind === 'number')) return false;
  if (!rename || q.kind !== 'variable') return q.label === e.label && covering(e, state, next);
  const there = state.there.get(q.label);
  const back = state.back.get(e.label);
  if ((there ?? e.label) !== e.label || (back ?? q.label) !== q.label) return false;
  const isNew = there === undefined;
  if (isNew) {
    state.there.set(q.label, e.label);
    state.back.set(e.label, q.label);
  }
  const other = q.label === e.label ? 0 : 1;
  state.renamed += other;
  const stop = covering(e, state, next);
  state.renamed -= other;
  if (isNew) {
    state.there.delete(q.label);
    state.back.delete(e.label);
  }
  return stop;
}

function unifyList(q: Node, e: Node, state: State, rename: boolean, part: boolean, next: Next): boolean {
  const [left, right] = [q.kids, e.kids];
  if (left.length <= right.length && (part || left.length === right.length)) {
    for (let from = 0; from + left.length <= right.length; from += 1) {
      // A part of a chain starts with a side, as the query does.
      const stop = inOrder(left, right.slice(from, from + left.length), 0, state, rename, next);
      if (stop) return true;
    }
  }
  if (q.label === '#chain' && left.length === 3) {
    if (exchanged(left, right, part, state, rename, next)) return true;
  }
  if (q.label === '#sum' || q.label === '#prod') {
    return anyOrder(left, right, part, q.label, state, rename, next);
  }
  return false;
}

function inOrder(
  left: readonly Node[],
  right: readonly Node[],
  at: number,
  state: State,
  rename: boolean,
  next: Next,
): boolean {
  if (at === left.length) return next();
  return unifyNode(left[at]!, right[at]!, state, rename, () => inOrder(left, right, at + 1, state, rename, next));
}

function exchanged(
  left: readonly Node[],
  right: readonly Node[],
  part: boolean,
  state: State,
  rename: boolean,
  next: Next,
): boolean {
  const [first, sign, last] = left as readonly [Node, Node, Node];
  if (!part && right.length !== 3) return false;
  for (let at = 0; at + 2 < right.length; at += 1) {
    const [a, between, b] = right.slice(at, at + 3) as [Node, Node, Node];
    if (mirrored[sign.label] !== between.label) continue;
    state.reordered += 1;
    const stop = covering(between, state, () =>
      unifyNode(first, b, state, rename, () => unifyNode(last, a, state, rename, next)),
    );
    state.reordered -= 1;
    if (stop) return true;
  }
  return false;
}

/**
 * Each member of the query with a member of the equation of its own. What is left over may be left where the query is a
 * part, or goes to a wildcard.
 */
function anyOrder(
  left: readonly Node[],
  right: readonly Node[],
  part: boolean,
  label: string,
  state: State,
  rename: boolean,
  next: Next,
): boolean {
  const fixed = left.filter(({ kind }) => kind !== 'wildcard');
  const wild = left.filter(({ kind }) => kind === 'wildcard');
  if (fixed.length > right.length || left.length > right.length) return false;
  const used = new Set<Node>();
  const isProduct = label === '#prod';
  const pick = (at: number, last: number, moved: boolean): boolean => {
    if (at === fixed.length) {
      const change = isProduct && moved ? 1 : 0;
      state.reordered += change;
      const stop = rest();
      state.reordered -= change;
      return stop;
    }
    for (const [place, node] of right.entries()) {
      if (used.has(node)) continue;
      used.add(node);
      const stop = unifyNode(fixed[at]!, node, state, rename, () => pick(at + 1, place, moved || place < last));
      used.delete(node);
      if (stop) return true;
    }
    return false;
  };
  const rest = (): boolean => {
    const free = right.filter((node) => !used.has(node));
    if (wild.length === 0) return (part || free.length === 0) && next();
    const spread = (at: number, left: readonly Node[]): boolean => {
      if (at === wild.length - 1) {
        // The last one takes what is left: everything inside a formula, one thing where the query is a part.
        if (left.length === 0) return false;
        if (part && spreadOne(at, left)) return true;
        return !part && bind(wild[at]!, keyOfNodes(label, left), left, state, next);
      }
      return spreadOne(at, left);
    };
    const spreadOne = (at: number, left: readonly Node[]): boolean =>
      left.some((node) =>
        bind(wild[at]!, keyOfNode(node), [node], state, () =>
          at === wild.length - 1
            ? next()
            : spread(
                at + 1,
                left.filter((each) => each !== node),
              ),
        ),
      );
    return spread(0, free);
  };
  return pick(0, -1, false);
}

function keyOfNodes(label: string, nodes: readonly Node[]): string {
  const keys = nodes.map(keyOfNode);
  return keys.length === 1 ? keys[0]! : `${label}(${keys.join(' ')})`;
}
