import z from 'zod';
import { anchorKinds, type Ledger } from './types.ts';

const retirement = z
  .strictObject({ reason: z.string().min(1).optional(), replacement: z.string().min(1).optional() })
  .refine(({ reason, replacement }) => reason !== undefined || replacement !== undefined, '要有 reason 或 replacement');

const entry = z.strictObject({
  id: z.string().regex(/^[2-9b-z]{6}$/, '不是六个字符的永久编号'),
  post: z.string().min(1),
  kind: z.enum(anchorKinds),
  anchor: z.string(),
  label: z.string().min(1).optional(),
  number: z.int().positive().optional(),
  hash: z.string(),
  seen: z.string().optional(),
  aliases: z.array(z.string().min(1)).min(1).optional(),
  retired: retirement.optional(),
});

const file = z.strictObject({ schema: z.literal(1), anchors: z.array(entry) });

/**
 * Reads `anchors.json`.
 * @param text `undefined` where there is no file: nothing was published
 * @throws Error with one Chinese sentence where it is not well formed, or an id stands twice
 */
export function readLedger(text: string | undefined): Ledger {
  if (text === undefined) return [];
  const parsed = file.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`anchors.json 的「${issue?.path.join('.') ?? ''}」不对：${issue?.message ?? ''}。`);
  }
  const ids = new Set<string>();
  for (const { id } of parsed.data.anchors) {
    if (ids.has(id)) throw new Error(`anchors.json 里 ${id} 出现了两次。`);
    ids.add(id);
  }
  return parsed.data.anchors;
}

/** One entry a line, so that a change shows as the lines that it changed and two branches merge. */
export function writeLedger(ledger: Ledger): string {
  // The schema gives the fields their order.
  const lines = ledger.map((each) => `    ${JSON.stringify(entry.parse(each))}`);
  const anchors = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schema": 1,\n  "anchors": ${anchors}\n}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error('anchors.json 不是完整的 JSON。', { cause: error });
  }
}
