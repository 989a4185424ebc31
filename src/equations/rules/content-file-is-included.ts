import type { Rule } from '../check-input.ts';

/** Whatever looks like a post is published: pages = sources. */
export const contentFileIsIncluded = {
  id: 'content-file-is-included',
  description: '看上去是文章的文件都会被收录',
  defaultSeverity: 'error',
  run({ files }) {
    return files.faults
      .filter(({ kind }) => kind === 'stray')
      .map(({ path, position, message, hint }) => ({ file: path, position, message, hint }));
  },
} as const satisfies Rule;
