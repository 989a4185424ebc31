/**
 * How well the full-text search of a built site answers, beside plain Pagefind on the same index: recall, MRR, bytes,
 * latency. The engine that is measured is the one that runs in the palette.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { measureByKind, measureRankings, type Figures, type Judged } from '../../src/search/evaluation/measures.ts';
import { readTextQueries, type TextQueries, type TextQuery } from '../../src/search/evaluation/text-queries.ts';
import { createTextEngine, type TextEngine } from '../../src/search/text/engine.ts';
import { type Pagefind, pagefindOptions, searchWith, toHit } from '../../src/search/text/pagefind.ts';
import type { Places, TextHit } from '../../src/search/text/types.ts';
import { root } from '../project.ts';

/** Hits that count. */
export const textCut = 5;

/** The queries of this repository, judged on its own posts. */
export function ownQueries(): TextQueries {
  return readTextQueries(readFileSync(path.join(root, 'src/search/evaluation/text-queries.yaml'), 'utf8'));
}

/** Headings asked for, at most. */
const headingsAsked = 100;

/**
 * For posts that nobody has judged: some of their headings as queries, each of which should find the places that bear it.
 * This favours an index of titles; it tells whether a folder works at all, not how well learners are served.
 */
export function askForHeadings({ posts }: Places): TextQueries {
  const byTitle = new Map<string, string[]>();
  for (const { slug, sections } of posts) {
    for (const [, title, id] of sections) byTitle.set(title, [...(byTitle.get(title) ?? []), `${slug}#${id}`]);
  }
  // A heading that many posts have asks for none of them.
  const own = [...byTitle].filter(([title, places]) => places.length <= 3 && title.length > 2);
  const every = Math.max(1, Math.ceil(own.length / headingsAsked));
  const asked = own.filter((_, place) => place % every === 0);
  return {
    judged: posts.map(({ slug }) => slug),
    queries: asked.map(([query, places]) => ({ kind: 'words', query, places })),
  };
}

export interface SystemRun {
  readonly judged: readonly Judged[];
  /** Milliseconds of each query with nothing loaded before, reading from disk; in the order of the queries. */
  readonly milliseconds: readonly number[];
  /** Bytes of each query as they go over the wire, with nothing loaded before but what opening the palette loads. */
  readonly bytes: readonly number[];
}

export interface TextRun {
  readonly fused: SystemRun;
  /** What titles alone answer, before Pagefind has answered. */
  readonly titles: SystemRun;
  /** Pagefind alone with its own options, on the same index. */
  readonly pagefind: SystemRun;
  /** `pagefind` is what it loads before any query. */
  readonly bytes: {
    readonly places: number;
    readonly pagefind: number;
    readonly index: number;
    readonly fragments: number;
  };
  /** Posts of the site that nobody has judged; rankings are read as if they were not there. */
  readonly unjudged: readonly string[];
  /** Targets that the site does not have (any more), as `query → target`. */
  readonly lost: readonly string[];
}

/**
 * @param dist a built site
 * @param queries judged on posts of that site
 * @throws Error when the site holds no index
 */
export async function runTextQueries(dist: string, { judged, queries }: TextQueries): Promise<TextRun> {
  const file = readFileSync(path.join(dist, 'search/places.json'), 'utf8');
  const places = JSON.parse(file) as Places;
  const known = new Set(judged);
  const folder = path.join(dist, 'pagefind');
  const run = async (
    answer: (query: TextQuery, pagefind: OpenPagefind) => Promise<readonly string[]>,
  ): Promise<SystemRun> => {
    const milliseconds: number[] = [];
    const bytes: number[] = [];
    const done: Judged[] = [];
    for (const query of queries) {
      const pagefind = openPagefind(folder);
      try {
        const start = performance.now();
        const ranking = await answer(query, pagefind);
        milliseconds.push(performance.now() - start);
        bytes.push(pagefind.asked());
        opening = Math.max(opening, pagefind.opening());
        const kept = ranking.filter((found) => known.has(found.split('#')[0] ?? ''));
        done.push({ kind: query.kind, query: query.query, targets: targetsOf(query), ranking: kept });
      } finally {
        pagefind.close();
      }
    }
    return { judged: done, milliseconds, bytes };
  };
  let opening = 0;
  const engineOn = ({ load }: OpenPagefind): TextEngine => createTextEngine(places, searchWith(load));
  return {
    fused: await run(async (query, pagefind) => {
      const engine = engineOn(pagefind);
      return rankingOf(engine, await engine.all(query.query), query);
    }),
    titles: await run((query, pagefind) => {
      const engine = engineOn(pagefind);
      return Promise.resolve(rankingOf(engine, engine.titles(query.query), query));
    }),
    pagefind: await run((query, { loadPlain }) => askPlain(loadPlain, query)),
    bytes: {
      places: gzipSync(file, { level: 9 }).length,
      pagefind: opening,
      index: bytesBelow(path.join(folder, 'index')),
      fragments: bytesBelow(path.join(folder, 'fragment')),
    },
    unjudged: places.posts.map(({ slug }) => slug).filter((slug) => !known.has(slug)),
    lost: lostTargets(places, queries),
  };
}

