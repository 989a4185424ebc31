import katex from 'katex';
import type { FormulaAnswer, FormulaHit, FormulaSearchOptions } from '../search/formula/answer.ts';
import { createEngine, isVague, type Engine, type Match, type Query } from '../search/formula/engine.ts';
import type { FormulaEntries, FormulaIndexFile } from '../search/formula/formula-index.ts';
import { markTex } from '../search/formula/mark.ts';

/** Formula search off the page's thread: holds the index, compares, sets the hits. */

export interface FormulaQuestion {
  readonly id: number;
  /** Folder of the index files, with a slash at the end. */
  readonly folder: string;
  readonly query: string;
  readonly options: FormulaSearchOptions;
}

/** Formulas to be set, with the macros of the site. */
export interface SettingQuestion {
  readonly id: number;
  readonly set: readonly string[];
  readonly macros: Readonly<Record<string, string>>;
}

export interface FormulaReply {
  readonly id: number;
  readonly answer: FormulaAnswer;
}

export interface SettingReply {
  readonly id: number;
  /** HTML, or `undefined` where KaTeX refuses. */
  readonly set: readonly (string | undefined)[];
}

const none: FormulaAnswer = { hits: [], total: 0 };
const files = new Map<string, Promise<unknown>>();
let engine: Promise<Engine> | undefined;
let macros: Readonly<Record<string, string>> = {};

self.addEventListener('message', ({ data }: MessageEvent<FormulaQuestion | SettingQuestion>) => {
  if ('set' in data) {
    ({ macros } = data);
    self.postMessage({ id: data.id, set: data.set.map(set) } satisfies SettingReply);
    return;
  }
  answer(data).then(
    (reply) => self.postMessage({ id: data.id, answer: reply } satisfies FormulaReply),
    // Thrown outside of the promise the error reaches the page, which answers everybody who waits.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});

async function answer({ folder, query: typed, options }: FormulaQuestion): Promise<FormulaAnswer> {
  if (typed.trim() === '') return { ...none, problem: 'empty' };
  try {
    const opened = await open(folder);
    const query = opened.read(typed);
    const preview = set(query.tex);
    if (isVague(query.shape)) return { ...none, preview, problem: 'vague' };
    const { matches, total } = opened.search(query, options);
    const hits = await Promise.all(matches.map((match) => hitOf(match, query, opened, folder, options.ignoreNames)));
    return { hits, total, preview };
  } catch (error) {
    if (error instanceof LoadError) return { ...none, problem: 'offline' };
    throw error;
  }
}

async function hitOf(
  { places, exact }: Match,
  query: Query,
  opened: Engine,
  folder: string,
  ignoreNames: boolean,
): Promise<FormulaHit> {
  const found = await Promise.all(
    places.map(async ({ slug, place }) => {
      const { title, url, sections, formulas } = await load<FormulaEntries>(`${folder}${slug}.json`);
      const [number, tex, section, label, status] = formulas[place] ?? [0, '', -1, '', ''];
      const anchor = `eq-${String(number)}`;
      return {
        slug,
        title,
        section: sections[section] ?? '',
        number,
        ...(label === '' ? {} : { label }),
        anchor,
        url: `${url}#${anchor}`,
        tex,
        ...(status === '' ? {} : { status: status as NonNullable<FormulaHit['status']> }),
      };
    }),
  );
  const [first, ...same] = found as [(typeof found)[number], ...typeof found];
  const { read, matched } = opened.explain(query, first.tex, ignoreNames);
  const marked = markTex(first.tex, read, matched, macros);
  const html = set(marked) ?? set(first.tex);
  return {
    ...first,
    marked,
    ...(html === undefined ? {} : { html }),
    exact,
    same: same.map(({ slug, title, section, number, url }) => ({ slug, title, section, number, url })),
  };
}

/** `undefined` where KaTeX refuses. */
function set(tex: string): string | undefined {
  try {
    return katex.renderToString(tex, {
      displayMode: true,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: 'ignore',
      maxExpand: 1000,
      maxSize: 50,
      macros: { ...macros },
      trust: ({ command }) => command === '\\htmlClass',
    });
  } catch {
    return undefined;
  }
}

function open(folder: string): Promise<Engine> {
  engine ??= load<FormulaIndexFile>(`${folder.replace(/\/$/, '')}.json`).then((file) => {
    ({ macros } = file);
    return createEngine(file);
  });
  engine.catch(() => {
    engine = undefined;
  });
  return engine;
}

class LoadError extends Error {
  override readonly name = 'LoadError';
}

/** A failure is forgotten, so that the next question tries again. */
function load<T>(url: string): Promise<T> {
  const known = files.get(url);
  if (known !== undefined) return known as Promise<T>;
  const loading = fetch(url).then(
    (response) => {
      if (!response.ok) throw new LoadError(`${url}: ${String(response.status)}`);
      return response.json() as Promise<T>;
    },
    (error: unknown) => {
      throw new LoadError(url, { cause: error });
    },
  );
  files.set(url, loading);
  loading.catch(() => files.delete(url));
  return loading;
}
