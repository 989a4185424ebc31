import { createFold, type Fold } from './fold.ts';
import { askPages, type PageHit, type Pages, type SearchPages } from './full-text.ts';
import { fuse } from './fuse.ts';
import { createNamings, type FindNamings } from './synonyms.ts';
import { createTitleIndex, type TitleHit, type TitleIndex } from './title-index.ts';
import type { Narrowing, Places, PostPlaces, TextHit } from './types.ts';
import { cut, isHanRun, withoutFillers } from './words.ts';

export interface TextEngine {
  readonly fold: Fold;
  readonly places: Places;
  /** What titles, headings and concepts answer at once. */
  titles(query: string, narrowing?: Narrowing): readonly TextHit[];
  /**
   * The same fused with the full text; one answer, rows of all kinds, best first within each kind.
   * @param pages of the full text that are read for it: each is fetched; without a number as few as a list of several kinds
   * has room for
   */
  all(query: string, narrowing?: Narrowing, pages?: number): Promise<readonly TextHit[]>;
  /** Titles and names near to a query that found nothing. */
  suggest(query: string): readonly string[];
  /** Whether a post is among those that an answer was narrowed to. */
  isKept(post: PostPlaces, narrowing: Narrowing): boolean;
}

/** The fewest pages of the full text that make a list. */
const fewestPages = 3;
/** Other names of a concept may be narrower or wider than the one that was typed. */
const variantWorth = 0.85;

export function createTextEngine(places: Places, searchPages: SearchPages): TextEngine {
  const fold = createFold(places.fold);
  const titles = createTitleIndex(places, fold);
  const findNamings = createNamings(places.concepts, fold);
  const bySlug = new Map(places.posts.map(({ slug }, post) => [slug, post]));
  const context: Context = { places, fold, titles, findNamings, bySlug };
  return {
    fold,
    places,
    titles: (query, narrowing = {}) => answer(context, query, narrowing, { pages: [], loose: false }),
    async all(query, narrowing = {}, limit = fewestPages) {
      return answer(
        context,
        query,
        narrowing,
        await askPages({ fold, findNamings, correct: titles.correct }, { query, narrowing, limit }, searchPages),
      );
    },
    suggest: (query) => suggest(context, query),
    isKept: (post, narrowing) => isKept(places, post, narrowing),
  };
}

interface Context {
  readonly places: Places;
  readonly fold: Fold;
  readonly titles: TitleIndex;
  readonly findNamings: FindNamings;
  readonly bySlug: ReadonlyMap<string, number>;
}

function answer(context: Context, query: string, narrowing: Narrowing, { pages, loose }: Pages): TextHit[] {
  const asked = withoutFillers(context.fold(query));
  if (asked === '') return [];
  const kept = (post: number): boolean => isKept(context.places, context.places.posts[post], narrowing);
  const titles = bestOfVariants(context, asked).filter(({ entry }) => entry.kind === 'term' || kept(entry.post));
  const named = context.findNamings(asked);
  const joined = asked.replaceAll(' ', '');
  const verbatim = titles.filter(({ entry }) => entry.title.replaceAll(' ', '').includes(joined));
  const pageHits = pages.flatMap((page): TextHit[] => {
    const post = context.bySlug.get(page.slug);
    return post === undefined || !kept(post) ? [] : [{ ...blank, kind: 'post', post, excerpt: page.excerpt }];
  });
  const posts = fuse(
    [
      { items: hitsOf(titles, ['post']), weight: 1 },
      { items: hitsOf(verbatim, ['post']), weight: 0.5 },
      { items: pageHits, weight: loose ? 0.4 : 0.8 },
      {
        items: named.flatMap(({ concept }) => postsOf(context, concept)).filter(({ post }) => kept(post)),
        weight: 0.7,
      },
    ],
    keyOf,
  );
  /** A query that is only a name asks for its definition; one that says more asks for something about it. */
  const definitions = (alone: boolean): TextHit[] =>
    named
      .filter(({ whole }) => whole === alone)
      .flatMap(({ concept }) => definitionOf(context, concept))
      .filter(({ post }) => kept(post));
  const spots = fuse(
    [
      { items: hitsOf(titles, ['section', 'result']), weight: 1 },
      { items: hitsOf(verbatim, ['section', 'result']), weight: 0.5 },
      { items: spotsOf(context, pages).filter(({ post }) => kept(post)), weight: loose ? 0.35 : 0.7 },
      { items: definitions(true), weight: 0.8 },
      { items: definitions(false), weight: 0.2 },
    ],
    keyOf,
  );
  const excerpts = new Map([...pageHits, ...spotsOf(context, pages)].map((hit) => [keyOf(hit), hit.excerpt]));
  const scored = [...posts, ...spots].map(({ item, score }) => ({
    ...item,
    score,
    excerpt: excerpts.get(keyOf(item)) ?? '',
  }));
  return [...scored, ...hitsOf(titles, ['term'])];
}

