import {
  verificationFindings,
  type VerificationFinding,
  type VerificationRuleId,
} from '../site/verification-findings.ts';
import type { VerificationInput } from '../site/status.ts';
import type { CheckInput, RuleFinding } from './check-input.ts';
import { metaOf } from './front-matter-facts.ts';
import type { Derivation } from './types.ts';

/** Path of the check file beside a post: `x.md` → `x.check.py`. */
export function checkFileOf(path: string): string {
  return path.replace(/\.mdx?$/, '.check.py');
}

/** Records and check files are looked at once for all rules that judge them. */
const judged = new WeakMap<CheckInput, readonly VerificationFinding[]>();

/** What the records say against the posts, as far as it concerns one rule. Posts without valid front matter are passed over. */
export function verificationOf(input: CheckInput, rule: VerificationRuleId): RuleFinding[] {
  const all = judged.get(input) ?? input.derivations.flatMap((derivation) => judge(derivation, input));
  judged.set(input, all);
  return all.filter(({ ruleId }) => ruleId === rule).map(({ ruleId: _, ...finding }) => finding);
}

/** What is known of the execution of a post, from its files. */
export function executionOf(
  derivation: Derivation,
  { files, content }: Pick<CheckInput, 'files' | 'content'>,
): Pick<VerificationInput, 'record' | 'checkFile' | 'macros'> {
  return {
    record: files.verification.records.get(derivation.name.slug)?.record,
    checkFile: files.sources.get(checkFileOf(derivation.path))?.text,
    macros: content.macros,
  };
}

function judge(derivation: Derivation, input: CheckInput): readonly VerificationFinding[] {
  const meta = metaOf(derivation);
  if (meta === undefined) return [];
  const allowed = new Map<number, number>();
  for (const { equation } of input.files.verification.allowances.entries[derivation.name.slug] ?? [])
    allowed.set(equation, (allowed.get(equation) ?? 0) + 1);
  return verificationFindings({
    derivation,
    declared: meta.equations,
    ...executionOf(derivation, input),
    complete: meta.status === 'complete',
    checkPath: checkFileOf(derivation.path),
    allowed,
  });
}
