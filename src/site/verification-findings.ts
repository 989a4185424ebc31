import type { Equation, Finding, Position } from '../equations/types.ts';
import { cellsOf, hashEquation } from './cells.ts';
import { killScore } from './record.ts';
import { equationStatuses, freshCells, type StatusKind, type VerificationInput } from './status.ts';

/** Below this part of noticed mutants a check says too little. */
export const killFloor = 0.9;

export const verificationRules = {
  'verification-is-fresh': '执行记录与现在的公式和代码一致',
  'verification-holds': '执行过的公式都成立',
  'equation-is-checked-or-declared': '写完的文章里每个公式都有检查，或者声明了是什么',
  'check-can-fail': '检查能发现公式里的错误',
  'check-file-is-well-formed': '检查文件由带名字的单元组成',
} as const;

export type VerificationRuleId = keyof typeof verificationRules;

export type VerificationFinding = Omit<Finding, 'severity'> & { readonly ruleId: VerificationRuleId };

export interface VerificationCheck extends VerificationInput {
  readonly complete: boolean;
  /** How messages print the check file. */
  readonly checkPath: string;
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
    const finding = findings[status.kind];
    const found: VerificationFinding[] = [];
    const at = { file: input.derivation.path, position };
    if (finding !== undefined && speaks(status.kind, equation, input)) found.push({ ...at, ...finding(number, input) });
    const score = status.evidence === undefined ? undefined : killScore(status.evidence);
    if (score !== undefined && score < killFloor && status.kind !== 'failed')
      found.push({ ...at, ...weak(number, score) });
    const declared = input.declared.unchecked.includes(number) && input.record?.equations[number] !== undefined;
    if (declared && status.kind === 'unchecked') found.push({ ...at, ...contradiction(number) });
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
  stale: (number, { derivation }) => ({
    ruleId: 'verification-is-fresh',
    message: `式(${String(number)}) 的执行记录过期：记录之后公式改过。`,
    hint: `重新执行：npm run verify -- ${derivation.name.slug} --update`,
  }),
  failed: (number, { derivation }) => ({
    ruleId: 'verification-holds',
    message: `式(${String(number)}) 执行时不成立。`,
    hint: `看哪组数据上不成立：npm run verify -- ${derivation.name.slug}`,
  }),
  none: (number, { checkPath }) => ({
    ruleId: 'equation-is-checked-or-declared',
    message: `式(${String(number)}) 既没有执行过，也没有声明为定义、假设或推导未验证。`,
    hint: `在 ${checkPath} 里写 check.tex(${String(number)}, …)，或者把它列进 front matter 的 equations。`,
  }),
};

function weak(number: number, score: number): Says {
  return {
    ruleId: 'check-can-fail',
    message: `式(${String(number)}) 的检查只能发现 ${(100 * score).toFixed(0)}% 的改动，至少要 ${String(100 * killFloor)}%。`,
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
  const update = `npm run verify -- ${derivation.name.slug} --update`;
  const found = (file: string, line: number, message: string): VerificationFinding[] => [
    { ruleId: 'verification-is-fresh', file, position: lineStart(line), message, hint: `执行并记录：${update}` },
  ];
  if (record === undefined) {
    const [first] = cells;
    if (first === undefined || !complete) return [];
    return found(fileOf(first, input), first.line - 1, '这篇文章的代码还没有执行过。');
  }
  const fresh = freshCells(input);
  const changed = cells.find(({ id }) => !fresh.has(id));
  if (changed !== undefined) {
    const shown = changed.kind === 'run' ? '这段 python run 代码' : `单元 ${changed.id} `;
    return found(fileOf(changed, input), changed.line - 1, `${shown}在上次执行之后改过，它和后面的结果都过期了。`);
  }
  const present = new Set(cells.map(({ id }) => id));
  const lost = record.cells.find(({ id }) => !present.has(id));
  if (lost !== undefined)
    return found(checkFile === undefined ? derivation.path : checkPath, 1, `记录里的单元 ${lost.id} 已经没有了。`);
  const numbers = new Set(derivation.equations.map(({ number }) => String(number)));
  const gone = Object.keys(record.equations).find((number) => !numbers.has(number));
  return gone === undefined ? [] : found(derivation.path, 1, `记录里的式(${gone}) 已经没有了。`);
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
  }));
}

function lineStart(line: number): Position {
  const point = { line, column: 1, offset: 0 };
  return { start: point, end: point };
}
