import { startOfFile, type DataFileKind, type Rule } from '../check-input.ts';
import { metaOf } from '../front-matter-facts.ts';

/** The data files can be read and satisfy their schemas, and those that posts rely on exist. */
export const contentDataIsValid = {
  id: 'content-data-is-valid',
  description: '主题、目录、概念、学习路径、宏、参考文献的文件写法正确',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    const faults = Object.values(files.data).flatMap(({ path, problems }) =>
      problems.map((problem) => ({ file: path, ...problem })),
    );
    const needs: readonly DataFileKind[] = [
      'topics',
      ...(derivations.some((derivation) => (metaOf(derivation)?.concepts.length ?? 0) > 0)
        ? (['concepts'] as const)
        : []),
    ];
    const missing = needs
      .filter((kind) => derivations.length > 0 && files.data[kind].state === 'absent')
      .map((kind) => ({
        file: files.data[kind].path,
        position: startOfFile,
        message: `没有文件 ${files.data[kind].path}，文章里的${kind === 'topics' ? '主题' : '概念'}无从核对。`,
        hint: `建立这个文件，列出所有的${kind === 'topics' ? '主题' : '概念'}。`,
      }));
    return [...faults, ...missing];
  },
} as const satisfies Rule;
