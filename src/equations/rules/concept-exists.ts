import type { Rule } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import { nearestName } from '../nearest-name.ts';

/** The concepts of a post are in `concepts.yaml`. */
export const conceptExists = {
  id: 'concept-exists',
  description: '文章列出的概念在 concepts.yaml 里',
  defaultSeverity: 'error',
  run({ derivations, content, files }) {
    const { state, path: conceptsPath } = files.data.concepts;
    if (state !== 'read') return [];
    const known = new Set(content.concepts.map(({ id }) => id));
    return derivations.flatMap((derivation) =>
      (metaOf(derivation)?.concepts ?? []).flatMap((concept, index) => {
        if (known.has(concept)) return [];
        const near = nearestName(concept, known);
        return {
          file: derivation.path,
          position: placeInFrontMatter(derivation, `concepts.${index}`),
          message: `没有 id 为 ${concept} 的概念。`,
          ...(near ? { expected: near } : {}),
          actual: concept,
          hint: near ? `是不是想写 ${near}？` : `在 ${conceptsPath} 里加上它，或者从 concepts 里删掉。`,
        };
      }),
    );
  },
} as const satisfies Rule;
