import type { Rule } from '../check-input.ts';
import { desyncOf } from '../desync.ts';

const hint = '开头和结尾的 $$ 各占一行，公式写在中间；别的文字另起一段。';

/** `$$` stands alone on its line: Markdown reads anything else as inline math, or loses the end of the display. */
export const displayFenceIsAlone = {
  id: 'display-fence-is-alone',
  description: '独立公式的 $$ 单独占一行',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const { path, problems } = derivation;
      const desync = desyncOf(derivation);
      return problems.flatMap(({ kind, detail, position }) => {
        if (desync && position.start.offset > desync.position.start.offset) return [];
        if (kind === 'one-line-display')
          return [{ file: path, position, message: '$$ 和公式写在了同一行，会被当成行内公式。', hint }];
        if (kind === 'text-on-fence')
          return [{ file: path, position, message: '$$ 所在的行里还有别的内容，公式不会在这里开始或结束。', hint }];
        if (kind === 'text-behind-environment') {
          const message = '\\end{…} 后面还有别的内容，页面上会丢掉。';
          return [{ file: path, position, message, actual: detail, hint: '把 \\end{…} 后面的文字另起一行。' }];
        }
        return [];
      });
    });
  },
} as const satisfies Rule;
