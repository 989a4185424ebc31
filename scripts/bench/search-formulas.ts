/**
 * How well formula search answers, beside a search for substrings in the same run: on the posts of this repository the
 * judged queries; on any folder how many bytes the index has, how long a query takes, and whether equations find
 * themselves.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { parsePost } from '../../src/equations/parse.ts';
import { sourceLimit } from '../../src/equations/math.ts';
import { displayTex } from '../../src/equations/tex.ts';
import { readContent } from '../../src/integrations/read-content.ts';
import {
  evaluateFormulas,
  formulaCut,
  indexOf,
  type EvaluatedEquation,
} from '../../src/search/evaluation/evaluate-formulas.ts';
import { formulaJudgements } from '../../src/search/evaluation/formula-queries.ts';
import { measureByKind, type Figures } from '../../src/search/evaluation/measures.ts';
import { substringSearch } from '../../src/search/evaluation/substring-search.ts';
import { createEngine, type Engine } from '../../src/search/formula/engine.ts';

export interface FormulaCorpus {
  readonly equations: readonly EvaluatedEquation[];
  readonly macros: Readonly<Record<string, string>>;
}

export interface FormulaBench {
  readonly posts: number;
  readonly equations: number;
  /** Of the judged queries; only for the posts that they were judged on. */
  readonly judged?: {
    readonly equations: number;
    readonly lost: number;
    readonly kinds: readonly (readonly [kind: string, ours: Figures, substring: Figures])[];
  };
  /** As they go over the wire, with brotli. */
  readonly bytes: { readonly index: number; readonly entriesOfAnswer: Spread };
  readonly milliseconds: { readonly open: number; readonly ours: Spread; readonly substring: Spread };
  /** Equations asked for by their own LaTeX, and by one side of it: the part that is the first hit, among the first ten. */
  readonly self: {
    readonly asked: number;
    readonly whole: readonly [first: number, ten: number];
    readonly side: readonly [first: number, ten: number];
  };
}

interface Spread {
  readonly median: number;
  readonly most: number;
}

/** Equations that look for themselves. */
const asked = 200;

