import type { Derivation, EquationIndex, Finding, Use } from '../equations/types.ts';
import type { SiteConfig } from '../site.config.ts';
import type { ContentData, Post, PostCounts, PostMeta, Site } from './types.ts';

export interface SiteInput {
  readonly config: SiteConfig;
  readonly content: ContentData;
  readonly index: EquationIndex;
  /** Validated front matter by slug; a derivation without one is left out. */
  readonly metas: ReadonlyMap<string, PostMeta>;
  readonly findings: readonly Finding[];
}

/** Puts posts in their order and computes everything that a page shows about them. Pure; the input is not changed. */
export function buildSite(input: SiteInput): Site {
  const order = orderOf(input);
  const posts = order.map((slug, place): Post => {
    const derivation = input.index.derivations.get(slug);
    const meta = input.metas.get(slug);
    if (derivation === undefined || meta === undefined) throw new Error(`buildSite: no derivation or meta for ${slug}`);
    const sameTopic = (other: string | undefined): string | undefined =>
      other !== undefined && input.metas.get(other)?.topic === meta.topic ? other : undefined;
    return {
      ...meta,
      slug,
      file: derivation.path,
      derivation,
      counts: countPost(derivation),
      previous: sameTopic(order[place - 1]),
      next: sameTopic(order[place + 1]),
      usedBy: usedBy(slug, order, input),
      citations: [...new Set(derivation.citations.map(({ key }) => key))],
    };
  });
  return {
    config: input.config,
    content: input.content,
    posts,
    bySlug: new Map(posts.map((post) => [post.slug, post])),
    index: input.index,
    findings: input.findings,
  };
}

/** Slugs by topic (order of topics.yaml), then place in the catalogue, then name. */
function orderOf({ content, index, metas }: SiteInput): string[] {
  const topicPlace = new Map(content.topics.map(({ id }, place) => [id, place]));
  const cataloguePlace = new Map(content.catalogue.map(({ slug }, place) => [slug, place]));
  const last = Number.MAX_SAFE_INTEGER;
  return [...index.derivations.keys()]
    .filter((slug) => metas.has(slug))
    .sort((a, b) => {
      const topics = (topicPlace.get(metas.get(a)?.topic ?? '') ?? last) - (topicPlace.get(metas.get(b)?.topic ?? '') ?? last);
      const places = (cataloguePlace.get(a) ?? last) - (cataloguePlace.get(b) ?? last);
      return topics || places || (a < b ? -1 : 1);
    });
}

const proved = new Set(['theorem', 'lemma', 'proposition', 'corollary']);

/** Reading time: 380 characters of Chinese prose or 4 displays a minute, from reading aloud the sample posts. */
const charactersPerMinute = 380;
const displaysPerMinute = 4;

export function countPost(derivation: Derivation): PostCounts {
  const kinds = derivation.results.map(({ kind }) => kind);
  const count = (kind: string): number => kinds.filter((each) => each === kind).length;
  const characters = derivation.characters ?? 0;
  return {
    lines: derivation.lines,
    equations: derivation.equations.filter(({ number }) => number !== undefined).length,
    references: derivation.references.length,
    definitions: count('definition') + count('assumption'),
    results: kinds.filter((kind) => proved.has(kind)).length,
    proofs: count('proof'),
    exercises: count('exercise'),
    codeBlocks: derivation.codeBlocks.length,
    minutes: Math.max(1, Math.round(characters / charactersPerMinute + derivation.displays.length / displaysPerMinute)),
  };
}

function usedBy(slug: string, order: readonly string[], { index, metas }: SiteInput): Post['usedBy'] {
  const uses = [...index.uses]
    .filter(([target]) => target.slice(0, target.indexOf('#')) === slug)
    .flatMap(([, found]) => found)
    .filter((use) => use.slug !== slug);
  const bySlug = new Map<string, Use[]>();
  for (const use of uses) bySlug.set(use.slug, [...(bySlug.get(use.slug) ?? []), use]);
  return order.flatMap((other) => {
    const reason = metas.get(other)?.prerequisites.find(({ post }) => post === slug)?.reason;
    const found = [...(bySlug.get(other) ?? [])].sort(
      (a, b) => a.reference.position.start.offset - b.reference.position.start.offset,
    );
    if (reason === undefined && found.length === 0) return [];
    return [{ slug: other, uses: found, ...(reason === undefined ? {} : { prerequisite: reason }) }];
  });
}
