import type { Rule } from '../check-input.ts';

/** Posts and data files are UTF-8 and may be read. */
export const contentFileIsReadable = {
  id: 'content-file-is-readable',
  description: '内容文件都能读，编码是 UTF-8',
  defaultSeverity: 'error',
  run({ files }) {
    return files.faults
      .filter(({ kind }) => kind === 'unreadable')
      .map(({ path, position, message, hint }) => ({ file: path, position, message, hint }));
  },
} as const satisfies Rule;
