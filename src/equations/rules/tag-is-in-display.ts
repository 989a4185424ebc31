import type { Rule } from '../check-input.ts';
import { liesWithin } from '../positions.ts';

/** Inline math carries no number. */
export const tagIsInDisplay = {
  id: 'tag-is-in-display',
  description: '\\tag 只写在独立成行的公式里',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, problems }) => {
      // `$$x \tag{3}$$` on one line is inline math for Markdown, and has its own finding.
      const oneLine = problems.filter(({ kind }) => kind === 'one-line-display');
      return problems
        .filter(
          ({ kind, position }) =>
            kind === 'tag-in-inline' && !oneLine.some((other) => liesWithin(position, other.position)),
        )
        .map(({ position, detail }) => ({
          file: path,
          position,
          message: '行内公式不能编号。',
          ...(detail === '' ? {} : { actual: detail }),
          hint: '把公式单独写成一段，前后各一行 $$，编号写在里面。',
        }));
    });
  },
} as const satisfies Rule;
