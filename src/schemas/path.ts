import z from 'zod';
import { line, slug } from './fields.ts';

/** An entry of `paths.yaml`: posts in the order in which they lead to a goal. */
export const pathSchema = z.strictObject({
  id: slug,
  name: line,
  description: line,
  steps: z
    .array(
      z.strictObject({
        /** Slug of a post that is written or planned. */
        post: slug,
        /** What this step gives for the next. */
        why: line,
      }),
    )
    .min(1, '至少要有一步'),
});
