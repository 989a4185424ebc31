import z from 'zod';

const outcomes = ['survived', 'invalid', 'exception', 'killed'] as const;

/** One call of `check.…`. */
const call = z.strictObject({
  equation: z.int(),
  method: z.enum(['tex', 'code']),
  kind: z.enum(['identity', 'inequality', 'gradient', 'limit', 'order', 'approximation', 'membership', 'montecarlo']),
  case: z.enum(['random', 'equality', 'counterexample']),
  ok: z.boolean(),
  message: z.string(),
  /** False where a small error would not have been noticed. */
  sharp: z.boolean(),
  symbols: z.array(z.string()),
  tolerance: z.number(),
  cell: z.string(),
  line: z.int().nullable(),
});

const run = z.strictObject({
  seed: z.int(),
  cells: z.array(z.strictObject({ id: z.string(), output: z.string(), error: z.string().nullable() })),
  checks: z.array(call),
});

/** What the harness writes. */
export const harnessResult = z.strictObject({
  runs: z.array(run),
  mutants: z.record(z.string(), z.array(z.enum(outcomes))),
});

export type HarnessResult = z.infer<typeof harnessResult>;
export type HarnessCall = z.infer<typeof call>;
