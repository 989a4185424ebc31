import type { Rule } from '../check-input.ts';
import { inSameBlock } from '../positions.ts';

/**
 * A dollar that begins or ends nothing is printed as it is, and the formulas of its paragraph may have changed places with
 * the words. One finding a paragraph.
 */
export const mathDelimiterIsPaired = {
  id: 'math-delimiter-is-paired',
  description: '行内公式的 $ 成对出现',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap(({ path, problems }) => {
      const source = files.sources.get(path)?.text ?? '';
      const strays = problems.filter(({ kind }) => kind === 'stray-dollar');
      return strays
        .filter(
          ({ position }, index) =>
            !strays.slice(0, index).some((other) => inSameBlock(other.position, position, source)),
        )
        .map(({ position }) => ({
          file: path,
          position,
          message: '这一段里的 $ 不成对。',
          hint: '补上缺的那个 $；要写美元符号时写成 \\$。',
        }));
    });
  },
} as const satisfies Rule;
