import type { Rule } from '../check-input.ts';
import { nearestName } from '../nearest-name.ts';

/** What is cited is in `references.bib`. */
export const citationExists = {
  id: 'citation-exists',
  description: '[@键] 引用的文献在 references.bib 里',
  defaultSeverity: 'error',
  run({ derivations, content, files }) {
    const { state, path: bibliographyPath } = files.data.bibliography;
    if (state === 'unusable') return [];
    const known = new Set(content.bibliography.map(({ key }) => key));
    return derivations.flatMap(({ path, citations }) =>
      citations.flatMap(({ key, position }) => {
        if (known.has(key)) return [];
        const near = nearestName(key, known);
        return {
          file: path,
          position,
          message: `文献 @${key} 不在 ${bibliographyPath} 里。`,
          ...(near ? { expected: near } : {}),
          actual: key,
          hint: near ? `是不是想写 @${near}？` : `在 ${bibliographyPath} 里加上这一条，或者改正引用键。`,
        };
      }),
    );
  },
} as const satisfies Rule;
