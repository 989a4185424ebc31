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
        .filter(({ kind }) => kind === 'unknown-directive')
        .map(({ detail, position }) => {
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
