import { provable } from '../equations/results.ts';
import type { Derivation, EquationIndex, Finding, ResultKind, Use } from '../equations/types.ts';
import type { Ledger } from '../equations/ledger/types.ts';
import type { SiteConfig } from '../site.config.ts';
import { publishedAnchors } from './anchors.ts';
import { isRunBlock } from './cells.ts';
import type { VerificationInput } from './status.ts';
import type { ContentData, Post, PostCounts, PostMeta, Site } from './types.ts';
import { verifySite, type PostVerification } from './verify-site.ts';

export interface SiteInput {
  readonly config: SiteConfig;
  readonly content: ContentData;
  readonly index: EquationIndex;
  /** Validated front matter by slug; a derivation without one is left out. */
  readonly metas: ReadonlyMap<string, PostMeta>;
  readonly findings: readonly Finding[];
  /** What was published; up to date with the posts. */
  readonly ledger?: Ledger;
  /** What is recorded of the execution of a post, by slug. */
  readonly executions?: ReadonlyMap<string, Pick<VerificationInput, 'record' | 'checkFile'>>;
}

/** Puts posts in their order and computes everything that a page shows about them. Pure; the input is not changed. */
export function buildSite(input: SiteInput): Site {
  const order = orderOf(input);
  const users = collectUsers(order, input);
  const verifications = verify(order, input);
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
      usedBy: users.get(slug) ?? [],
      verification: verifications.get(slug) ?? { statuses: [], outputs: new Map(), executedBlocks: 0 },
      citations: [...new Set(derivation.citations.map(({ key }) => key))],
    };
  });
  return {
    config: input.config,
    content: input.content,
    posts,
    bySlug: new Map(posts.map((post) => [post.slug, post])),
    index: input.index,
    anchors: publishedAnchors(input.ledger ?? [], input.index),
    findings: input.findings,
  };
}

function verify(
  order: readonly string[],
  { index, metas, content, executions }: SiteInput,
): ReadonlyMap<string, PostVerification> {
  const inputs = order.flatMap((slug): [string, VerificationInput][] => {
    const derivation = index.derivations.get(slug);
    const declared = metas.get(slug)?.equations;
    if (derivation === undefined || declared === undefined) return [];
    const execution = executions?.get(slug) ?? { record: undefined, checkFile: undefined };
    return [[slug, { derivation, declared, macros: content.macros, ...execution }]];
  });
  return verifySite(new Map(inputs), index);
}

/** Slugs by topic (order of topics.yaml), then place in the catalogue, then name. */
function orderOf({ content, index, metas }: SiteInput): string[] {
  const topicPlace = new Map(content.topics.map(({ id }, place) => [id, place]));
  const cataloguePlace = new Map(content.catalogue.map(({ slug }, place) => [slug, place]));
  const last = Number.MAX_SAFE_INTEGER;
  return [...index.derivations.keys()]
    .filter((slug) => metas.has(slug))
    .sort((a, b) => {
      const topics =
        (topicPlace.get(metas.get(a)?.topic ?? '') ?? last) - (topicPlace.get(metas.get(b)?.topic ?? '') ?? last);
      const places = (cataloguePlace.get(a) ?? last) - (cataloguePlace.get(b) ?? last);
      return topics || places || (a < b ? -1 : 1);
    });
}

/** Reading time: 380 characters of Chinese prose or 4 displays a minute, from reading aloud the sample posts. */
const charactersPerMinute = 380;
const displaysPerMinute = 4;

export function countPost(derivation: Derivation): PostCounts {
  const kinds = derivation.results.map(({ kind }) => kind);
  const count = (kind: string): number => kinds.filter((each) => each === kind).length;
  const characters = derivation.characters ?? 0;
  const having = (kind: ResultKind): ReadonlySet<string | undefined> =>
    new Set(derivation.results.filter((result) => result.kind === kind).map(({ of }) => of));
  const [proved, solved] = [having('proof'), having('solution')];
  const stated = derivation.results.filter(({ kind }) => provable.has(kind));
  const exercises = derivation.results.filter(({ kind }) => kind === 'exercise');
  return {
    lines: derivation.lines,
    equations: derivation.equations.filter(({ number }) => number !== undefined).length,
    references: derivation.references.length,
    definitions: count('definition') + count('assumption'),
    results: stated.length,
    proved: stated.filter(({ id }) => proved.has(id)).length,
    proofs: count('proof'),
    exercises: exercises.length,
    solved: exercises.filter(({ id }) => solved.has(id)).length,
    codeBlocks: derivation.codeBlocks.length,
    runBlocks: derivation.codeBlocks.filter(isRunBlock).length,
    minutes: Math.max(1, Math.round(characters / charactersPerMinute + derivation.displays.length / displaysPerMinute)),
  };
}

type UsedBy = Post['usedBy'];

/** For every post, who refers to it or builds on it. One pass over all uses, so that it stays linear in the site. */
function collectUsers(order: readonly string[], { index, metas }: SiteInput): Map<string, UsedBy> {
  const place = new Map(order.map((slug, at) => [slug, at]));
  const users = new Map<string, Map<string, { uses: Use[]; prerequisite?: string }>>();
  const userOf = (target: string, slug: string): { uses: Use[]; prerequisite?: string } => {
    const ofTarget = users.get(target) ?? new Map<string, { uses: Use[]; prerequisite?: string }>();
    users.set(target, ofTarget);
    const user = ofTarget.get(slug) ?? { uses: [] };
    ofTarget.set(slug, user);
    return user;
  };
  for (const [target, uses] of index.uses) {
    const slug = target.slice(0, target.indexOf('#'));
    for (const use of uses) if (use.slug !== slug) userOf(slug, use.slug).uses.push(use);
  }
  for (const slug of order) {
    for (const { post, reason } of metas.get(slug)?.prerequisites ?? []) userOf(post, slug).prerequisite = reason;
  }
  return new Map(
    [...users].map(([target, found]) => [
      target,
      [...found]
        .map(([slug, user]) => ({ slug, ...user, uses: user.uses.sort(byPlace) }))
        .sort((a, b) => (place.get(a.slug) ?? 0) - (place.get(b.slug) ?? 0)),
    ]),
  );
}

function byPlace(a: Use, b: Use): number {
  return a.reference.position.start.offset - b.reference.position.start.offset;
}
