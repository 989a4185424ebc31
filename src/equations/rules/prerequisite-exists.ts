import type { Rule } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import { nearestName } from '../nearest-name.ts';

/** A prerequisite is a post that can be read. */
export const prerequisiteExists = {
  id: 'prerequisite-exists',
  description: '先修的文章存在',
  defaultSeverity: 'error',
  run({ derivations, content, files }) {
    const known = new Set(derivations.map(({ name }) => name.slug));
    const planned = new Set(content.catalogue.map(({ slug }) => slug));
    const unreadable = files.faults.filter(({ kind }) => kind === 'unreadable').map(({ path }) => path);
    return derivations.flatMap((derivation) =>
      (metaOf(derivation)?.prerequisites ?? []).flatMap(({ post }, index) => {
        if (known.has(post) || unreadable.some((path) => path.includes(`/${post}.md`))) return [];
        const near = nearestName(post, known);
        return {
          file: derivation.path,
          position: placeInFrontMatter(derivation, `prerequisites.${index}.post`),
          message: planned.has(post) ? `先修的文章 ${post} 在目录里，但还没有写。` : `先修的文章 ${post} 不存在。`,
          ...(near ? { expected: near } : {}),
          actual: post,
          hint: near ? `是不是想写 ${near}？` : '写已有文章的文件名（不带主题和后缀），或者等那篇写好再列。',
        };
      }),
    );
  },
} as const satisfies Rule;
