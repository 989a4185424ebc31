import { leads } from './acyclic.ts';
import type { Graph, GraphEdge } from './graph.ts';

/** Which edges count. */
export type EdgeFilter = 'all' | 'declared';

const counts =
  (filter: EdgeFilter) =>
  ({ kind }: GraphEdge): boolean =>
    filter === 'all' || kind === 'declared';

/**
 * Everything that stands before a post, nearest first.
 * @returns slug → number of steps; without the post itself
 */
export function ancestorsOf(graph: Graph, slug: string, filter: EdgeFilter = 'all'): Map<string, number> {
  return walk(slug, (node) => (graph.before.get(node) ?? []).filter(counts(filter)).map(({ from }) => from));
}

/** Everything that builds on a post, nearest first. */
export function descendantsOf(graph: Graph, slug: string, filter: EdgeFilter = 'all'): Map<string, number> {
  return walk(slug, (node) => (graph.after.get(node) ?? []).filter(counts(filter)).map(({ to }) => to));
}

function walk(start: string, next: (node: string) => readonly string[]): Map<string, number> {
  const steps = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; edge.length > 0; step += 1) {
    const reached = new Set(edge.flatMap((node) => next(node)).filter((node) => !steps.has(node)));
    for (const node of reached) steps.set(node, step);
    edge = [...reached];
  }
  steps.delete(start);
  return steps;
}

export interface Focus {
  /** The post, what stands before it and what builds on it, as far as there is room; in the order of the site. */
  readonly slugs: readonly string[];
  /** Edges between them. */
  readonly edges: readonly GraphEdge[];
  readonly ancestors: ReadonlyMap<string, number>;
  readonly descendants: ReadonlyMap<string, number>;
  /** How many of them there was no room for. */
  readonly omitted: number;
}

/**
 * @param room largest number of posts; those most steps away are left out first, a step at a time. Where not even the nearest
 * have room, what is read first goes before what builds on it.
 */
export function focusOn(graph: Graph, slug: string, filter: EdgeFilter, room: number): Focus {
  const ancestors = ancestorsOf(graph, slug, filter);
  const descendants = descendantsOf(graph, slug, filter);
  const steps = new Map([[slug, 0], ...ancestors, ...descendants]);
  const within = (reach: number): string[] => [...steps].flatMap(([each, step]) => (step <= reach ? each : []));
  let reach = Math.max(...steps.values());
  while (reach > 1 && within(reach).length > room) reach -= 1;
  const shown = new Set(within(reach).slice(0, Math.max(1, room)));
  return {
    slugs: [...graph.posts.keys()].filter((each) => shown.has(each)),
    edges: graph.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to) && counts(filter)(edge)),
    ancestors,
    descendants,
    omitted: steps.size - shown.size,
  };
}

/**
 * Edges without those that follow from others: a declared one from declared ones, a derived one from any. For drawings of
 * many posts, where shortcuts only hide the rest.
 */
export function withoutImplied(edges: readonly GraphEdge[]): GraphEdge[] {
  const declared = successors(edges.filter(({ kind }) => kind === 'declared'));
  const all = successors(edges);
  return edges.filter(({ from, to, kind }) => {
    const next = kind === 'declared' ? declared : all;
    return !(next.get(from) ?? []).some((between) => between !== to && leads(next, between, to));
  });
}

function successors(edges: readonly GraphEdge[]): Map<string, string[]> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  return next;
}
