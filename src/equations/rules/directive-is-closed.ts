import type { Rule } from '../check-input.ts';

/** A box ends where its author says, not at the end of the post. */
export const directiveIsClosed = {
  id: 'directive-is-closed',
  description: ':::框 都有结尾',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, problems }) =>
      problems
        .filter(({ kind }) => kind === 'unclosed-directive')
        .map(({ detail, position }) => ({
          file: path,
          position,
          message: `框${detail === '' ? '' : `「${detail}」`}没有结尾，后面的内容都会落进框里。`,
          hint: '在框的末尾另起一行写同样多的冒号；框里套框时，外层多写一个冒号。',
        })),
    );
  },
} as const satisfies Rule;
