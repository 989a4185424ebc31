import { synonyms } from '../formula/symbols.ts';
import { mutations } from '../formula/mutations.ts';
import { parseFormula, type ParsedFormula } from '../formula/parse-formula.ts';
import { readStatements } from '../formula/reading/read-statements.ts';
import type { FormulaList } from '../formula/tree.ts';
import type { Chain, Quantifier } from '../formula/expression.ts';
import type { Derivation } from '../equations/types.ts';
import type { Cell } from '../site/cells.ts';

/** What the harness gets: everything, so that it reads no file. */
export interface Job {
  readonly slug: string;
  readonly seeds: readonly number[];
  readonly mutate: boolean;
  readonly synonyms: Readonly<Record<string, string>>;
  readonly macros: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, number>>;
  readonly equations: Readonly<Record<string, JobEquation>>;
  readonly cells: readonly JobCell[];
  readonly limits: JobLimits;
}

export type JobStatements =
  | { readonly chains: readonly Chain[]; readonly forAll: readonly Quantifier[] }
  /** Why it cannot be executed. */
  | { readonly reason: string };

export type JobEquation = JobStatements & { readonly mutants?: readonly JobStatements[] };

export interface JobCell extends Pick<Cell, 'id' | 'kind' | 'code' | 'line'> {
  /** As messages print it. */
  readonly file: string;
}

export interface JobLimits {
  /** Seconds of processor time. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes of any file that the code writes. */
  readonly output: number;
}

export const defaultLimits: JobLimits = { cpu: 120, memory: 2 ** 31, output: 2 ** 20 };

export interface JobOptions {
  readonly derivation: Derivation;
  readonly cells: readonly Cell[];
  /** How messages print the check file. */
  readonly checkPath: string;
  readonly macros: Readonly<Record<string, string>>;
  readonly seeds: number;
  readonly mutate: boolean;
  readonly limits?: JobLimits;
}

export interface PreparedJob {
  readonly job: Job;
  /** What was done to each equation, in the order of its mutants. */
  readonly mutants: ReadonlyMap<number, readonly string[]>;
}

/** Parses every numbered equation, with its mutants where they are wanted. */
export function makeJob(options: JobOptions): PreparedJob {
  const { derivation, cells, checkPath, macros, mutate } = options;
  const equations: Record<string, JobEquation> = {};
  const labels: Record<string, number> = {};
  const mutants = new Map<number, readonly string[]>();
  for (const { number, label, tex } of derivation.equations) {
    if (number === undefined) continue;
    if (label !== undefined) labels[label] = number;
    const parsed = parseRow(tex, macros);
    if (!parsed.ok) {
      equations[number] = { reason: parsed.message };
      continue;
    }
    const altered = mutate ? mutations(parsed.nodes) : [];
    mutants.set(
      number,
      altered.map(({ what }) => what),
    );
    equations[number] = {
      ...statementsOf(parsed.nodes),
      ...(mutate ? { mutants: altered.map(({ nodes }) => statementsOf(nodes)) } : {}),
    };
  }
  const job: Job = {
    slug: derivation.name.slug,
    seeds: Array.from({ length: options.seeds }, (_, seed) => seed),
    mutate,
    synonyms,
    macros,
    labels,
    equations,
    cells: cells.map(({ id, kind, code, line }) => ({
      id,
      kind,
      code,
      line,
      file: kind === 'run' ? derivation.path : checkPath,
    })),
    limits: options.limits ?? defaultLimits,
  };
  return { job, mutants };
}

/** A row of a bare `align` has its `&` outside of any table. */
function parseRow(tex: string, macros: JobOptions['macros']): ParsedFormula {
  const parsed = parseFormula(tex, { macros });
  if (parsed.ok || !tex.includes('&')) return parsed;
  return parseFormula(`\\begin{aligned}${tex}\\end{aligned}`, { macros });
}

function statementsOf(nodes: FormulaList): JobStatements {
  const statements = readStatements(nodes);
  return statements.ok ? { chains: statements.chains, forAll: statements.forAll } : { reason: statements.reason };
}