const blank = { anchor: '', index: -1, score: 0, excerpt: '' } as const;

function keyOf({ post, anchor }: TextHit): string {
  return `${String(post)}#${anchor}`;
}

/** Every place once, with the best of what the query and its variants give it. */
function bestOfVariants({ titles, findNamings }: Context, asked: string): readonly TitleHit[] {
  const variants = findNamings(asked).flatMap((naming) => naming.variants);
  const best = new Map<string, TitleHit>();
  for (const [place, variant] of [asked, ...variants].entries()) {
    for (const { entry, score } of titles.search(variant)) {
      const key = `${entry.kind}:${String(entry.post)}:${String(entry.index)}`;
      const worth = place === 0 ? score : score * variantWorth;
      if ((best.get(key)?.score ?? 0) < worth) best.set(key, { entry, score: worth });
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

function hitsOf(titles: readonly TitleHit[], kinds: readonly TextHit['kind'][]): TextHit[] {
  return titles
    .filter(({ entry }) => kinds.includes(entry.kind))
    .map(({ entry, score }) => {
      const { kind, post, anchor, index } = entry;
      return { kind, post, anchor, index, score, excerpt: '' };
    });
}

/** Posts that build on a concept: the one that defines it, then those that name it among their first. */
function postsOf({ places, bySlug }: Context, concept: number): TextHit[] {
  const defining = bySlug.get(places.concepts[concept]?.place.split('#')[0] ?? '');
  const using = places.posts
    .map(({ concepts }, post) => ({ post, place: concepts.indexOf(concept) }))
    .filter(({ post, place }) => place !== -1 && post !== defining)
    .sort((a, b) => a.place - b.place || a.post - b.post)
    .map(({ post }) => post);
  return [...(defining === undefined ? [] : [defining]), ...using].map((post) => ({ ...blank, kind: 'post', post }));
}

function definitionOf(context: Context, concept: number): TextHit[] {
  const [slug = '', anchor = ''] = context.places.concepts[concept]?.place.split('#') ?? [];
  const post = context.bySlug.get(slug);
  const spot = post === undefined || anchor === '' ? undefined : spotAt(context, post, anchor);
  return spot === undefined ? [] : [spot];
}

/** Sections and boxes in which the full text was found, by their own score and that of their page. */
function spotsOf(context: Context, pages: readonly PageHit[]): TextHit[] {
  const best = Math.max(...pages.map(({ score }) => score), Number.MIN_VALUE);
  return pages
    .flatMap(({ slug, sections, score: pageScore }) =>
      sections.flatMap(({ anchor, excerpt, score }) => {
        const post = context.bySlug.get(slug);
        const spot = post === undefined ? undefined : spotAt(context, post, anchor);
        return spot === undefined ? [] : [{ ...spot, excerpt, score: score * (pageScore / best) }];
      }),
    )
    .sort((a, b) => b.score - a.score);
}

function spotAt({ places }: Context, post: number, anchor: string): TextHit | undefined {
  const { sections = [], results = [] } = places.posts[post] ?? {};
  const section = sections.findIndex(([, , id]) => id === anchor);
  if (section !== -1) return { ...blank, kind: 'section', post, anchor, index: section };
  const result = results.findIndex(([, , , id]) => id === anchor);
  return result === -1 ? undefined : { ...blank, kind: 'result', post, anchor, index: result };
}

function isKept({ topics }: Places, facts: PostPlaces | undefined, { topic, difficulty, status }: Narrowing): boolean {
  if (facts === undefined) return false;
  if (topic !== undefined && topics[facts.topic]?.id !== topic) return false;
  if (difficulty !== undefined && facts.difficulty !== difficulty) return false;
  return status === undefined || facts.draft === (status === 'draft');
}

function suggest({ places, titles, fold }: Context, query: string): string[] {
  const asked = withoutFillers(fold(query));
  const parts = cut(asked).flatMap((run) =>
    isHanRun(run) && run.length > 3 ? [run.slice(0, 2), run.slice(-2)] : [run],
  );
  const found = parts
    .flatMap((part) => titles.search(part))
    .filter(({ entry }) => entry.kind === 'term')
    .map(({ entry }) => places.concepts[entry.index]?.name ?? '');
  const common = places.concepts.filter(({ place }) => place !== '').map(({ name }) => name);
  return [...new Set([...found, ...common])].filter((name) => name !== '').slice(0, 4);
}
