import type { Rule } from '../check-input.ts';
import { misplacedTagFindings } from '../misplaced-tags.ts';

/** A row of a display has at most one tag. */
export const oneTagPerRow = {
  id: 'one-tag-per-row',
  description: '公式的一行只有一个 \\tag',
  defaultSeverity: 'error',
  run({ derivations }) {
    return misplacedTagFindings(derivations, 'second', (tag) => ({
      message: `这一行已经有编号了，又写了 \\tag{${tag}}。`,
      hint: '一行只留一个 \\tag；要给每一行编号，用 \\begin{align} … \\end{align}，每行写自己的 \\tag。',
    }));
  },
} as const satisfies Rule;
