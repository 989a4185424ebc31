import type { Derivation, Equation, Reference } from '../equations/types.ts';
import { cellsOf, hashEquation, type Cell } from './cells.ts';
import { killScore, type EquationRecord, type VerificationRecord } from './record.ts';
import type { PostMeta } from './types.ts';

/** Computed, never typed. In the order in which a summary names them. */
export const statusKinds = [
  /** 已数值验证: the LaTeX itself was executed. */
  'verified',
  /** 已数值验证（对照代码）: only code written beside it was executed. */
  'verified-by-code',
  /** 蒙特卡洛 */
  'montecarlo',
  /** 定义 */
  'definition',
  /** 假设 */
  'assumption',
  /** 推导未验证, declared with reason. */
  'unchecked',
  /** 过期: the LaTeX or the code has changed since. */
  'stale',
  /** 失败 */
  'failed',
  /** Neither checked nor declared: no badge. */
  'none',
] as const;
export type StatusKind = (typeof statusKinds)[number];

export interface EquationStatus {
  readonly number: number;
  readonly kind: StatusKind;
  /** What was executed; present where the record is fresh, for definitions that were evaluated too. */
  readonly evidence?: Evidence;
  /** 依据均已验证: it refers to other equations, and each of them is verified, or given. */
  readonly groundsVerified: boolean;
}

/** What an opened badge shows. */
export interface Evidence extends EquationRecord {
  readonly seeds: number;
  /** Between 0 and 1. */
  readonly killScore: number | undefined;
  /** Code and output of the cells that check it. */
  readonly shown: readonly { readonly id: string; readonly code: string; readonly output: string }[];
}

export interface VerificationInput {
  readonly derivation: Derivation;
  readonly declared: PostMeta['equations'];
  readonly record: VerificationRecord | undefined;
  /** Text of the check file, `undefined` where there is none. */
  readonly checkFile: string | undefined;
  readonly macros: Readonly<Record<string, string>>;
  /** Whether an equation of another post, to which a reference leads, is verified. Without it such grounds do not count. */
  readonly isVerifiedElsewhere?: (reference: Reference) => boolean;
}

/** The status of every numbered equation of a post, in the order of the text. */
export function equationStatuses(input: VerificationInput): readonly EquationStatus[] {
  const { derivation, record } = input;
  const fresh = freshCells(input);
  const numbered = derivation.equations.filter(hasNumber);
  const kinds = new Map(numbered.map((equation) => [equation.number, kindOf(equation, input, fresh)]));
  return numbered.map((equation) => {
    const kind = kinds.get(equation.number) ?? 'none';
    const evidence = record?.equations[equation.number];
    const shown = evidence !== undefined && kind !== 'stale' && kind !== 'none' && kind !== 'unchecked';
    return {
      number: equation.number,
      kind,
      ...(shown ? { evidence: evidenceOf(evidence, record!, fresh) } : {}),
      groundsVerified: areGroundsVerified(equation, input, kinds),
    };
  });
}

/** What the `python run` blocks of a post printed, block by block; `undefined` where the record is not fresh. */
export function runOutputs(input: VerificationInput): readonly (string | undefined)[] {
  const { cells } = cellsOf(input.derivation, input.checkFile);
  const fresh = freshCells(input);
  const outputs = new Map(input.record?.cells.map(({ id, output }) => [id, output]));
  return cells.filter(({ kind }) => kind === 'run').map(({ id }) => (fresh.has(id) ? outputs.get(id) : undefined));
}

type Numbered = Equation & { readonly number: number };

function hasNumber(equation: Equation): equation is Numbered {
  return equation.number !== undefined;
}

/** Cells whose code is that of the record, by id. */
export function freshCells({ derivation, checkFile, record }: VerificationInput): ReadonlyMap<string, Cell> {
  const recorded = new Map(record?.cells.map(({ id, hash }) => [id, hash]));
  const { cells } = cellsOf(derivation, checkFile);
  return new Map(cells.filter(({ id, hash }) => recorded.get(id) === hash).map((cell) => [cell.id, cell]));
}

function kindOf(equation: Numbered, input: VerificationInput, fresh: ReadonlyMap<string, Cell>): StatusKind {
  const { declared, record, macros } = input;
  const { number } = equation;
  const evidence = record?.equations[number];
  if (evidence !== undefined) {
    const current = evidence.hash === hashEquation(equation.tex, macros);
    if (!current || !evidence.cells.every((id) => fresh.has(id))) return 'stale';
    if (evidence.failed === true) return 'failed';
  }
  if (declared.definition.includes(number)) return 'definition';
  if (declared.assumption.includes(number)) return 'assumption';
  if (declared.unchecked.includes(number)) return 'unchecked';
  if (evidence === undefined) return 'none';
  if (evidence.methods.includes('tex')) return 'verified';
  return evidence.kinds.every((kind) => kind === 'montecarlo') ? 'montecarlo' : 'verified-by-code';
}

function evidenceOf(evidence: EquationRecord, record: VerificationRecord, fresh: ReadonlyMap<string, Cell>): Evidence {
  const outputs = new Map(record.cells.map(({ id, output }) => [id, output]));
  return {
    ...evidence,
    seeds: record.seeds,
    killScore: killScore(evidence),
    shown: evidence.cells.map((id) => ({ id, code: fresh.get(id)?.code ?? '', output: outputs.get(id) ?? '' })),
  };
}

const sound: ReadonlySet<StatusKind> = new Set<StatusKind>([
  'verified',
  'verified-by-code',
  'montecarlo',
  'definition',
  'assumption',
]);

/** Verified in one way or another, or given: what a derivation may stand on. */
export function isSound(kind: StatusKind): boolean {
  return sound.has(kind);
}

/**
 * Grounds are the equations named between the display before and this one: the text that leads to it. A display without
 * such text has none, and is not called grounded.
 */
function areGroundsVerified(
  equation: Numbered,
  { derivation, isVerifiedElsewhere }: VerificationInput,
  kinds: ReadonlyMap<number, StatusKind>,
): boolean {
  const grounds = groundsOf(derivation, equation);
  return (
    grounds.length > 0 &&
    grounds.every((reference) => {
      if (reference.target.type === 'post') return isVerifiedElsewhere?.(reference) ?? false;
      const number = numberOf(reference, derivation);
      return number !== undefined && sound.has(kinds.get(number) ?? 'none');
    })
  );
}

/** References to equations in the text that leads to an equation. */
export function groundsOf(derivation: Derivation, equation: Equation): readonly Reference[] {
  const display = derivation.displays[equation.display];
  if (display === undefined) return [];
  const end = display.position.start.offset;
  const before = derivation.displays
    .filter(({ position, equations }) => equations.length > 0 && position.end.offset <= end)
    .map(({ position }) => position.end.offset);
  const start = Math.max(0, ...before);
  return derivation.references.filter(
    ({ position, target, heading }) =>
      position.start.offset >= start &&
      position.end.offset <= end &&
      heading === equation.heading &&
      (target.type === 'number' || target.type === 'label' || isEquationId(target.id)),
  );
}

const isEquationId = (id: string): boolean => /^eq-/.test(id);

function numberOf({ target }: Reference, derivation: Derivation): number | undefined {
  if (target.type === 'number') return target.number;
  const label = target.type === 'label' ? target.label : target.id.replace(/^eq-/, 'eq:');
  const byLabel = derivation.equations.find((equation) => equation.label === label)?.number;
  if (byLabel !== undefined || target.type === 'label') return byLabel;
  const number = Number(/^eq-(\d+)$/.exec(target.id)?.[1]);
  return Number.isNaN(number) ? undefined : number;
}
