import { hashTex } from '../../equations/hash.ts';
import { createEngine } from '../formula/engine.ts';
import { buildFormulaIndex, writeTrees, type FormulaIndexFile } from '../formula/formula-index.ts';
import { readTex } from '../formula/read-tex.ts';
import { keyOf } from '../formula/shape.ts';
import { toShape } from '../formula/to-shape.ts';
import { formulaJudgements, type FormulaJudgement } from './formula-queries.ts';
import judgedEquations from './judged-equations.json' with { type: 'json' };
import { measureRankings, type Figures, type Judged } from './measures.ts';
import { substringSearch } from './substring-search.ts';

/** An equation of the site, as far as the evaluation needs it. */
export interface EvaluatedEquation {
  readonly slug: string;
  readonly number: number;
  readonly tex: string;
}

type Macros = Readonly<Record<string, string>>;

export interface JudgedPool {
  /** Equations that were looked at when the queries were judged and still read the same, under their numbers of then. */
  readonly equations: readonly EvaluatedEquation[];
  /** Judged equations that are no more, as `slug (3)`. Many of them: judge again. */
  readonly lost: readonly string[];
}

/**
 * What the queries were judged on: equations that came later were judged by nobody, and neither help nor harm. An equation
 * is recognised by its LaTeX, so that renumbering a post changes nothing.
 */
export function judgedPool(equations: readonly EvaluatedEquation[]): JudgedPool {
  const present = new Map(equations.map((each) => [`${each.slug} ${hashTex(each.tex)}`, each]));
  const kept: EvaluatedEquation[] = [];
  const lost: string[] = [];
  for (const [slug, hashes] of Object.entries(judgedEquations)) {
    for (const [number, hash] of Object.entries(hashes)) {
      const found = present.get(`${slug} ${hash}`);
      if (found === undefined) lost.push(`${slug} (${number})`);
      else kept.push({ ...found, number: Number(number) });
    }
  }
  return { equations: kept, lost };
}

export interface FormulaEvaluation {
  readonly equations: number;
  readonly lost: readonly string[];
  readonly ours: Figures;
  readonly substring: Figures;
  /** For each query what was found, in the same order. */
  readonly judged: { readonly ours: readonly Judged[]; readonly substring: readonly Judged[] };
}

/** Hits that count. */
export const formulaCut = 10;

/** Runs all judged queries over the judged equations, through our search and through a search for substrings. */
export function evaluateFormulas(equations: readonly EvaluatedEquation[], macros: Macros): FormulaEvaluation {
  const pool = judgedPool(equations);
  const engine = createEngine(indexOf(pool.equations, macros));
  const bySlug = new Map<string, EvaluatedEquation[]>();
  for (const each of pool.equations) bySlug.set(each.slug, [...(bySlug.get(each.slug) ?? []), each]);
  const groups = groupEqual(pool.equations, macros);
  const find = substringSearch(pool.equations.map((each) => ({ name: nameOf(each), tex: each.tex })));
  const ours: Judged[] = [];
  const substring: Judged[] = [];
  for (const judgement of formulaJudgements) {
    const targets = [...new Set(targetsOf(judgement).flatMap((name) => groups.get(name) ?? []))];
    if (targets.length === 0) continue;
    const { query } = judgement;
    const found = engine.search(engine.read(query), {
      ignoreNames: judgement.ignoreNames ?? false,
      limit: formulaCut,
    });
    const ranking = found.matches.flatMap(({ places: [place] }) => {
      const equation = place === undefined ? undefined : bySlug.get(place.slug)?.[place.place];
      return equation === undefined ? [] : (groups.get(nameOf(equation)) ?? []);
    });
    const kind = judgement.ignoreNames === true ? 'names ignored' : query.includes('?') ? 'wildcards' : 'plain';
    ours.push({ kind, query, targets, ranking });
    const plain = new Set(find(query).flatMap((name) => groups.get(name) ?? []));
    substring.push({ kind, query, targets, ranking: [...plain] });
  }
  return {
    equations: pool.equations.length,
    lost: pool.lost,
    ours: measureRankings(ours, formulaCut),
    substring: measureRankings(substring, formulaCut),
    judged: { ours, substring },
  };
}

/** Equations that are the same are one target and one hit: name → name of the first of them. */
function groupEqual(equations: readonly EvaluatedEquation[], macros: Macros): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  return new Map(
    equations.map((each) => {
      const key = keyOf(toShape(readTex(each.tex, macros).nodes));
      const name = first.get(key) ?? nameOf(each);
      first.set(key, name);
      return [nameOf(each), name];
    }),
  );
}

function nameOf({ slug, number }: Pick<EvaluatedEquation, 'slug' | 'number'>): string {
  return `${slug} (${String(number)})`;
}

export function targetsOf({ relevant }: FormulaJudgement): readonly string[] {
  return Object.entries(relevant).flatMap(([slug, numbers]) => numbers.map((number) => nameOf({ slug, number })));
}

/** The index of any equations, post by post in the order given. */
export function indexOf(equations: readonly EvaluatedEquation[], macros: Macros): FormulaIndexFile {
  const posts = new Map<string, EvaluatedEquation[]>();
  for (const each of equations) {
    const own = posts.get(each.slug);
    if (own === undefined) posts.set(each.slug, [each]);
    else own.push(each);
  }
  return buildFormulaIndex(
    [...posts].map(([slug, own]) => ({
      slug,
      trees: writeTrees(own.map(({ tex }) => toShape(readTex(tex, macros).nodes))),
    })),
    macros,
  );
}
