import { align, type Alignment } from './align.ts';
import { keyOfNode, type Node, type Tree } from './node.ts';
import { unify } from './unify.ts';

export interface Ranked {
  /** 1 for all of the query, letter by letter; a little more where the query is most of the equation. */
  readonly score: number;
  readonly exact: boolean;
  /** Nodes of the equation that answer the query. */
  readonly matched: readonly Node[];
}

/** What a letter is worth in place of another one. */
export const renamedWorth = { keep: 0.35, ignore: 0.85 } as const;

/** Compares one equation in full. */
export function rank(query: Tree, equation: Tree, ignoreNames: boolean, alignment?: Alignment): Ranked {
  const coverage = Math.min(1, query.root.weight / equation.root.weight);
  const found = unify(query, equation, false);
  if (found !== undefined) {
    const score = found.reordered ? 0.97 : 1;
    return { score: score + 0.05 * coverage, exact: !found.reordered, matched: found.matched };
  }
  const aligned = alignment ?? align(query, equation, ignoreNames ? renamedWorth.ignore : renamedWorth.keep);
  const pairs = aligned.matched();
  const partial = 0.92 * (aligned.score / query.root.weight) * consistency(pairs);
  const renamed = unify(query, equation, true);
  const changed = renamed === undefined ? 0 : renamedScore(renamed.renamed, query, ignoreNames);
  if (renamed !== undefined && changed >= partial) {
    return { score: changed + 0.05 * coverage, exact: false, matched: renamed.matched };
  }
  return { score: partial + 0.05 * coverage, exact: false, matched: pairs.flatMap(covered) };
}

function renamedScore(count: number, query: Tree, ignoreNames: boolean): number {
  if (ignoreNames) return 0.96;
  const letters = query.nodes.filter(({ kind }) => kind === 'variable').length;
  return 0.9 - 0.15 * (count / Math.max(1, letters));
}

/** A wildcard covers all that it stands for. */
function covered([query, equation]: readonly [Node, Node]): readonly Node[] {
  if (query.kind !== 'wildcard') return [equation];
  const out: Node[] = [];
  const visit = (node: Node): void => {
    out.push(node);
    node.kids.forEach(visit);
  };
  visit(equation);
  return out;
}

/** Less than 1 where one name stands for two things. */
function consistency(pairs: readonly (readonly [Node, Node])[]): number {
  const there = new Map<string, Map<string, number>>();
  let total = 0;
  for (const [query, equation] of pairs) {
    if (query.kind !== 'variable' && !(query.kind === 'wildcard' && query.label !== '?')) continue;
    const counts = there.get(query.label) ?? new Map<string, number>();
    there.set(query.label, counts);
    const key = keyOfNode(equation);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    total += 1;
  }
  if (total === 0) return 1;
  const kept = [...there.values()].reduce((sum, counts) => sum + Math.max(...counts.values()), 0);
  return 0.75 + 0.25 * (kept / total);
}
