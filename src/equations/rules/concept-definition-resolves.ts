import { startOfFile, type Rule } from '../check-input.ts';
import { nearestName } from '../nearest-name.ts';
import { isLabelHidden, isNumberHidden, isSwallowed } from '../number-sequence.ts';
import type { Derivation } from '../types.ts';

/** The place that defines a concept exists; the post may still be planned, its anchors may not. */
export const conceptDefinitionResolves = {
  id: 'concept-definition-resolves',
  description: '概念的 definedIn 指向存在的文章和锚点',
  defaultSeverity: 'error',
  run({ derivations, index, content, files }) {
    const { path, places } = files.data.concepts;
    const bySlug = new Map(derivations.map((derivation) => [derivation.name.slug, derivation]));
    const slugs = new Set(bySlug.keys());
    const planned = new Set(content.catalogue.map(({ slug }) => slug));
    return content.concepts.flatMap(({ definedIn }, entry) => {
      if (definedIn === undefined) return [];
      const [slug = '', anchor = ''] = definedIn.split('#');
      const at = { file: path, position: places[`${entry}.definedIn`] ?? startOfFile, actual: definedIn };
      if (!slugs.has(slug)) {
        if (anchor === '' && planned.has(slug)) return [];
        const near = nearestName(slug, slugs);
        return {
          ...at,
          message: `定义它的文章 ${slug} 不存在。`,
          hint: near ? `是不是想写 ${near}？` : '写已有文章的文件名（不带主题和后缀）。',
        };
      }
      if (anchor === '' || index.anchors.has(`${slug}#${anchor}`) || isHidden(bySlug.get(slug), anchor)) return [];
      return {
        ...at,
        message: `${slug} 里没有锚点 #${anchor}。`,
        hint: '打开那篇文章核对：公式用 #eq-编号，定理等用 {#名字}。',
      };
    });
  },
} as const satisfies Rule;

/** Another fault of that post, which has its own finding, keeps its anchor out of sight. */
function isHidden(post: Derivation | undefined, anchor: string): boolean {
  if (post === undefined) return false;
  const number = /^eq-(\d+)$/.exec(anchor)?.[1];
  return (
    isSwallowed(post) || isLabelHidden(post, anchor) || (number !== undefined && isNumberHidden(post, Number(number)))
  );
}
