/**
 * How well the full-text search of a built site answers, beside plain Pagefind on the same index: recall, MRR, bytes,
 * latency. The engine that is measured is the one that runs in the palette.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Judged } from '../../src/search/evaluation/measures.ts';
import { readTextQueries, type TextQueries, type TextQuery } from '../../src/search/evaluation/text-queries.ts';
import { createTextEngine, type TextEngine } from '../../src/search/text/engine.ts';
import { type Pagefind, pagefindOptions, searchWith, toHit } from '../../src/search/text/pagefind.ts';
import type { Places, TextHit } from '../../src/search/text/types.ts';
import { root } from '../project.ts';

export const recallAt = 5;

/** The queries of this repository, judged on its own posts. */
export function ownQueries(): TextQueries {
  return readTextQueries(readFileSync(path.join(root, 'src/search/evaluation/text-queries.yaml'), 'utf8'));
}

export interface SystemRun {
  readonly judged: readonly Judged[];
  /** Milliseconds of each query, in the order of the queries. */
  readonly milliseconds: readonly number[];
}

export interface TextRun {
  readonly fused: SystemRun;
  /** What titles alone answer, before Pagefind has answered. */
  readonly titles: SystemRun;
  readonly pagefind: SystemRun;
  /** Bytes as they go over the wire. */
  readonly bytes: {
    readonly places: number;
    readonly index: number;
    readonly fragments: number;
    readonly queries: readonly number[];
  };
  /** Posts of the site that nobody has judged; rankings are read as if they were not there. */
  readonly unjudged: readonly string[];
}

/**
 * @param dist a built site
 * @param queries judged on posts of that site
 * @throws Error when the site holds no index
 */
export async function runTextQueries(dist: string, { judged, queries }: TextQueries): Promise<TextRun> {
  const places = JSON.parse(readFileSync(path.join(dist, 'search/places.json'), 'utf8')) as Places;
  const known = new Set(judged);
  const { load, taken, close } = openPagefind(path.join(dist, 'pagefind'));
  try {
    const engine = createTextEngine(places, searchWith(load));
    const perQuery: number[] = [];
    const run = async (answer: (query: TextQuery) => Promise<readonly string[]>): Promise<SystemRun> => {
      const milliseconds: number[] = [];
      const done: Judged[] = [];
      for (const query of queries) {
        const start = performance.now();
        const ranking = await answer(query);
        milliseconds.push(performance.now() - start);
        const { kind, query: text, posts, places: targets } = query;
        const kept = ranking.filter((found) => known.has(found.split('#')[0] ?? ''));
        done.push({ kind, query: text, targets: posts ?? targets ?? [], ranking: kept });
      }
      return { judged: done, milliseconds };
    };
    const pagefind = await run((query) => askPlain(load, query));
    const titles = await run((query) => Promise.resolve(rankingOf(engine, engine.titles(query.query), query)));
    const fused = await run(async (query) => {
      const before = taken();
      const ranking = rankingOf(engine, await engine.all(query.query), query);
      perQuery.push(taken() - before);
      return ranking;
    });
    return {
      fused,
      titles,
      pagefind,
      bytes: {
        places: gzipSync(JSON.stringify(places), { level: 9 }).length,
        index: bytesBelow(path.join(dist, 'pagefind/index')),
        fragments: bytesBelow(path.join(dist, 'pagefind/fragment')),
        queries: perQuery,
      },
      unjudged: places.posts.map(({ slug }) => slug).filter((slug) => !known.has(slug)),
    };
  } finally {
    close();
  }
}

/** A query for posts is judged on the order of posts, one for places on the order of sections and boxes. */
function rankingOf({ places }: TextEngine, hits: readonly TextHit[], { posts }: TextQuery): string[] {
  return hits
    .filter(({ kind }) => (posts === undefined ? kind === 'section' || kind === 'result' : kind === 'post'))
    .map(({ post, anchor }) => `${places.posts[post]?.slug ?? ''}${anchor === '' ? '' : `#${anchor}`}`);
}

/** Pagefind as its own interface shows it: pages in their order, in each the three places with the most hits. */
async function askPlain(load: () => Promise<Pagefind>, { query, posts }: TextQuery): Promise<string[]> {
  const { results } = await (await load()).search(query);
  const first = results.slice(0, 10).map(async (result) => toHit(await result.data(), result.score));
  const pages = (await Promise.all(first)).flatMap((page) => page ?? []);
  if (posts !== undefined) return pages.map(({ slug }) => slug);
  return pages.flatMap(({ slug, sections }) =>
    sections
      .map((section, place) => ({ ...section, place }))
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .slice(0, 3)
      .map(({ anchor }) => `${slug}#${anchor}`),
  );
}

interface OpenPagefind {
  readonly load: () => Promise<Pagefind>;
  /** Bytes read so far. */
  readonly taken: () => number;
  readonly close: () => void;
}

/** Runs Pagefind's browser script here: it reads its files from disk, and is told the language as a page would tell it. */
function openPagefind(folder: string): OpenPagefind {
  if (!existsSync(path.join(folder, 'pagefind.js')))
    throw new Error(`${folder} holds no search index: build the site first.`);
  const base = pathToFileURL(`${folder}${path.sep}`).href;
  const { language } = readLanguage(folder);
  const before = { fetch: globalThis.fetch, document: Object.getOwnPropertyDescriptor(globalThis, 'document') };
  let bytes = 0;
  let loading: Promise<Pagefind> | undefined;
  const open = async (): Promise<Pagefind> => {
    const engine = (await import(`${base}pagefind.js`)) as Pagefind;
    globalThis.fetch = (input) => {
      const body = readFileSync(new URL(input instanceof Request ? input.url : input));
      bytes += body.length;
      return Promise.resolve(new Response(body));
    };
    Object.defineProperty(globalThis, 'document', {
      configurable: true,
      value: { querySelector: () => ({ getAttribute: () => language }) },
    });
    await engine.options({ ...pagefindOptions, noWorker: true, basePath: base, baseUrl: '/' });
    await engine.init();
    return engine;
  };
  return {
    load: () => (loading ??= open()),
    taken: () => bytes,
    close() {
      globalThis.fetch = before.fetch;
      if (before.document === undefined) Reflect.deleteProperty(globalThis, 'document');
      else Object.defineProperty(globalThis, 'document', before.document);
    },
  };
}

function readLanguage(folder: string): { language: string } {
  const entry = JSON.parse(readFileSync(path.join(folder, 'pagefind-entry.json'), 'utf8')) as {
    readonly languages: Readonly<Record<string, unknown>>;
  };
  const languages = Object.keys(entry.languages);
  if (languages.length !== 1) throw new Error(`The site should have one index, it has ${languages.join(', ')}.`);
  return { language: languages[0] ?? '' };
}

function bytesBelow(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}
