import type { Rule } from '../check-input.ts';
import { misplacedTagFindings } from '../misplaced-tags.ts';

/** `aligned`, `cases`, matrices and braces have no numbers of their own. */
export const tagIsNotInsideInnerEnvironment = {
  id: 'tag-is-not-inside-inner-environment',
  description: '\\tag 不写在 aligned、cases 等内层环境里',
  defaultSeverity: 'error',
  run({ derivations }) {
    return misplacedTagFindings(derivations, 'inner', (tag) => ({
      message: `\\tag{${tag}} 写在了内层环境里，LaTeX 在那里没有编号。`,
      hint: '整体一个编号：把 \\tag 移到 \\end{…} 之后；每行一个编号：改用 \\begin{align} … \\end{align}。',
    }));
  },
} as const satisfies Rule;
