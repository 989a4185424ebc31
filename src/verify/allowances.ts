import type { VerificationFiles } from '../equations/check-input.ts';

/** Mutants that are declared equivalent to the original, by slug and number. */
export type Allowances = ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<string>>>;

/** @throws Error with one Chinese sentence where `records/allow.yaml` is not well formed. */
export function allowancesOf({ path, problems, entries }: VerificationFiles['allowances']): Allowances {
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${path}:${String(problem.position.start.line)} ${problem.message}`);
  return new Map(
    Object.entries(entries).map(([slug, declared]) => {
      const byNumber = new Map<number, Set<string>>();
      for (const { equation, mutation } of declared) {
        byNumber.set(equation, (byNumber.get(equation) ?? new Set()).add(mutation));
      }
      return [slug, byNumber] as const;
    }),
  );
}
