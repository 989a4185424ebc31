import type { StringKey, Translate } from '../i18n/translate.ts';
import type { CheckKind, CheckMethod } from './record.ts';
import type { EquationStatus, Evidence, StatusKind } from './status.ts';

/** A mark of the sprite for each status that is shown; an equation of which nothing is known has none. */
export const statusMarks = {
  verified: 'm-verified',
  'verified-by-code': 'm-by-code',
  montecarlo: 'm-montecarlo',
  definition: 'm-definition',
  assumption: 'm-assumption',
  unchecked: 'm-unverified',
  stale: 'm-stale',
  failed: 'm-failed',
} as const satisfies Record<Exclude<StatusKind, 'none'>, string>;

/** What is told of an equation, in the words of the site. */
export interface VerificationFacts {
  readonly number: number;
  readonly kind: Exclude<StatusKind, 'none'>;
  /** 已数值验证 */
  readonly title: string;
  /** What the title means, one sentence; `''` where the rows say it. */
  readonly meaning: string;
  readonly rows: readonly { readonly name: string; readonly value: string }[];
  /** TeX of the symbols that got a value. */
  readonly symbols: readonly string[];
  /** Ids of the cells that check it. */
  readonly cells: readonly string[];
}

/** @returns `undefined` where nothing was executed or declared */
export function verificationFacts(status: EquationStatus, t: Translate): VerificationFacts | undefined {
  const { number, kind, evidence, groundsVerified } = status;
  if (kind === 'none') return undefined;
  const grounds = groundsVerified
    ? [{ name: t('verification.grounds'), value: t('verification.groundsVerified') }]
    : [];
  return {
    number,
    kind,
    title: t(`equationStatus.${kind}`),
    meaning: meaningOf(status, t),
    rows: [...(evidence === undefined ? [] : evidenceRows(evidence, t)), ...grounds],
    symbols: evidence?.symbols ?? [],
    cells: evidence?.cells ?? [],
  };
}

function meaningOf({ kind, evidence }: EquationStatus, t: Translate): string {
  if (evidence === undefined || kind === 'failed') return t(`equationStatus.${kind}.what`);
  return kind === 'definition' ? t('verification.evaluated') : '';
}

function evidenceRows(evidence: Evidence, t: Translate): VerificationFacts['rows'] {
  const list = (keys: readonly StringKey[]): string => keys.map((key) => t(key)).join(t('verification.comma'));
  const { methods, kinds, seeds, cases, tolerance } = evidence;
  return [
    { name: t('verification.method'), value: list(methods.map((method) => methodNames[method])) },
    { name: t('verification.kind'), value: list(kinds.map((kind) => kindNames[kind])) },
    { name: t('verification.data'), value: t('verification.seeds', { seeds, n: cases.random }) },
    {
      name: t('verification.cases'),
      value: t('verification.special', { equality: cases.equality, counterexample: cases.counterexample }),
    },
    { name: t('verification.tolerance'), value: tolerance === 0 ? '0' : String(tolerance) },
    ...mutationRows(evidence, t),
  ];
}

function mutationRows({ mutants, killScore }: Evidence, t: Translate): VerificationFacts['rows'] {
  if (mutants === undefined || killScore === undefined) return [];
  const { killed, survived, allowed } = mutants;
  const percent = String(Math.floor(1000 * killScore) / 10);
  const found = t('verification.killed', { killed, tried: killed + survived - allowed, percent });
  const equivalent = allowed === 0 ? '' : t('verification.equivalent', { n: allowed });
  return [{ name: t('verification.mutants'), value: found + equivalent }];
}

const methodNames = {
  tex: 'verification.method.tex',
  code: 'verification.method.code',
} as const satisfies Record<CheckMethod, StringKey>;

const kindNames = {
  identity: 'verification.kind.identity',
  inequality: 'verification.kind.inequality',
  gradient: 'verification.kind.gradient',
  limit: 'verification.kind.limit',
  order: 'verification.kind.order',
  approximation: 'verification.kind.approximation',
  membership: 'verification.kind.membership',
  montecarlo: 'verification.kind.montecarlo',
} as const satisfies Record<CheckKind, StringKey>;
