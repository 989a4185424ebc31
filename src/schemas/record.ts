import z from 'zod';
import type { VerificationRecord } from '../site/record.ts';
import { explainIssue } from './explain-issue.ts';

const count = z.int().nonnegative();
const hash = z.string().min(1);

const equation = z.strictObject({
  hash,
  methods: z.array(z.enum(['tex', 'code'])).min(1),
  kinds: z
    .array(
      z.enum(['identity', 'inequality', 'gradient', 'limit', 'order', 'approximation', 'membership', 'montecarlo']),
    )
    .min(1),
  cells: z.array(z.string()).min(1),
  cases: z.strictObject({ random: count, equality: count, counterexample: count }),
  tolerance: z.number().nonnegative(),
  symbols: z.array(z.string()),
  mutants: z.strictObject({ killed: count, refused: count, survived: count, allowed: count }).optional(),
  failed: z.literal(true).optional(),
});

/** `records/<slug>.json`. Written by `npm run verify`, never by hand: anything unknown in it is refused. */
export const recordSchema = z.strictObject({
  schema: z.literal(1),
  post: z.string().min(1),
  tool: hash,
  seeds: z.int().positive(),
  cells: z.array(z.strictObject({ id: z.string(), hash, output: z.string() })),
  equations: z.record(z.string().regex(/^[1-9]\d*$/), equation),
}) satisfies z.ZodType<VerificationRecord>;

/** A record, or why the text is none, in Chinese. */
export function parseRecord(
  text: string,
): { readonly ok: true; readonly record: VerificationRecord } | { readonly ok: false; readonly reason: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, reason: '不是 JSON' };
  }
  const parsed = recordSchema.safeParse(data, { reportInput: true });
  if (parsed.success) return { ok: true, record: parsed.data };
  const [issue] = parsed.error.issues;
  const [told] = issue === undefined ? [] : explainIssue(issue, []);
  return { ok: false, reason: told?.message.replace(/。$/, '') ?? '写法不对' };
}

/** The bytes of a record: keys in a fixed order, one line for each small thing. */
export function formatRecord(record: VerificationRecord): string {
  const { schema, post, tool, seeds, cells, equations } = record;
  const numbers = Object.keys(equations).sort((a, b) => Number(a) - Number(b));
  const lines = [
    '{',
    ...Object.entries({ schema, post, tool, seeds }).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},`),
    '  "cells": [',
    cells.map((cell) => `    ${JSON.stringify(cell)}`).join(',\n'),
    '  ],',
    '  "equations": {',
    numbers.map((number) => `    "${number}": ${JSON.stringify(equations[number])}`).join(',\n'),
    '  }',
    '}',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}
