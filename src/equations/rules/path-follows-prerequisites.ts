import { startOfFile, type Rule } from '../check-input.ts';
import { metaOf } from '../front-matter-facts.ts';

/** On a learning path no step stands before what its post names as a prerequisite. */
export const pathFollowsPrerequisites = {
  id: 'path-follows-prerequisites',
  description: '学习路径上，先修的文章排在用到它的文章前面',
  defaultSeverity: 'warning',
  run({ derivations, content, files }) {
    const { path, places } = files.data.paths;
    const needs = new Map(
      derivations.map((derivation) => [
        derivation.name.slug,
        (metaOf(derivation)?.prerequisites ?? []).map(({ post }) => post),
      ]),
    );
    return content.paths.flatMap(({ name, steps }, pathIndex) =>
      steps.flatMap(({ post }, index) => {
        const late = steps.slice(index + 1).find((step) => needs.get(post)?.includes(step.post));
        if (late === undefined) return [];
        return {
          file: path,
          position: places[`${pathIndex}.steps.${index}.post`] ?? startOfFile,
          message: `学习路径「${name}」里 ${post} 排在它的先修 ${late.post} 前面。`,
          actual: post,
          hint: `把 ${late.post} 移到 ${post} 前面，或者从这条路径里去掉一篇。`,
        };
      }),
    );
  },
} as const satisfies Rule;
