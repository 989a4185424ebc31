import { parse } from 'yaml';
import z from 'zod';

/** Mutants that are equivalent to the original, with the reason: `content/records/allow.yaml`. */
const schema = z.record(
  z.string(),
  z
    .array(
      z.strictObject({
        equation: z.int().positive(),
        /** As `npm run verify` prints it. */
        mutation: z.string().min(1),
        /** Why no data can tell it from the original. */
        reason: z.string().min(1),
      }),
    )
    .max(8, '一篇文章最多登记 8 个等价改动'),
);

export type Allowances = ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<string>>>;

/**
 * Reads the file, by slug and number.
 * @throws Error with one Chinese sentence where it is not well formed.
 */
export function readAllowances(text: string | undefined, path: string): Allowances {
  const parsed = schema.safeParse(parse(text ?? '') ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${path} 的「${issue?.path.join('.') ?? ''}」不对：${issue?.message ?? ''}`);
  }
  return new Map(
    Object.entries(parsed.data).map(([slug, entries]) => {
      const byNumber = new Map<number, Set<string>>();
      for (const { equation, mutation } of entries) {
        byNumber.set(equation, (byNumber.get(equation) ?? new Set()).add(mutation));
      }
      return [slug, byNumber] as const;
    }),
  );
}
