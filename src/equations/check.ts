import type { CheckInput } from './check-input.ts';
import { findException } from './exceptions.ts';
import { desyncOf, isUncertain } from './desync.ts';
import { rules, type RuleId } from './rules/index.ts';
import type { Derivation, Finding } from './types.ts';

export type { CheckInput } from './check-input.ts';

/** How much was checked and what came out. */
export interface Summary {
  readonly files: number;
  readonly equations: number;
  readonly references: number;
  readonly errors: number;
  readonly warnings: number;
}

/**
 * Runs all rules over all content.
 * Severities of the config replace those of the rules, `off` silences a rule; findings that an exception excuses are dropped.
 * @returns findings by file, place, rule: the same input gives the same list.
 */
export function check(input: CheckInput): Finding[] {
  const { severities, exceptions } = input.config;
  const found: Finding[] = [];
  const desyncs = new Map(input.derivations.map((derivation) => [derivation.path, desyncOf(derivation)]));
  for (const rule of rules) {
    const severity = severities[rule.id] ?? rule.defaultSeverity;
    if (severity === 'off') continue;
    const findings = rule.run(input, found).filter(({ file, position }) => {
      return tellsOfDesync.has(rule.id) || !isUncertain(position, desyncs.get(file));
    });
    found.push(...findings.map((finding) => ({ ruleId: rule.id, ...finding, severity: finding.severity ?? severity })));
  }
  return found.filter((finding) => !findException(finding, exceptions, input.files.root)).sort(inOrder);
}

/** Rules that name the place from which on a post was read wrongly; behind it they alone have anything to say. */
const tellsOfDesync: ReadonlySet<RuleId> = new Set<RuleId>(['math-is-closed', 'display-fence-is-alone']);

/** How much was checked: of posts, their numbered equations, and their references. */
export function summarise(derivations: readonly Derivation[], findings: readonly Finding[]): Summary {
  const count = (amount: (derivation: Derivation) => number) =>
    derivations.reduce((sum, derivation) => sum + amount(derivation), 0);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    files: derivations.length,
    equations: count(({ equations }) => equations.length),
    references: count(({ references }) => references.length),
    errors,
    warnings: findings.length - errors,
  };
}

function inOrder(a: Finding, b: Finding): number {
  const [from, to] = [a.position.start, b.position.start];
  return (
    compare(a.file, b.file) ||
    from.line - to.line ||
    from.column - to.column ||
    compare(a.ruleId, b.ruleId) ||
    compare(a.message, b.message)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
