import type { Rule } from '../check-input.ts';
import { inSameBlock } from '../positions.ts';

/** A LaTeX command outside math is printed as it is. One finding a paragraph. */
export const texIsInMath = {
  id: 'tex-is-in-math',
  description: 'LaTeX 命令只写在公式里',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap(({ path, problems }) => {
      const source = files.sources.get(path)?.text ?? '';
      const causes = problems.filter(({ kind }) => kind === 'stray-dollar' || kind === 'other-environment');
      const strays = problems.filter(({ kind }) => kind === 'stray-tex');
      return strays
        .filter(({ position }, index) => {
          return ![...causes, ...strays.slice(0, index)].some((other) => inSameBlock(other.position, position, source));
        })
        .map(({ detail, position }) => ({
          file: path,
          position,
          message: `${detail} 写在了公式外面，页面上会原样显示。`,
          actual: detail,
          hint: '给公式加上 $…$；如果要显示命令本身，写成 `代码`。',
        }));
    });
  },
} as const satisfies Rule;
