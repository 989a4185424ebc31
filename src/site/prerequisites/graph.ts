import { plain } from '../plain.ts';
import type { Site } from '../types.ts';
import type { Arrow } from './acyclic.ts';
import { prerequisitesOf } from './edges.ts';

/**
 * The graph of the site as it is sent to a browser. Posts are named by their place in `posts`, so that a site of 1,400 stays
 * below 200 kB; reasons are files of their own.
 */
export interface GraphData {
  readonly topics: readonly (readonly [id: string, name: string])[];
  readonly posts: readonly (readonly [
    slug: string,
    /** Without markup. */
    title: string,
    topic: number,
    minutes: number,
    /** What is read first, as the author declares it. */
    declared: readonly number[],
    derived: readonly number[],
  ])[];
  /** `definedIn` is `slug#anchor` or, while no post defines it, `''`. */
  readonly concepts: readonly (readonly [id: string, name: string, definedIn: string])[];
}

export interface GraphPost {
  readonly slug: string;
  readonly title: string;
  /** Place in `Graph.topics`. */
  readonly topic: number;
  readonly minutes: number;
}

export interface GraphEdge extends Arrow {
  readonly kind: 'declared' | 'derived';
}

/** The same, ready to be walked. */
export interface Graph {
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** In the order of the site. */
  readonly posts: ReadonlyMap<string, GraphPost>;
  readonly edges: readonly GraphEdge[];
  /** Edges that lead to a post, by its slug: what is read first. Every post has an entry. */
  readonly before: ReadonlyMap<string, readonly GraphEdge[]>;
  /** Edges that start at a post: what builds on it. Every post has an entry. */
  readonly after: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly concepts: readonly { readonly id: string; readonly name: string; readonly definedIn: string }[];
}

export function graphData(site: Pick<Site, 'posts' | 'bySlug' | 'index' | 'content'>): GraphData {
  const { before } = prerequisitesOf(site);
  const { topics, concepts } = site.content;
  const place = new Map(site.posts.map(({ slug }, at) => [slug, at]));
  const topicPlace = new Map(topics.map(({ id }, at) => [id, at]));
  return {
    topics: topics.map(({ id, name }) => [id, name]),
    posts: site.posts.map(({ slug, title, topic, counts }) => {
      const of = (kind: GraphEdge['kind']): number[] =>
        (before.get(slug) ?? []).flatMap((edge) => (edge.kind === kind ? (place.get(edge.from) ?? []) : []));
      return [slug, plain(title), topicPlace.get(topic) ?? -1, counts.minutes, of('declared'), of('derived')];
    }),
    concepts: concepts.map(({ id, name, definedIn = '' }) => [
      id,
      name,
      site.bySlug.has(definedIn.split('#')[0] ?? '') ? definedIn : '',
    ]),
  };
}

export function readGraph({ topics, posts, concepts }: GraphData): Graph {
  const slugs = posts.map(([slug]) => slug);
  const edges = posts.flatMap(([to, , , , declared, derived]) => {
    const edge =
      (kind: GraphEdge['kind']) =>
      (at: number): GraphEdge[] => {
        const from = slugs[at];
        return from === undefined ? [] : [{ from, to, kind }];
      };
    return [...declared.flatMap(edge('declared')), ...derived.flatMap(edge('derived'))];
  });
  const before = new Map(slugs.map((slug): [string, GraphEdge[]] => [slug, []]));
  const after = new Map(slugs.map((slug): [string, GraphEdge[]] => [slug, []]));
  for (const edge of edges) {
    before.get(edge.to)?.push(edge);
    after.get(edge.from)?.push(edge);
  }
  return {
    topics: topics.map(([id, name]) => ({ id, name })),
    posts: new Map(posts.map(([slug, title, topic, minutes]) => [slug, { slug, title, topic, minutes }])),
    edges,
    before,
    after,
    concepts: concepts.map(([id, name, definedIn]) => ({ id, name, definedIn })),
  };
}

const known = new WeakMap<object, Graph>();

/** The graph of a site at build time, made once. */
export function graphOf(site: Pick<Site, 'posts' | 'bySlug' | 'index' | 'content'>): Graph {
  const found = known.get(site) ?? readGraph(graphData(site));
  known.set(site, found);
  return found;
}
