import type { Rule } from '../check-input.ts';

/** JSX and expressions of an .mdx post are closed. */
export const mdxIsReadable = {
  id: 'mdx-is-readable',
  description: '.mdx 里的标签和花括号写得完整',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, problems }) =>
      problems
        .filter(({ kind }) => kind === 'mdx-syntax')
        .map(({ detail, position }) => ({
          file: path,
          position,
          message: '.mdx 读不下去：标签或花括号没有写完。',
          actual: detail,
          hint: '补上结尾的标签或 }；正文里的 < 和 { 写成 \\< 和 \\{；不用组件的文章改用 .md。',
        })),
    );
  },
} as const satisfies Rule;
