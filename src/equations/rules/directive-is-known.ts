import type { Rule } from '../check-input.ts';
import { nearestName } from '../nearest-name.ts';
import { resultKinds } from '../types.ts';

/** A box is of a kind that exists. */
export const directiveIsKnown = {
  id: 'directive-is-known',
  description: ':::名字 是已有的定理框、证明框等',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, problems }) =>
      problems
        .filter(({ kind }) => kind === 'unknown-directive' || kind === 'stray-fence')
        .map(({ kind, detail, position }) => {
          if (kind === 'stray-fence') return { file: path, position, ...strayFence(detail) };
          const near = nearestName(detail, resultKinds);
          return {
            file: path,
            position,
            message: `没有叫「${detail}」的框。`,
            ...(near ? { expected: near } : {}),
            actual: detail,
            hint: near ? `是不是想写 :::${near}？` : `可以用的：${resultKinds.join('、')}。`,
          };
        }),
    );
  },
} as const satisfies Rule;

/** A line of colons that Markdown takes for text. */
function strayFence(line: string): { message: string; hint: string } {
  if (/^:+$/.test(line)) return { message: '这一行冒号没有对应的框。', hint: '删掉它，或者补上框的开头 :::名字。' };
  return {
    message: '这一行没有成为框的开头，会原样印出来。',
    hint: '写成 :::theorem[名字]{#thm-name}：冒号和种类之间不留空格，名字放在方括号里，后面不写别的。',
  };
}
