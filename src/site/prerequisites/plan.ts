import type { Graph, GraphEdge } from './graph.ts';
import type { EdgeFilter } from './walk.ts';

/** What a reader wants to get to, read from an address. */
export type Goal =
  | { readonly type: 'post'; readonly post: string }
  /** An equation, a result or a section of a post; `anchor` is not looked up. */
  | { readonly type: 'place'; readonly post: string; readonly anchor: string }
  | {
      readonly type: 'concept';
      readonly concept: string;
      readonly name: string;
      readonly post: string;
      readonly anchor: string;
    }
  /** A concept that no post defines yet. */
  | { readonly type: 'undefined-concept'; readonly concept: string; readonly name: string }
  | { readonly type: 'unknown'; readonly text: string };

/** Reads `slug`, `slug#anchor` and `concept:id`; also the title of a post and the name of a concept, as a reader types them. */
export function readGoal(text: string, { posts, concepts }: Graph): Goal {
  const wanted = text.trim();
  const concept = concepts.find(({ id, name }) => wanted === `concept:${id}` || wanted === name);
  if (concept !== undefined) {
    const [post = '', anchor = ''] = concept.definedIn.split('#');
    const { id, name } = concept;
    return post === ''
      ? { type: 'undefined-concept', concept: id, name }
      : { type: 'concept', concept: id, name, post, anchor };
  }
  const [slug = '', anchor = ''] = wanted.split('#');
  if (posts.has(slug)) return anchor === '' ? { type: 'post', post: slug } : { type: 'place', post: slug, anchor };
  const titled = [...posts.values()].find(({ title }) => title === wanted);
  return titled === undefined ? { type: 'unknown', text: wanted } : { type: 'post', post: titled.slug };
}

export interface PlanStep {
  readonly slug: string;
  readonly minutes: number;
  /** Why it is read: edges to later steps, in their order. Empty for the goal. */
  readonly for: readonly GraphEdge[];
}

export interface Plan {
  /** What is read first comes first; the goal is the last. */
  readonly steps: readonly PlanStep[];
  /** Minutes of all steps. */
  readonly minutes: number;
  /** Posts that a step names and the reader knows, in the order of the site: left out, with what only they need. */
  readonly known: readonly string[];
}

/**
 * The shortest plan to a post: what it needs, what that needs, and so on, each once; nothing behind a post that the reader
 * knows. Of two orders that are possible the one that stays closer to the lists of the authors: what a post needs is read
 * right before it. The goal is a step even when it is known.
 * @param goal slug of a post of the graph
 */
export function planTo(graph: Graph, goal: string, known: ReadonlySet<string>, filter: EdgeFilter): Plan {
  const needs = (slug: string): GraphEdge[] =>
    (graph.before.get(slug) ?? []).filter(({ kind }) => filter === 'all' || kind === 'declared');
  const order: string[] = [];
  const met = new Set([goal]);
  const skipped = new Set<string>();
  // Without recursion: a chain may be as long as the site.
  const stack = [{ slug: goal, open: needs(goal), next: 0 }];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const need = frame.open[frame.next];
    frame.next += 1;
    if (need === undefined) {
      order.push(frame.slug);
      stack.pop();
    } else if (known.has(need.from)) {
      skipped.add(need.from);
    } else if (!met.has(need.from)) {
      met.add(need.from);
      stack.push({ slug: need.from, open: needs(need.from), next: 0 });
    }
  }
  const place = new Map(order.map((slug, at) => [slug, at]));
  const steps = order.map((slug): PlanStep => ({
    slug,
    minutes: graph.posts.get(slug)?.minutes ?? 0,
    for: (graph.after.get(slug) ?? [])
      .filter(({ to, kind }) => place.has(to) && (filter === 'all' || kind === 'declared'))
      .sort((a, b) => (place.get(a.to) ?? 0) - (place.get(b.to) ?? 0)),
  }));
  return {
    steps,
    minutes: steps.reduce((sum, { minutes }) => sum + minutes, 0),
    known: [...graph.posts.keys()].filter((slug) => skipped.has(slug)),
  };
}

/** State of the page, as its address holds it. */
export interface PlanRequest {
  readonly to: string;
  /** `undefined` where the address does not say: then the reader's own marks count. */
  readonly known: readonly string[] | undefined;
  readonly filter: EdgeFilter;
}

/** @param hash of the address: an equation written as in a link, `?to=slug#eq-name`, is understood */
export function readRequest(search: string, hash = ''): PlanRequest {
  const values = new URLSearchParams(search);
  const to = (values.get('to') ?? '').trim();
  const known = values.get('known');
  return {
    to: to === '' || to.includes('#') || to.startsWith('concept:') || hash.length < 2 ? to : to + decode(hash),
    known: known === null ? undefined : known.split(',').filter((slug) => slug !== ''),
    filter: values.get('derived') === '1' ? 'all' : 'declared',
  };
}

function decode(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/** `?to=…`, in the order of the fields and readable: commas and Chinese stay. */
export function writeRequest({ to, known, filter }: PlanRequest): string {
  const parts = [`to=${encodeURIComponent(to).replaceAll('%3A', ':')}`];
  if (known !== undefined) parts.push(`known=${known.map(encodeURIComponent).join(',')}`);
  if (filter === 'all') parts.push('derived=1');
  return `?${parts.join('&')}`;
}
