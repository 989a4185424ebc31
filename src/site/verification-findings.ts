import type { Equation, Finding, Position, Severity } from '../equations/types.ts';
import { cellsOf, hashEquation, type Cell } from './cells.ts';
import { killScore } from './record.ts';
import { equationStatuses, freshCells, type StatusKind, type VerificationInput } from './status.ts';

/** Below this part of noticed mutants a check says too little. */
export const killFloor = 0.9;

/** The rules of the check that these findings belong to. */
export type VerificationRuleId =
  | 'verification-is-fresh'
  | 'verification-holds'
  | 'equation-is-checked-or-declared'
  | 'check-can-fail'
  | 'check-file-is-well-formed';

export type VerificationFinding = Omit<Finding, 'severity'> & {
  readonly ruleId: VerificationRuleId;
  /** `warning` where it is never more than that. */
  readonly severity?: Extract<Severity, 'warning'>;
};

export interface VerificationCheck extends VerificationInput {
  readonly complete: boolean;
  /** How messages print the check file. */
  readonly checkPath: string;
  /** How many alterations of an equation are declared equivalent, by its number. */
  readonly allowed?: ReadonlyMap<number, number>;
}

/**
 * What the records say against a post, without executing anything.
 * A post that is not complete may leave equations open; what it has executed has to be fresh and to hold all the same.
 */
export function verificationFindings(input: VerificationCheck): readonly VerificationFinding[] {
  return [...malformed(input), ...changedCells(input), ...input.derivation.equations.flatMap(judge(input))];
}

function judge(input: VerificationCheck): (equation: Equation) => VerificationFinding[] {
  const statuses = new Map(equationStatuses(input).map((status) => [status.number, status]));
  return (equation) => {
    const { number, position } = equation;
    const status = number === undefined ? undefined : statuses.get(number);
    if (number === undefined || status === undefined) return [];
    const { record, declared } = input;
    const at = { file: input.derivation.path, position };
    const found: VerificationFinding[] = [];
    const says = findings[status.kind];
    if (says !== undefined && speaks(status.kind, equation, input)) found.push({ ...at, ...says(number, input) });
    if (status.kind === 'stale' || status.kind === 'failed') return found;
    const evidence = record?.equations[number];
    if (evidence === undefined) return found;
    if ((evidence.mutants?.allowed ?? 0) > (input.allowed?.get(number) ?? 0))
      found.push({ ...at, ...unlisted(number, input) });
    const score = killScore(evidence);
    if (score !== undefined && score < killFloor)
      found.push({ ...at, ...weak(number, score), ...(input.complete ? {} : { severity: 'warning' }) });
    if (declared.unchecked.includes(number)) found.push({ ...at, ...contradiction(number) });
    return found;
  };
}

/** Changed code has been told at the code; a post that is being written may leave equations open. */
function speaks(kind: StatusKind, { number, tex }: Equation, { complete, record, macros }: VerificationCheck): boolean {
  if (kind === 'none') return complete;
  return kind !== 'stale' || record?.equations[String(number)]?.hash !== hashEquation(tex, macros);
}

type Says = Pick<VerificationFinding, 'ruleId' | 'message'> & { readonly hint: string };

const findings: Partial<Record<StatusKind, (number: number, input: VerificationCheck) => Says>> = {
  stale: (number, input) => ({
    ruleId: 'verification-is-fresh',
    message: `式(${String(number)}) 的执行记录过期：记录之后公式改过。`,
    hint: rerun(input),
  }),
  failed: (number, { derivation }) => ({
    ruleId: 'verification-holds',
    message: `式(${String(number)}) 执行时不成立。`,
    hint: `看哪组数据上不成立：npm run verify -- ${derivation.name.slug}。`,
  }),
  none: (number, { checkPath }) => ({
    ruleId: 'equation-is-checked-or-declared',
    message: `式(${String(number)}) 既没有执行过，也没有声明为定义、假设或推导未验证。`,
    hint: `在 ${checkPath} 里写 check.tex(${String(number)}, …)，或者把它列进 front matter 的 equations。`,
  }),
};

