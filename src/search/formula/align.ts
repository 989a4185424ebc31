import type { Node, Tree } from './node.ts';
import { isList, mirrored } from './shape.ts';

export interface AlignOptions {
  /** What a letter in place of another letter is worth, against 1 for the same one. */
  readonly renamed: number;
}

/**
 * How much of the query an equation holds, between 0 and the weight of the query. Nodes are matched with nodes, lists with
 * lists: in order where order means something, in any order in sums; what is missing costs its weight, what stands
 * between costs little.
 */
export function align(query: Tree, equation: Tree, options: AlignOptions): Alignment {
  const aligner = new Aligner(query, equation, options);
  let best = 0;
  let at = equation.root;
  for (const node of equation.nodes) {
    const score = aligner.score(query.root, node);
    if (score >= best) {
      best = score;
      at = node;
    }
  }
  return { score: best, at, matched: () => aligner.matched(query.root, at) };
}

export interface Alignment {
  readonly score: number;
  /** The node of the equation that the query is matched with. */
  readonly at: Node;
  /** Pairs of leaves that were matched. */
  matched(): readonly (readonly [query: Node, equation: Node])[];
}

/** Where a score came from: pairs to go on with. */
type Step = readonly (readonly [Node, Node])[];

class Aligner {
  private readonly width: number;
  private readonly scores: Float64Array;
  private readonly options: AlignOptions;

  constructor(query: Tree, equation: Tree, options: AlignOptions) {
    this.width = equation.nodes.length;
    this.scores = new Float64Array(query.nodes.length * this.width).fill(-1);
    this.options = options;
  }

  score(q: Node, e: Node): number {
    const place = q.id * this.width + e.id;
    const known = this.scores[place]!;
    if (known >= 0) return known;
    const score = this.best(q, e, undefined);
    this.scores[place] = score;
    return score;
  }

  matched(q: Node, e: Node): readonly (readonly [Node, Node])[] {
    const out: (readonly [Node, Node])[] = [];
    const visit = (a: Node, b: Node): void => {
      if (this.score(a, b) <= 0) return;
      let steps: Step = [];
      this.best(a, b, (found) => {
        steps = found;
      });
      if (steps.length === 0) out.push([a, b]);
      for (const [c, d] of steps) visit(c, d);
    };
    visit(q, e);
    return out;
  }

  /** @param tell gets the pairs behind the best score; none for two leaves */
  private best(q: Node, e: Node, tell: ((step: Step) => void) | undefined): number {
    if (q.kind === 'wildcard') {
      tell?.([]);
      return q.weight;
    }
    let score = 0;
    const offer = (value: number, step: Step): void => {
      if (value <= score) return;
      score = value;
      tell?.(step);
    };
    if (q.kind !== undefined && e.kind !== undefined) {
      offer(this.leaves(q, e), []);
      return score;
    }
    if (q.label === e.label) {
      const own = q.weight - q.kids.reduce((sum, { weight }) => sum + weight, 0);
      if (isList(q.label)) {
        const [value, step] = this.list(q, q.kids, e.kids);
        offer(own + value, step);
      } else {
        const step = q.kids.map((kid, at) => [kid, e.kids[at]!] as const);
        offer(own + step.reduce((sum, [a, b]) => sum + this.score(a, b), 0), step);
      }
    } else if (isScripts(q) && isScripts(e)) {
      const slots = slotsOf(e);
      const step = Object.entries(slotsOf(q)).flatMap(([name, kid]) => {
        const other = slots[name as keyof typeof slots];
        return other === undefined ? [] : [[kid, other] as const];
      });
      const own = q.weight - q.kids.reduce((sum, { weight }) => sum + weight, 0);
      offer(0.5 * own + step.reduce((sum, [a, b]) => sum + this.score(a, b), 0), step);
    }
    // One side has something around what the other has.
    for (const kid of coreOf(e)) offer(this.score(q, kid) * 0.92, [[q, kid]]);
    for (const kid of coreOf(q)) offer(this.score(kid, e), [[kid, e]]);
    return score;
  }

  private leaves(q: Node, e: Node): number {
    if (q.label === e.label) return q.weight;
    if (q.kind !== e.kind) return 0;
    if (q.kind === 'variable') return q.weight * this.options.renamed;
    if (q.kind === 'relation') return q.weight * (mirrored[q.label] === e.label ? 0.3 : 0.4);
    return q.kind === 'number' ? q.weight * 0.15 : 0;
  }

