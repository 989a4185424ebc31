import z from 'zod';
import type { DataFile, VerificationFiles } from '../equations/check-input.ts';
import { startOfFile } from '../equations/check-input.ts';
import { equationNumber, line } from './fields.ts';
import { parseWithPlaces } from './parse-with-places.ts';
import { readYaml } from './read-yaml.ts';

/** More than this says that the checks are too weak, not that the formulas are special. */
const most = 8;

/** `records/allow.yaml`: alterations that are equivalent to the original, each with its reason; by slug. */
const allowancesSchema = z.record(
  z.string(),
  z
    .array(
      z.strictObject({
        equation: equationNumber,
        /** As `npm run verify` prints it. */
        mutation: line,
        /** Why no data can tell it from the original. */
        reason: line,
      }),
    )
    .max(most, `最多登记 ${String(most)} 个等价改动`),
);

/** A file with faults yields no entries at all. */
export function readAllowanceFile(text: string | undefined, path: string): VerificationFiles['allowances'] {
  const { data, places, problems } = readYaml(text ?? '');
  if (problems.length > 0) {
    const hint = '改好这一处 YAML；拿不准时把文字放进单引号。';
    return { path, places, problems: problems.map((problem) => ({ ...problem, hint })), entries: {} };
  }
  const parsed = parseWithPlaces(allowancesSchema, data ?? {}, places, startOfFile);
  if (parsed.ok) return { path, places, problems: [], entries: parsed.data };
  return { path, places, problems: parsed.problems satisfies DataFile['problems'], entries: {} };
}