function targetsOf({ posts, places }: TextQuery): readonly string[] {
  return posts ?? places ?? [];
}

function lostTargets({ posts }: Places, queries: readonly TextQuery[]): string[] {
  const there = new Set(
    posts.flatMap(({ slug, sections, results }) => [
      slug,
      ...[...sections.map(([, , id]) => id), ...results.map(([, , , id]) => id)].map((id) => `${slug}#${id}`),
    ]),
  );
  return queries.flatMap((query) =>
    targetsOf(query)
      .filter((target) => !there.has(target))
      .map((target) => `${query.query} → ${target}`),
  );
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
  /** With the options of the palette. */
  readonly load: () => Promise<Pagefind>;
  /** With its own. */
  readonly loadPlain: () => Promise<Pagefind>;
  /** Bytes read when it was opened: its script, compressed, and what it needs before any query. */
  readonly opening: () => number;
  /** Bytes read since. */
  readonly asked: () => number;
  readonly close: () => void;
}

let opened = 0;

/**
 * Runs Pagefind's browser script here, as a page runs it that nobody has searched from: it reads its files from disk, and is
 * told the language as a page would tell it.
 */
function openPagefind(folder: string): OpenPagefind {
  const script = path.join(folder, 'pagefind.js');
  if (!existsSync(script)) throw new Error(`${folder} holds no search index: build the site first.`);
  const base = pathToFileURL(`${folder}${path.sep}`).href;
  const { language } = readLanguage(folder);
  const before = { fetch: globalThis.fetch, document: Object.getOwnPropertyDescriptor(globalThis, 'document') };
  const bytes = { opening: 0, asked: 0 };
  let loading: Promise<Pagefind> | undefined;
  const open = async (options: object): Promise<Pagefind> => {
    // Another address is another module, with nothing in its memory.
    const engine = (await import(`${base}pagefind.js?${String((opened += 1))}`)) as Pagefind;
    bytes.opening += gzipSync(readFileSync(script), { level: 9 }).length;
    globalThis.fetch = (input) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const body = readFileSync(fileURLToPath(`file://${pathname}`));
      bytes[/\/(?:index|fragment|filter)\/[^/]*$/.test(pathname) ? 'asked' : 'opening'] += body.length;
      return Promise.resolve(new Response(body));
    };
    Object.defineProperty(globalThis, 'document', {
      configurable: true,
      value: { querySelector: () => ({ getAttribute: () => language }) },
    });
    await engine.options({ ...options, noWorker: true, basePath: base, baseUrl: '/' });
    await engine.init();
    return engine;
  };
  return {
    load: () => (loading ??= open(pagefindOptions)),
    loadPlain: () => (loading ??= open({})),
    opening: () => bytes.opening,
    asked: () => bytes.asked,
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

/** The figures as text. */
export function formatTextRun({ fused, titles, pagefind, bytes, unjudged, lost }: TextRun): string {
  const all = (run: SystemRun): Figures => measureRankings(run.judged, textCut);
  const plain = new Map(measureByKind(pagefind.judged, textCut));
  const early = new Map(measureByKind(titles.judged, textCut));
  const rows = [...measureByKind(fused.judged, textCut), ['all', all(fused)] as const].map(([kind, ours]) => {
    const others = kind === 'all' ? [all(titles), all(pagefind)] : [early.get(kind), plain.get(kind)];
    const cells = [ours, ...others].flatMap((each) => [each?.recall ?? 0, each?.mrr ?? 0]);
    return `| ${kind} (${String(ours.queries)}) | ${cells.map((value) => value.toFixed(3)).join(' | ')} |`;
  });
  const cost = (name: string, { bytes: taken, milliseconds }: SystemRun): string =>
    `${name}: ${kilobytes(median(taken))} (at most ${kilobytes(Math.max(...taken))}), ${median(milliseconds).toFixed(1)} ms (at most ${Math.max(...milliseconds).toFixed(1)} ms).`;
  return [
    `Text: ${String(fused.judged.length)} queries.`,
    ...(unjudged.length === 0
      ? []
      : [`Posts that nobody has judged, left out of the rankings: ${unjudged.join(', ')}.`]),
    ...(lost.length === 0 ? [] : [`Targets that are not there any more: ${lost.join('; ')}.`]),
    '',
    '| text queries | recall@5 | MRR | titles alone | MRR | Pagefind alone | MRR |',
    '| :-- | --: | --: | --: | --: | --: | --: |',
    ...rows,
    '',
    `Loaded when the palette opens: titles and headings ${kilobytes(bytes.places)}, Pagefind ${kilobytes(bytes.pagefind)}.`,
    `Of the index (${kilobytes(bytes.index)}) and the texts (${kilobytes(bytes.fragments)}) a first query then takes:`,
    `- ${cost('fused', fused)}`,
    `- ${cost('Pagefind alone', pagefind)}`,
    '',
  ].join('\n');
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const kilobytes = (value: number): string => `${(value / 1000).toFixed(1)} kB`;
