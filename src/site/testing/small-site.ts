import { buildIndex } from '../../equations/build-index.ts';
import { parsePost } from '../../equations/parse.ts';
import type { SiteConfig } from '../../site.config.ts';
import { buildSite } from '../build-site.ts';
import type { Concept, ContentData, PostMeta, Site } from '../types.ts';

export interface SmallPost {
  readonly slug: string;
  readonly title?: string;
  /** `t` where none is given. */
  readonly topic?: string;
  readonly prerequisites?: readonly (readonly [post: string, reason: string])[];
  readonly concepts?: readonly string[];
  /** Markdown without front matter. */
  readonly body?: string;
}

/** A site for a test, in the order of the posts given; all of it parsed and built as a real one is. */
export function smallSite(posts: readonly SmallPost[], content: Partial<ContentData> = {}): Site {
  const derivations = posts.map(({ slug, topic = 't', body = '' }) =>
    parsePost({ path: `content/posts/${topic}/${slug}.md`, text: body }, { topic, slug, format: 'md' }),
  );
  const metas = new Map(posts.map((post) => [post.slug, metaOf(post)]));
  const topics = [...new Set(posts.map(({ topic = 't' }) => topic))];
  return buildSite({
    config: {} as SiteConfig,
    content: {
      topics: topics.map((id) => ({ id, name: `专题 ${id}`, english: id, description: '' })),
      catalogue: posts.map(({ slug, topic = 't' }) => ({
        slug,
        topic,
        priority: 'core',
        source: { title: slug, url: 'https://example.org', date: '2024-01-01' },
      })),
      concepts: [],
      paths: [],
      bibliography: [],
      macros: {},
      ...content,
    },
    index: buildIndex(derivations),
    metas,
    findings: [],
  });
}

function metaOf({ slug, title = slug, topic = 't', prerequisites = [], concepts = [] }: SmallPost): PostMeta {
  return {
    title,
    description: '',
    topic,
    topics: [topic],
    status: 'complete',
    difficulty: 2,
    created: '2026-01-01',
    updated: '2026-01-01',
    concepts,
    prerequisites: prerequisites.map(([post, reason]) => ({ post, reason })),
    equations: { definition: [], assumption: [], unchecked: [] },
    decimals: [],
  };
}

export function smallConcept(id: string, definedIn?: string): Concept {
  return {
    id,
    name: `概念 ${id}`,
    english: id,
    area: '线性代数',
    kind: 'tool',
    aliases: [],
    definition: '',
    ...(definedIn === undefined ? {} : { definedIn }),
  };
}
