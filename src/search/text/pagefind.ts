import type { PageHit, SearchPages } from './full-text.ts';
import type { Narrowing } from './types.ts';

/** The parts of Pagefind's script that are used. Its own types are for the side that writes the index. */
export interface Pagefind {
  options(options: Readonly<Record<string, unknown>>): Promise<void>;
  init(): Promise<void>;
  search(query: string, options?: PagefindQuery): Promise<{ readonly results: readonly PagefindResult[] }>;
}

interface PagefindQuery {
  readonly filters?: Readonly<Record<string, string>>;
}

export interface PagefindResult {
  readonly score: number;
  data(): Promise<PagefindPage>;
}

export interface PagefindPage {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly {
    readonly url: string;
    readonly excerpt: string;
    readonly title: string;
    readonly weighted_locations?: readonly { readonly balanced_score: number }[];
  }[];
}

/** Words of an excerpt; Chinese words are short. */
export const pagefindOptions = { excerptLength: 36 } as const;

/** Asks Pagefind, and reads of its pages the slug and the places. */
export function searchWith(load: () => Promise<Pagefind>): SearchPages {
  return async (query, narrowing, limit) => {
    const engine = await load();
    const { results } = await engine.search(query, { filters: filtersOf(narrowing) });
    const pages = await Promise.all(
      results.slice(0, limit).map(async (result) => toHit(await result.data(), result.score)),
    );
    return pages.flatMap((page) => page ?? []);
  };
}

function filtersOf({ topic, difficulty, status }: Narrowing): Record<string, string> {
  const given = { topic, difficulty: difficulty?.toString(), status };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** `undefined` for a page that is no post. */
export function toHit({ url, excerpt, meta, sub_results: places }: PagefindPage, score: number): PageHit | undefined {
  const slug = /\/posts\/([^/]+)\//.exec(url)?.[1];
  if (slug === undefined) return undefined;
  return {
    slug,
    score,
    excerpt: withoutTitle({ title: meta['title'] ?? '', excerpt }),
    sections: places
      .filter((place) => place.url.includes('#'))
      .map((place) => ({
        anchor: decodeURIComponent(place.url.slice(place.url.indexOf('#') + 1)),
        excerpt: withoutTitle(place),
        score: (place.weighted_locations ?? []).reduce((sum, each) => sum + each.balanced_score, 0),
      })),
  };
}

/** An excerpt that begins with the title of its page or section would say it twice. Spaces and marks may stand anywhere in it. */
function withoutTitle({ title, excerpt }: { readonly title: string; readonly excerpt: string }): string {
  if (title.trim() === '') return excerpt;
  const letters = Array.from(title.replace(/\s/g, ''), (letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const gap = '(?:\\s|</?mark>)*';
  return excerpt.replace(new RegExp(`^${gap}${letters.join(gap)}${gap}\\.?${gap}`), '');
}
