import type { Rule } from '../check-input.ts';
import { desyncOf } from '../desync.ts';

const texts: Record<
  'unclosed-display' | 'unclosed-environment',
  (detail: string) => { message: string; hint: string }
> = {
  'unclosed-display': () => ({
    message: '这里的 $$ 没有闭合，后面的内容会被当成公式。',
    hint: '在公式结束处另起一行写 $$；如果这是多余的 $$，删掉它。',
  }),
  'unclosed-environment': (detail) => ({
    message: `环境${detail === '' ? '' : ` ${detail} `}没有闭合。`,
    hint: '补上对应的 \\end{…}，并核对 \\begin 和 \\end 的名字相同。',
  }),
};

/** Every `$$` and every `\begin` has its end. */
export const mathIsClosed = {
  id: 'math-is-closed',
  description: '$$ 和 \\begin 都有结尾',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const desync = desyncOf(derivation);
      if (!desync || desync.kind === 'text-on-fence') return [];
      return { file: derivation.path, position: desync.position, ...texts[desync.kind](desync.detail) };
    });
  },
} as const satisfies Rule;
