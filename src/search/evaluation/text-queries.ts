import { parse } from 'yaml';
import z from 'zod';

const shape = z.strictObject({
  judged: z.array(z.string()).min(1),
  queries: z.array(
    z
      .strictObject({
        kind: z.enum(['term', 'words', 'mixed', 'partial', 'typo', 'traditional', 'question', 'abbreviation']),
        query: z.string().min(1),
        posts: z.array(z.string()).min(1).optional(),
        places: z.array(z.string().includes('#')).min(1).optional(),
      })
      .refine(({ posts, places }) => (posts === undefined) !== (places === undefined), 'either posts or places'),
  ),
});

/** A query with what answers it: `posts` are slugs, `places` are `slug#anchor`; one of the two is there. */
export type TextQuery = z.infer<typeof shape>['queries'][number];
export type TextQueries = z.infer<typeof shape>;

/**
 * Reads `text-queries.yaml`.
 * @throws ZodError where the file does not have its form
 */
export function readTextQueries(yaml: string): TextQueries {
  return shape.parse(parse(yaml));
}
