import { startOfFile, type Rule } from '../check-input.ts';
import { nearestName } from '../nearest-name.ts';

/** The steps of a learning path are posts that are written or planned. */
export const pathPostExists = {
  id: 'path-post-exists',
  description: '学习路径里的文章已经写好，或者列在目录里',
  defaultSeverity: 'error',
  run({ derivations, content, files }) {
    if (files.data.catalogue.state === 'unusable') return [];
    const { path, places } = files.data.paths;
    const known = new Set([...derivations.map(({ name }) => name.slug), ...content.catalogue.map(({ slug }) => slug)]);
    return content.paths.flatMap(({ name, steps }, pathIndex) =>
      steps.flatMap(({ post }, index) => {
        if (known.has(post)) return [];
        const near = nearestName(post, known);
        return {
          file: path,
          position: places[`${pathIndex}.steps.${index}.post`] ?? startOfFile,
          message: `学习路径「${name}」里的文章 ${post} 不存在。`,
          ...(near ? { expected: near } : {}),
          actual: post,
          hint: near ? `是不是想写 ${near}？` : '写已有文章的文件名，或者先把它列进目录。',
        };
      }),
    );
  },
} as const satisfies Rule;