  private list(q: Node, left: readonly Node[], right: readonly Node[]): readonly [number, Step] {
    const ordered = this.inOrder(left, right);
    if (q.label === '#matrix' || q.label === '#row') return ordered;
    if (q.label === '#chain') {
      if (left.length !== 3) return ordered;
      const exchanged = this.exchanged(left, right);
      return exchanged[0] > ordered[0] ? exchanged : ordered;
    }
    const free = this.anyOrder(left, right);
    // Factors that are matrices may not be exchanged.
    const worth = q.label === '#prod' ? 0.95 : 1;
    return free[0] * worth > ordered[0] ? [free[0] * worth, free[1]] : ordered;
  }

  /** The best matching that keeps the order. */
  private inOrder(left: readonly Node[], right: readonly Node[]): readonly [number, Step] {
    const [m, n] = [left.length, right.length];
    const table = new Float64Array((m + 1) * (n + 1));
    for (let i = m - 1; i >= 0; i -= 1) {
      for (let j = n - 1; j >= 0; j -= 1) {
        const taken = this.score(left[i]!, right[j]!) + table[(i + 1) * (n + 1) + j + 1]!;
        table[i * (n + 1) + j] = Math.max(taken, table[(i + 1) * (n + 1) + j]!, table[i * (n + 1) + j + 1]!);
      }
    }
    const step: (readonly [Node, Node])[] = [];
    for (let i = 0, j = 0; i < m && j < n;) {
      const here = table[i * (n + 1) + j]!;
      if (here === table[(i + 1) * (n + 1) + j]!) i += 1;
      else if (here === table[i * (n + 1) + j + 1]!) j += 1;
      else step.push([left[i++]!, right[j++]!]);
    }
    const jumps = step.reduce((sum, [, node], at) => {
      const before = step[at - 1];
      return before === undefined ? sum : sum + Math.min(3, right.indexOf(node) - right.indexOf(before[1]) - 1);
    }, 0);
    return [Math.max(0, table[0]! - 0.05 * jumps), step];
  }

  /** The best pair first, then the best of what is left. */
  private anyOrder(left: readonly Node[], right: readonly Node[]): readonly [number, Step] {
    const pairs = left.flatMap((a) => right.map((b) => [a, b, this.score(a, b)] as const));
    pairs.sort((a, b) => b[2] - a[2] || b[0].weight - a[0].weight);
    const used = new Set<Node>();
    const step: (readonly [Node, Node])[] = [];
    let score = 0;
    for (const [a, b, value] of pairs) {
      if (value <= 0) break;
      if (used.has(a) || used.has(b)) continue;
      used.add(a).add(b);
      step.push([a, b]);
      score += value;
    }
    return [score, step];
  }

  /** `a = b` for `b = a`, `a \le b` for `b \ge a`. */
  private exchanged(left: readonly Node[], right: readonly Node[]): readonly [number, Step] {
    const [first, sign, last] = left as readonly [Node, Node, Node];
    let best: readonly [number, Step] = [0, []];
    for (let at = 0; at + 2 < right.length; at += 1) {
      const [a, between, b] = right.slice(at, at + 3) as [Node, Node, Node];
      if (mirrored[sign.label] !== between.label) continue;
      const score = (sign.weight + this.score(first, b) + this.score(last, a)) * 0.98;
      if (score > best[0])
        best = [
          score,
          [
            [first, b],
            [last, a],
          ],
        ];
    }
    return best;
  }
}

function isScripts({ label }: Node): boolean {
  return label === '#sub' || label === '#sup' || label === '#both';
}

function slotsOf({ label, kids }: Node): { base: Node; sub?: Node; sup?: Node } {
  const [base, second, third] = kids as readonly [Node, Node, Node];
  if (label === '#sub') return { base, sub: second };
  return label === '#sup' ? { base, sup: second } : { base, sub: second, sup: third };
}

/** What is left of a node when what stands around it is taken away. */
function coreOf(node: Node): readonly Node[] {
  if (node.kind !== undefined) return [];
  if (isScripts(node)) return node.kids.slice(0, 1);
  return node.kids;
}
