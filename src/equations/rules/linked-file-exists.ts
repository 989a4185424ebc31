import type { Rule } from '../check-input.ts';
import { nearestName } from '../nearest-name.ts';
import { relativePath, resolvePath } from '../relative-path.ts';

/** Images and files that a post links to lie in the content root. */
export const linkedFileExists = {
  id: 'linked-file-exists',
  description: '文章里的图片和文件存在',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap(({ path, links }) =>
      links.flatMap(({ url, position }) => {
        if (/^(?:[a-z][a-z0-9+.-]*:|\/|#|\?|$)/i.test(url)) return [];
        const target = resolvePath(path, url.replace(/[?#].*$/, ''));
        if (files.paths.has(target) || files.faults.some((fault) => fault.path === target)) return [];
        const near = nearestName(target, files.paths);
        const link = near && relativePath(path, near);
        const outside = files.root !== '.' && !target.startsWith(`${files.root}/`);
        return {
          file: path,
          position,
          message: outside ? `${url} 指向内容目录之外。` : `${url} 指向的文件不存在。`,
          ...(link ? { expected: link } : {}),
          actual: url,
          hint: link ? `是不是想写 ${link}？注意大小写。` : '把文件放到文章旁边，例如 figures/，再写相对路径。',
        };
      }),
    );
  },
} as const satisfies Rule;
