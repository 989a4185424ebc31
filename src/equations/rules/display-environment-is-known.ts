import type { Rule } from '../check-input.ts';

/** Displays are `$$`, `equation`, `align` or `gather`, and none stands in another. */
export const displayEnvironmentIsKnown = {
  id: 'display-environment-is-known',
  description: '独立公式只用 $$、equation、align、gather，不互相嵌套',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, problems }) =>
      problems.flatMap(({ kind, detail, position }) => {
        if (kind === 'other-environment') {
          return [
            {
              file: path,
              position,
              message: `环境 ${detail} 不能单独成段。`,
              actual: detail,
              hint: '改用 equation、align 或 gather；矩阵、cases、aligned 等写在 $$ 里面。',
            },
          ];
        }
        if (kind !== 'nested-display') return [];
        const name = detail === '' ? '另一个独立公式环境' : detail;
        return [
          {
            file: path,
            position,
            message: `$$ 里又写了 ${name}。`,
            actual: detail,
            hint: '两层只留一层：去掉外面的 $$，或者把里面的换成 aligned、gathered。',
          },
        ];
      }),
    );
  },
} as const satisfies Rule;
