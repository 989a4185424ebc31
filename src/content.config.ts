import { defineCollection } from 'astro:content';
import { listLoader, postLoader } from './integrations/collection-loaders.ts';
import { catalogueEntrySchema } from './schemas/catalogue.ts';
import { conceptSchema } from './schemas/concept.ts';
import { pathSchema } from './schemas/path.ts';
import { postSchema } from './schemas/post.ts';
import { topicSchema } from './schemas/topic.ts';

/** One derivation per entry; the id is the slug. Metadata only: bodies are rendered when their page is made. */
const posts = defineCollection({ loader: postLoader(), schema: postSchema });
const topics = defineCollection({ loader: listLoader('topics'), schema: topicSchema });
/** Every planned post. */
const catalogue = defineCollection({ loader: listLoader('catalogue'), schema: catalogueEntrySchema });
const concepts = defineCollection({ loader: listLoader('concepts'), schema: conceptSchema });
const paths = defineCollection({ loader: listLoader('paths'), schema: pathSchema });

export const collections = { posts, topics, catalogue, concepts, paths };
