import type { Derivation } from '../../equations/types.ts';
import type { Post, Site } from '../types.ts';
import { keepAcyclic, leads, type Arrow } from './acyclic.ts';

/** What in a post rests on another one. */
export interface Evidence {
  /** Equations and results of the earlier post that the later one refers to: canonical anchors, in the order of its text. */
  readonly anchors: readonly string[];
  /** How often it refers to them. */
  readonly uses: number;
  /** Ids of concepts that the later post names and the earlier one defines. */
  readonly concepts: readonly string[];
}

/** `to` builds on `from`. Both are posts that are written. */
export interface Edge extends Arrow, Evidence {
  /** Declared by the author with a reason, or read from the references and concepts of the post. */
  readonly kind: 'declared' | 'derived';
  /** Markdown with formulas; only of declared ones. */
  readonly reason?: string;
}

/** An edge that is not shown, because what is shown has no cycle. */
export interface LeftOut extends Edge {
  readonly because: 'contradicts-declared' | 'closes-cycle';
}

export interface Prerequisites {
  /** By later post in the order of the site; of one post the declared ones first, as it lists them. Without a cycle. */
  readonly edges: readonly Edge[];
  readonly left: readonly LeftOut[];
  /** What to read before a post, by its slug; absent where there is nothing. */
  readonly before: ReadonlyMap<string, readonly Edge[]>;
  /** What builds on a post, by its slug. */
  readonly after: ReadonlyMap<string, readonly Edge[]>;
}

type Needed = Pick<Site, 'posts' | 'bySlug' | 'index' | 'content'>;

const known = new WeakMap<object, Prerequisites>();

/**
 * What is read before what: declared edges, and edges derived from references to equations and results of other posts and
 * from concepts that other posts define. A declared edge always wins over a derived one; among derived ones the one with
 * more evidence. Computed once for a site, in time linear in its posts, references and concepts.
 */
export function prerequisitesOf(site: Needed): Prerequisites {
  const found = known.get(site) ?? collect(site);
  known.set(site, found);
  return found;
}

function collect(site: Needed): Prerequisites {
  const evidence = collectEvidence(site);
  const place = new Map(site.posts.map(({ slug }, at) => [slug, at]));
  const none: Evidence = { anchors: [], uses: 0, concepts: [] };
  const declared = site.posts.flatMap(({ slug, prerequisites }) =>
    prerequisites
      .filter(({ post }, at) => site.bySlug.has(post) && prerequisites.findIndex((each) => each.post === post) === at)
      .map(({ post, reason }): Edge => ({
        from: post,
        to: slug,
        kind: 'declared',
        reason,
        ...(evidence.get(slug)?.get(post) ?? none),
      })),
  );
  const pairs = new Set(declared.map(({ from, to }) => `${from} ${to}`));
  const derived = site.posts
    .flatMap(({ slug }) =>
      [...(evidence.get(slug) ?? [])].map(([from, found]): Edge => ({ from, to: slug, kind: 'derived', ...found })),
    )
    .filter(({ from, to }) => !pairs.has(`${from} ${to}`))
    .sort(
      (a, b) => weight(b) - weight(a) || (place.get(a.to) ?? 0) - (place.get(b.to) ?? 0) || (a.from < b.from ? -1 : 1),
    );
  const { kept, left } = keepAcyclic([...declared, ...derived]);
  const byDeclared = new Map<string, string[]>();
  for (const { from, to, kind } of kept)
    if (kind === 'declared') byDeclared.set(from, [...(byDeclared.get(from) ?? []), to]);
  const before = new Map<string, Edge[]>();
  const after = new Map<string, Edge[]>();
  for (const edge of kept) before.set(edge.to, [...(before.get(edge.to) ?? []), edge]);
  const edges = site.posts.flatMap(({ slug }) => before.get(slug) ?? []);
  for (const edge of edges) after.set(edge.from, [...(after.get(edge.from) ?? []), edge]);
  return {
    edges,
    before,
    after,
    left: left.map((edge) => ({
      ...edge,
      because:
        edge.kind === 'derived' && leads(byDeclared, edge.to, edge.from) ? 'contradicts-declared' : 'closes-cycle',
    })),
  };
}

function weight({ uses, concepts }: Evidence): number {
  return uses + concepts.length;
}

interface Collected {
  readonly anchors: { readonly anchor: string; readonly at: number }[];
  uses: number;
  readonly concepts: string[];
}

/** Later post → earlier post → what of it is used. */
function collectEvidence({ posts, bySlug, index, content }: Needed): Map<string, Map<string, Evidence>> {
  const all = new Map<string, Map<string, Collected>>();
  const entry = (later: string, earlier: string): Collected => {
    const ofPost = all.get(later) ?? new Map<string, Collected>();
    all.set(later, ofPost);
    const found = ofPost.get(earlier) ?? { anchors: [], uses: 0, concepts: [] };
    ofPost.set(earlier, found);
    return found;
  };
  for (const [target, uses] of index.uses) {
    const anchor = index.anchors.get(target);
    if (anchor === undefined || (anchor.type !== 'equation' && anchor.type !== 'result') || !bySlug.has(anchor.slug))
      continue;
    for (const { slug, reference } of uses) {
      const post = bySlug.get(slug);
      if (post === undefined || slug === anchor.slug || standsAside(post.derivation, reference.heading)) continue;
      const found = entry(slug, anchor.slug);
      found.uses += 1;
      if (!found.anchors.some((each) => each.anchor === anchor.canonical))
        found.anchors.push({ anchor: anchor.canonical, at: placeOf(anchor, index.derivations.get(anchor.slug)) });
    }
  }
  const definedIn = new Map(content.concepts.map(({ id, definedIn = '' }) => [id, definedIn.split('#')[0] ?? '']));
  for (const post of posts) {
    for (const concept of post.concepts) {
      const defining = definedIn.get(concept) ?? '';
      if (defining !== post.slug && bySlug.has(defining)) entry(post.slug, defining).concepts.push(concept);
    }
  }
  return new Map(
    [...all].map(([later, found]) => [
      later,
      new Map(
        [...found].map(([earlier, { anchors, uses, concepts }]) => [
          earlier,
          { anchors: anchors.sort((a, b) => a.at - b.at).map(({ anchor }) => anchor), uses, concepts },
        ]),
      ),
    ]),
  );
}

function placeOf(
  anchor: { readonly type: string; readonly equation?: number; readonly result?: number },
  derivation: Derivation | undefined,
): number {
  const item =
    anchor.type === 'equation'
      ? derivation?.equations[anchor.equation ?? -1]
      : derivation?.results[anchor.result ?? -1];
  return item?.position.start.offset ?? 0;
}

/** Sections that look around: what they mention is compared with, not built on. */
const around = /关系|联系|相关|延伸|展望|relation|related|further|outlook/i;

/** Whether a reference stands below a heading (of any depth) that only looks around. */
function standsAside({ headings }: Post['derivation'], heading: number): boolean {
  let depth = Infinity;
  for (let at = heading; at >= 0; at -= 1) {
    const each = headings[at];
    if (each === undefined || each.depth >= depth) continue;
    if (around.test(each.text)) return true;
    depth = each.depth;
  }
  return false;
}
