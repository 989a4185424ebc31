import z from 'zod';
import type { PostMeta } from '../site/types.ts';
import { day, distinct, equationNumber, line, slug, webAddress } from './fields.ts';

/** The article that a post goes back to. */
const source = z.strictObject({
  /** Title as its author wrote it. */
  title: line,
  /** Where it can be read. */
  url: webAddress,
  /** Day of its publication. */
  date: day.optional(),
  author: line.optional(),
});

/** What must be read before, and what for: a bare list of links tells a learner nothing. */
const prerequisite = z.strictObject({
  /** Slug of the other post, without its topic. */
  post: slug,
  /** One sentence; may hold inline formulas. */
  reason: line,
});

/** Equations that are true by declaration, or openly not checked. Everything else is expected to be executed. */
const equations = z.strictObject({
  /** 定义: cannot be false. */
  definition: distinct(equationNumber).default([]),
  /** 假设: what the derivation presupposes. */
  assumption: distinct(equationNumber).default([]),
  /** 推导未验证: derived in the text, executed nowhere. */
  unchecked: distinct(equationNumber).default([]),
});

/** The front matter of a post. Unknown fields are refused, so that a misspelt one is not silently lost. */
export const postSchema = z
  .strictObject({
    /** Without full stop; may hold inline formulas. */
    title: line,
    /** One or two sentences for lists, feeds and search results. */
    description: line,
    /** The topic that counts this post; also the name of its folder. */
    topic: slug,
    /** Further topics that list it. */
    topics: distinct(slug).optional(),
    /** The article that the entry of the catalogue comes from. */
    source: source.optional(),
    /** Ids of `concepts.yaml` that the post uses or explains. */
    concepts: distinct(slug).default([]),
    prerequisites: z.array(prerequisite).default([]),
    /** 1 入门, 2 基础, 3 进阶, 4 深入, 5 研究. */
    difficulty: z
      .int('应是 1（入门）到 5（研究）的整数')
      .min(1, '应是 1（入门）到 5（研究）的整数')
      .max(5, '应是 1（入门）到 5（研究）的整数')
      .default(3),
    /** Day of first publication here. */
    created: day,
    /** Day of the last change that a reader would notice. */
    updated: day,
    /** `complete` once it has been reviewed against the standard of posts. */
    status: z.enum(['draft', 'complete']),
    equations: equations.default({ definition: [], assumption: [], unchecked: [] }),
    /** Decimals of the prose that no output shows, with the reason why they may stand. */
    decimals: z
      .array(
        z.strictObject({
          /** As the prose writes it, in quotes. */
          value: z.string('应是带引号的小数，写法与正文相同').regex(/^\d+\.\d/, '应是带引号的小数，写法与正文相同'),
          /** Where it comes from. */
          reason: line,
        }),
      )
      .default([]),
    /** Written by the importer: displays that the original left without numbers, and that stay so. */
    unnumbered: z.boolean().default(false),
  })
  .superRefine((post, context) => {
    if (post.updated < post.created) {
      context.addIssue({
        code: 'custom',
        message: `不能早于 created（${post.created}）`,
        path: ['updated'],
        input: post.updated,
      });
    }
    if (post.topics?.includes(post.topic) && post.topics[0] !== post.topic) {
      context.addIssue({
        code: 'custom',
        message: `第一项应是 topic（${post.topic}），或者不写它`,
        path: ['topics'],
        input: post.topics,
      });
    }
    const prerequisites = new Set<string>();
    post.prerequisites.forEach(({ post: other }, index) => {
      if (prerequisites.has(other)) {
        context.addIssue({
          code: 'custom',
          message: '在先修列表里重复了',
          path: ['prerequisites', index, 'post'],
          input: other,
        });
      }
      prerequisites.add(other);
    });
    const kindOf = new Map<number, string>();
    for (const kind of ['definition', 'assumption', 'unchecked'] as const) {
      post.equations[kind].forEach((number, index) => {
        const other = kindOf.get(number);
        if (other !== undefined && other !== kind) {
          context.addIssue({
            code: 'custom',
            message: `已经列在 equations.${other} 里，一条公式只能归一类`,
            path: ['equations', kind, index],
            input: number,
          });
        }
        kindOf.set(number, kind);
      });
    }
  });

export type PostFrontMatter = z.infer<typeof postSchema>;

/**
 * The front matter as pages use it: defaults filled in, `topics` with the first topic in front.
 * @returns `undefined` where it does not satisfy the schema; the rule `frontmatter-is-valid` says why.
 */
export function toPostMeta(data: unknown): PostMeta | undefined {
  const parsed = postSchema.safeParse(data);
  if (!parsed.success) return undefined;
  const { unnumbered: _importerOnly, topics, ...post } = parsed.data;
  return { ...post, topics: [post.topic, ...(topics ?? []).filter((topic) => topic !== post.topic)] };
}
