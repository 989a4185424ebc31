import z from 'zod';
import { line, prose, slug } from './fields.ts';

/** An entry of `topics.yaml`. The order of the file is the order of the site. */
export const topicSchema = z.strictObject({
  /** Name of the folder below `posts/`, and of the page. */
  id: slug,
  /** As readers see it: 矩阵. */
  name: line,
  english: line,
  /** One sentence for lists. */
  description: line,
  /** Markdown that opens the topic page: what the subject is about and how its posts hang together. */
  overview: prose.optional(),
});