/** A content root, or any folder of Markdown files, whose displays then count as equations in their order. */
export function readFormulaCorpus(folder: string): FormulaCorpus {
  if (existsSync(path.join(folder, 'posts'))) {
    const { posts, content } = readContent(folder, process.cwd());
    const equations = posts.flatMap(({ file, name }) =>
      parsePost(file, name).equations.flatMap(({ number, tex }) =>
        number === undefined ? [] : [{ slug: name.slug, number, tex }],
      ),
    );
    return { equations, macros: content.macros };
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const equations = files.sort().flatMap((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const { formulas } = parsePost({ path: name, text }, { topic: 'bench', slug: name, format: 'md' });
    // Longer ones are passages that lost their end; the check refuses them.
    const displays = formulas.filter(({ display, tex }) => display && tex.length <= sourceLimit);
    return displays.map(({ tex }, place) => ({ slug: name, number: place + 1, tex: displayTex(tex) }));
  });
  return { equations, macros: {} };
}

/** @param own whether these are the posts that the queries were judged on */
export function benchFormulas({ equations, macros }: FormulaCorpus, own: boolean): FormulaBench {
  const bySlug = new Map<string, EvaluatedEquation[]>();
  for (const each of equations) bySlug.set(each.slug, [...(bySlug.get(each.slug) ?? []), each]);
  const file = JSON.stringify(indexOf(equations, macros));
  const start = performance.now();
  const engine = createEngine(JSON.parse(file) as ReturnType<typeof indexOf>);
  const open = performance.now() - start;
  const find = substringSearch(equations.map(({ slug, number, tex }) => ({ name: `${slug} ${String(number)}`, tex })));
  const entries = new Map([...bySlug].map(([slug, each]) => [slug, compressed(JSON.stringify(each))]));
  const times: number[] = [];
  const plain: number[] = [];
  const answers: number[] = [];
  for (const { query, ignoreNames } of formulaJudgements) {
    const before = performance.now();
    const { matches } = engine.search(engine.read(query), { ignoreNames: ignoreNames ?? false, limit: formulaCut });
    times.push(performance.now() - before);
    const slugs = new Set(matches.flatMap(({ places }) => places.slice(0, 1).map(({ slug }) => slug)));
    answers.push([...slugs].reduce((sum, slug) => sum + (entries.get(slug) ?? 0), 0));
    const between = performance.now();
    find(query);
    plain.push(performance.now() - between);
  }
  return {
    posts: bySlug.size,
    equations: equations.length,
    ...(own ? { judged: judge(equations, macros) } : {}),
    bytes: { index: compressed(file), entriesOfAnswer: spread(answers) },
    milliseconds: { open, ours: spread(times), substring: spread(plain) },
    self: findThemselves(engine, equations, bySlug),
  };
}

function judge(equations: readonly EvaluatedEquation[], macros: FormulaCorpus['macros']): FormulaBench['judged'] {
  const { judged, equations: kept, lost, ours, substring } = evaluateFormulas(equations, macros);
  const plain = new Map(measureByKind(judged.substring, formulaCut));
  const kinds = measureByKind(judged.ours, formulaCut).map(
    ([kind, figures]) => [kind, figures, plain.get(kind) ?? figures] as const,
  );
  return { equations: kept, lost: lost.length, kinds: [...kinds, ['all', ours, substring]] };
}

function findThemselves(
  engine: Engine,
  equations: readonly EvaluatedEquation[],
  bySlug: ReadonlyMap<string, readonly EvaluatedEquation[]>,
): FormulaBench['self'] {
  const every = Math.max(1, Math.floor(equations.length / asked));
  const chosen = equations.filter((_, place) => place % every === 0).slice(0, asked);
  const share = (queryOf: (tex: string) => string): readonly [number, number] => {
    const ranks = chosen.map((equation) => {
      const { matches } = engine.search(engine.read(queryOf(equation.tex)), { ignoreNames: false, limit: formulaCut });
      return matches.findIndex(({ places }) =>
        places.some(({ slug, place }) => slug === equation.slug && bySlug.get(slug)?.[place] === equation),
      );
    });
    const part = (below: number): number => ranks.filter((rank) => rank >= 0 && rank < below).length / ranks.length;
    return [part(1), part(formulaCut)];
  };
  // Question marks of authors would be wildcards.
  const literal = (tex: string): string => tex.replaceAll('?', '');
  return {
    asked: chosen.length,
    whole: share(literal),
    side: share((tex) => literal(tex.includes('=') ? (tex.split('=').at(-1) ?? tex) : tex)),
  };
}

function compressed(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }).length;
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** The figures as text. */
export function formatFormulaBench(bench: FormulaBench): string {
  const { judged, bytes, milliseconds, self } = bench;
  const percent = ([first, ten]: readonly [number, number]): string =>
    `${(first * 100).toFixed(0)} % first, ${(ten * 100).toFixed(0)} % among ten`;
  const table =
    judged === undefined
      ? []
      : [
          `${String(judged.equations)} judged equations, ${String(judged.lost)} of them have changed since.`,
          '',
          '| formula queries | recall@10 | MRR | substring recall@10 | MRR |',
          '| :-- | --: | --: | --: | --: |',
          ...judged.kinds.map(
            ([kind, ours, plain]) =>
              `| ${kind} (${String(ours.queries)}) | ${[ours.recall, ours.mrr, plain.recall, plain.mrr].map((value) => value.toFixed(3)).join(' | ')} |`,
          ),
          '',
        ];
  return [
    `Formulas: ${String(bench.equations)} equations of ${String(bench.posts)} posts.`,
    ...table,
    `Index ${kilobytes(bytes.index)}, then ${kilobytes(bytes.entriesOfAnswer.median)} an answer (at most ${kilobytes(bytes.entriesOfAnswer.most)}), brotli.`,
    `Opening ${time(milliseconds.open)}; a query ${time(milliseconds.ours.median)} (at most ${time(milliseconds.ours.most)}), by substring ${time(milliseconds.substring.median)} (${time(milliseconds.substring.most)}).`,
    `${String(self.asked)} equations asked for themselves: ${percent(self.whole)}; by one side: ${percent(self.side)}.`,
    '',
  ].join('\n');
}

const kilobytes = (value: number): string => `${(value / 1000).toFixed(1)} kB`;
const time = (value: number): string => `${value.toFixed(1)} ms`;