function rerun({ derivation }: VerificationCheck): string {
  return `重新执行并记录：npm run verify -- ${derivation.name.slug} --update。`;
}

function unlisted(number: number, input: VerificationCheck): Says {
  return {
    ruleId: 'verification-is-fresh',
    message: `式(${String(number)}) 的执行记录过期：记录里的等价改动比 records/allow.yaml 里登记的多。`,
    hint: rerun(input),
  };
}

function weak(number: number, score: number): Says {
  return {
    ruleId: 'check-can-fail',
    message: `式(${String(number)}) 的检查只能发现 ${String(Math.floor(100 * score))}% 的改动，至少要 ${String(100 * killFloor)}%。`,
    hint: '换不特殊的数据，或者加取等（tight=）和反例（holds=False）；确实等价的改动登记在 records/allow.yaml。',
  };
}

function contradiction(number: number): Says {
  return {
    ruleId: 'verification-holds',
    message: `式(${String(number)}) 声明为推导未验证，检查文件里却检查了它。`,
    hint: '从 front matter 的 equations.unchecked 里删掉它。',
  };
}

/**
 * Code that has changed since the record: one finding, at the first cell that differs, since all behind it may use it.
 * The page would show outputs and verdicts of code that is no longer there.
 */
function changedCells(input: VerificationCheck): VerificationFinding[] {
  const { derivation, checkFile, checkPath, record, complete } = input;
  const { cells } = cellsOf(derivation, checkFile);
  const stale = (file: string, line: number, message: string): VerificationFinding[] => [
    { ruleId: 'verification-is-fresh', file, position: lineStart(line), message, hint: rerun(input) },
  ];
  if (record === undefined) {
    const [first] = cells;
    if (first === undefined || !complete) return [];
    return stale(fileOf(first, input), first.line - 1, '这篇文章的代码还没有执行过。');
  }
  const fresh = freshCells(input);
  const changed = cells.find(({ id }) => !fresh.has(id));
  if (changed !== undefined) {
    const shown = changed.kind === 'run' ? '这段 python run 代码' : `单元 ${changed.id} `;
    const message = `${shown}在上次执行之后改过，它和后面的结果都过期了${affected(input, fresh)}。`;
    return stale(fileOf(changed, input), changed.line - 1, message);
  }
  const present = new Set(cells.map(({ id }) => id));
  const lost = record.cells.find(({ id }) => !present.has(id));
  if (lost !== undefined)
    return stale(checkFile === undefined ? derivation.path : checkPath, 1, `记录里的单元 ${lost.id} 已经没有了。`);
  const numbers = new Set(derivation.equations.map(({ number }) => String(number)));
  const gone = Object.keys(record.equations).find((number) => !numbers.has(number));
  return gone === undefined ? [] : stale(derivation.path, 1, `记录里的式(${gone}) 已经没有了。`);
}

/** Which equations lose their verdict with the code. */
function affected({ derivation, record }: VerificationCheck, fresh: ReadonlyMap<string, Cell>): string {
  const numbers = derivation.equations.flatMap(({ number }) => {
    const cells = number === undefined ? undefined : record?.equations[number]?.cells;
    return cells === undefined || cells.every((id) => fresh.has(id)) ? [] : [`(${String(number)})`];
  });
  return numbers.length === 0 ? '' : `：式${numbers.join('、')}`;
}

function fileOf({ kind }: { readonly kind: 'run' | 'check' }, { derivation, checkPath }: VerificationCheck): string {
  return kind === 'run' ? derivation.path : checkPath;
}

function malformed({ derivation, checkFile, checkPath }: VerificationCheck): VerificationFinding[] {
  return cellsOf(derivation, checkFile).problems.map(({ line, message }) => ({
    ruleId: 'check-file-is-well-formed',
    file: checkPath,
    position: lineStart(line),
    message: `${message}。`,
    hint: '单元以 # %% id=名字 开头，名字各不相同。',
  }));
}

function lineStart(line: number): Position {
  const point = { line, column: 1, offset: 0 };
  return { start: point, end: point };
}
