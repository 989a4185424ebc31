import type { Derivation } from '../equations/types.ts';
import { hashEquation, type Cell } from '../site/cells.ts';
import type { EquationRecord, VerificationRecord } from '../site/record.ts';
import type { HarnessCall, HarnessResult } from './harness-result.ts';

/** Something that an author has to look at, with the place. */
export interface Problem {
  readonly file: string;
  readonly line: number | undefined;
  readonly message: string;
}

export interface RecordOptions {
  readonly derivation: Derivation;
  readonly cells: readonly Cell[];
  readonly checkPath: string;
  readonly macros: Readonly<Record<string, string>>;
  readonly tool: string;
  readonly seeds: number;
  readonly result: HarnessResult;
  /** What was done to each equation; absent where nothing was mutated. */
  readonly mutants?: ReadonlyMap<number, readonly string[]>;
  /** Mutants declared equivalent: number → what was done. */
  readonly allowed: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface MadeRecord {
  readonly record: VerificationRecord;
  readonly problems: readonly Problem[];
  /** Mutants that no check noticed and nobody declared equivalent, by number. */
  readonly survivors: ReadonlyMap<number, readonly string[]>;
}

/** What a run showed, as the record keeps it, and what is wrong. */
export function makeRecord(options: RecordOptions): MadeRecord {
  const { derivation, cells, result, tool, seeds } = options;
  const calls = result.runs.flatMap(({ checks }) => checks);
  const survivors = new Map<number, readonly string[]>();
  const equations: Record<string, EquationRecord> = {};
  for (const { number, tex } of derivation.equations) {
    if (number === undefined) continue;
    const own = calls.filter(({ equation }) => equation === number);
    if (own.length === 0) continue;
    const left = survivorsOf(number, options);
    if (left.length > 0) survivors.set(number, left);
    equations[number] = equationRecord(number, tex, own, options);
  }
  const outputs = new Map(result.runs[0]?.cells.map(({ id, output }) => [id, output]));
  const record: VerificationRecord = {
    schema: 1,
    post: derivation.name.slug,
    tool,
    seeds,
    cells: cells
      .filter(({ id }) => outputs.has(id))
      .map(({ id, hash }) => ({ id, hash, output: outputs.get(id) ?? '' })),
    equations,
  };
  return { record, problems: problemsOf(options), survivors };
}

function equationRecord(
  number: number,
  tex: string,
  calls: readonly HarnessCall[],
  options: RecordOptions,
): EquationRecord {
  const distinct = <Item extends string>(items: readonly Item[]): Item[] => [...new Set(items)].sort();
  const first = calls.filter((call) => options.result.runs[0]?.checks.includes(call));
  const count = (wanted: HarnessCall['case']): number => first.filter((call) => call.case === wanted).length;
  const cellOrder = options.cells.map(({ id }) => id);
  const used = new Set(calls.map(({ cell }) => cell));
  return {
    hash: hashEquation(tex, options.macros),
    methods: distinct(calls.map(({ method }) => method)),
    kinds: distinct(calls.map(({ kind }) => kind)),
    cells: cellOrder.filter((id) => used.has(id)),
    cases: { random: count('random'), equality: count('equality'), counterexample: count('counterexample') },
    tolerance: Math.max(...calls.map(({ tolerance }) => tolerance)),
    symbols: distinct(calls.flatMap(({ symbols }) => symbols)),
    ...mutantCounts(number, options),
    ...(calls.some(({ ok }) => !ok) ? { failed: true as const } : {}),
  };
}

function mutantCounts(number: number, options: RecordOptions): Pick<EquationRecord, 'mutants'> {
  const outcomes = options.result.mutants[number];
  if (options.mutants === undefined || outcomes === undefined || outcomes.length === 0) return {};
  const count = (...wanted: readonly string[]): number => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  const survived = count('survived');
  return {
    mutants: {
      killed: count('killed'),
      refused: count('exception', 'invalid'),
      survived,
      allowed: survived - survivorsOf(number, options).length,
    },
  };
}

function survivorsOf(number: number, { result, mutants, allowed }: RecordOptions): readonly string[] {
  const names = mutants?.get(number) ?? [];
  return names.filter(
    (what, place) => result.mutants[number]?.[place] === 'survived' && allowed.get(number)?.has(what) !== true,
  );
}

function problemsOf(options: RecordOptions): readonly Problem[] {
  const { derivation, cells, checkPath, result, allowed } = options;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const add = (problem: Problem, key: string): void => {
    if (!seen.has(key)) problems.push(problem);
    seen.add(key);
  };
  for (const { seed, checks, cells: ran } of result.runs) {
    for (const { equation, ok, message, line, cell } of checks) {
      if (ok) continue;
      const place = `${cell}:${String(line)}:${String(equation)}`;
      add(
        {
          file: checkPath,
          line: line ?? undefined,
          message: `式(${String(equation)}) ${message}（第 ${String(seed)} 组数据）`,
        },
        place,
      );
    }
    for (const { id, error } of ran) {
      const cell = cells.find((each) => each.id === id);
      const file = cell?.kind === 'run' ? derivation.path : checkPath;
      if (error !== null) {
        add(
          {
            file,
            line: cell?.line,
            message: `单元 ${id} 出错，后面的单元没有执行：${error}（第 ${String(seed)} 组数据）`,
          },
          id,
        );
      }
    }
  }
  return [...problems, ...blunt(options), ...unusedAllowances(options, allowed)];
}

/** Equations all of whose checks would have let a small error pass. */
function blunt({ result, checkPath }: RecordOptions): readonly Problem[] {
  const lines = new Map<number, number | undefined>();
  const sharp = new Set<number>();
  for (const call of result.runs.flatMap(({ checks }) => checks)) {
    if (call.sharp || !call.ok) sharp.add(call.equation);
    if (!lines.has(call.equation)) lines.set(call.equation, call.line ?? undefined);
  }
  return [...lines].flatMap(([equation, line]) => {
    if (sharp.has(equation)) return [];
    const message = `式(${String(equation)}) 的检查没有分辨力：一边差千分之一也会通过，容差太大`;
    return [{ file: checkPath, line, message }];
  });
}

/** An allowance that no longer matches a surviving mutant hides nothing, and should go. */
function unusedAllowances({ result, mutants, checkPath }: RecordOptions, allowed: RecordOptions['allowed']): Problem[] {
  if (mutants === undefined) return [];
  return [...allowed].flatMap(([number, whats]) =>
    [...whats].flatMap((what) => {
      const place = mutants.get(number)?.indexOf(what) ?? -1;
      if (place !== -1 && result.mutants[number]?.[place] === 'survived') return [];
      return [{ file: checkPath, line: undefined, message: `登记的等价改动没有对应：式(${String(number)}) ${what}` }];
    }),
  );
}
