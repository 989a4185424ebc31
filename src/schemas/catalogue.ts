import z from 'zod';
import { day, distinct, line, slug, webAddress } from './fields.ts';

/** An entry of `catalogue.yaml`: a post that is planned or written. */
export const catalogueEntrySchema = z.strictObject({
  /** Slug that the post has or will have. */
  slug,
  /** The topic that counts it; a written post must say the same. */
  topic: slug,
  /** Second topics, so that a learner finds it where it also belongs. */
  alsoIn: distinct(slug).optional(),
  /** `core`, `1`, `2`, `3`: earlier in this list is written earlier. A bare number is read as text. */
  priority: z.preprocess((value) => (typeof value === 'number' ? String(value) : value), line),
  /** The article that the entry comes from. */
  source: z.strictObject({
    title: line,
    url: webAddress,
    date: day,
  }),
});
