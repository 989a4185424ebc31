import { findStandardParts, standardParts } from '../../coverage/standard-parts.ts';
import { createTranslate } from '../../i18n/translate.ts';
import type { Rule } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';

const t = createTranslate('zh-CN');

/** A post that calls itself complete has every part of the standard; the coverage page shows which a draft lacks. */
export const completePostHasEveryPart = {
  id: 'complete-post-has-every-part',
  description: '写完的文章有标准的每一部分',
  defaultSeverity: 'error',
  run: ({ derivations }) =>
    derivations.flatMap((derivation) => {
      const meta = metaOf(derivation);
      if (meta?.status !== 'complete') return [];
      const parts = findStandardParts({
        derivation,
        prerequisites: meta.prerequisites.length,
        credited: meta.source !== undefined,
      });
      const missing = standardParts.filter((part) => parts[part].state !== 'full');
      if (missing.length === 0) return [];
      const names = missing.map((part) => t(`part.name.${part}`)).join('、');
      return [
        {
          file: derivation.path,
          position: placeInFrontMatter(derivation, 'status'),
          message: `写完的文章缺少：${names}。`,
          expected: missing.map((part) => `${t(`part.name.${part}`)}（${t(`part.wants.${part}`)}）`).join('；'),
          hint: '补上这些部分，或者把 status 改回 draft。',
        },
      ];
    }),
} as const satisfies Rule;
