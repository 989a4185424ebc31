import z from 'zod';
import { distinct, line, prose, slug } from './fields.ts';

/** An entry of `concepts.yaml`. */
export const conceptSchema = z.strictObject({
  id: slug,
  /** Chinese name: 奇异值分解. */
  name: line,
  english: line,
  /** Field that it belongs to, as the index of concepts groups by it: 线性代数. */
  area: line,
  /** A mathematical tool, or the theory of deep learning that tools serve. */
  kind: z.enum(['tool', 'theory']).default('theory'),
  /** Other names and abbreviations, for search and for first mentions: SVD. */
  aliases: distinct(line).default([]),
  /** One paragraph; may hold inline formulas. */
  definition: prose,
  /** Where a post defines it: `slug` or `slug#anchor`. */
  definedIn: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:#\S+)?$/, '应写成 slug 或 slug#锚点，例如 low-rank-svd#thm-1')
    .optional(),
});
