import type { Rule, RuleFinding } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import type { Derivation } from '../types.ts';

/** No post is, through others, its own prerequisite. Each cycle is one finding. */
export const prerequisitesAreAcyclic = {
  id: 'prerequisites-are-acyclic',
  description: '先修关系不成环',
  defaultSeverity: 'error',
  run({ derivations }) {
    const bySlug = new Map(derivations.map((derivation) => [derivation.name.slug, derivation]));
    const edges = new Map<string, string[]>();
    for (const derivation of derivations) {
      const posts = (metaOf(derivation)?.prerequisites ?? []).map(({ post }) => post);
      edges.set(
        derivation.name.slug,
        posts.filter((post) => bySlug.has(post)),
      );
    }
    return cyclesOf(edges).map((cycle) => describe(cycle, bySlug));
  },
} as const satisfies Rule;

function describe(cycle: readonly string[], bySlug: ReadonlyMap<string, Derivation>): RuleFinding {
  const [head, next = head] = cycle as [string, string?];
  const derivation = bySlug.get(head)!;
  const index = metaOf(derivation)!.prerequisites.findIndex(({ post }) => post === next);
  return {
    file: derivation.path,
    position: placeInFrontMatter(derivation, `prerequisites.${index}.post`),
    message: cycle.length === 1 ? `${head} 把自己列成了先修。` : `先修关系成环：${[...cycle, head].join(' → ')}。`,
    actual: next,
    hint: cycle.length === 1 ? '删掉这一条。' : '删掉其中一条：哪一篇可以不靠另一篇读懂？',
  };
}

/**
 * One cycle for each way back that a depth-first walk in alphabetical order finds; a cycle begins at its alphabetically first post.
 * Without recursion: a chain of prerequisites may be as long as the site.
 */
function cyclesOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles = new Map<string, string[]>();
  for (const root of [...edges.keys()].sort()) {
    const path: string[] = [];
    const stack: { node: string; next: number }[] = [];
    const enter = (node: string) => {
      path.push(node);
      stack.push({ node, next: 0 });
    };
    if (!done.has(root)) enter(root);
    while (stack.length > 0) {
      const frame = stack.at(-1)!;
      const target = edges.get(frame.node)?.[frame.next];
      frame.next += 1;
      if (target === undefined) {
        done.add(frame.node);
        stack.pop();
        path.pop();
      } else if (path.includes(target)) {
        const cycle = fromSmallest(path.slice(path.indexOf(target)));
        cycles.set(cycle.join(' '), cycle);
      } else if (!done.has(target)) {
        enter(target);
      }
    }
  }
  return [...cycles.values()];
}

function fromSmallest(cycle: readonly string[]): string[] {
  const smallest = cycle.indexOf([...cycle].sort()[0]!);
  return [...cycle.slice(smallest), ...cycle.slice(0, smallest)];
}
