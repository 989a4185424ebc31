/**
 * What executing a post showed: `content/records/<slug>.json`, written by `npm run verify -- --update`, committed. It
 * holds no time, no version and no error value, so that every machine writes the same bytes.
 */
export interface VerificationRecord {
  readonly schema: 1;
  /** Slug of the post. */
  readonly post: string;
  /** Hash of evaluator and harness. */
  readonly tool: string;
  /** How many sets of random data. */
  readonly seeds: number;
  /** In the order of execution: the post's `python run` blocks, then the cells of its check file. */
  readonly cells: readonly CellRecord[];
  /** By number. */
  readonly equations: Readonly<Record<string, EquationRecord>>;
}

export interface CellRecord {
  /** `run-1`, `run-2` … for blocks of the post; the author's id for cells of the check file. */
  readonly id: string;
  /** Of this cell and all before it: what it may use. */
  readonly hash: string;
  /** What it printed, for the first seed. */
  readonly output: string;
}

export type CheckMethod = 'tex' | 'code';

export type CheckKind =
  'identity' | 'inequality' | 'gradient' | 'limit' | 'order' | 'approximation' | 'membership' | 'montecarlo';

export interface EquationRecord {
  /** `hashEquation` of the LaTeX that was executed. */
  readonly hash: string;
  readonly methods: readonly CheckMethod[];
  readonly kinds: readonly CheckKind[];
  /** Ids of the cells that check it. */
  readonly cells: readonly string[];
  /** Calls for one seed: on random data, where both sides are equal, where a premise is violated. */
  readonly cases: { readonly random: number; readonly equality: number; readonly counterexample: number };
  /** The largest relative tolerance of its checks. */
  readonly tolerance: number;
  /** Symbols that the author gave a value. */
  readonly symbols: readonly string[];
  /** Altered formulas: noticed by value, noticed by shape or syntax, not noticed. Absent where none was tried. */
  readonly mutants?: {
    readonly killed: number;
    readonly refused: number;
    readonly survived: number;
    /** Of those that survived, the ones that the author declared equivalent. */
    readonly allowed: number;
  };
  /** Present where a check did not hold. */
  readonly failed?: true;
}

/** Noticed by value, of all that could be; `undefined` where no mutant was tried. */
export function killScore({ mutants }: EquationRecord): number | undefined {
  if (mutants === undefined) return undefined;
  const tried = mutants.killed + mutants.survived - mutants.allowed;
  return tried === 0 ? undefined : mutants.killed / tried;
}
