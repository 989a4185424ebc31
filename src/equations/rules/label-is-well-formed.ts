import type { Rule } from '../check-input.ts';

/** Begins with a letter: `eq:3` would have the same anchor as equation (3). */
const wellFormed = /^eq:[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** A label becomes an anchor in a URL, so it is `eq:` and a lower-case name. */
export const labelIsWellFormed = {
  id: 'label-is-well-formed',
  description: '\\label 写成 eq:名字，名字由小写字母、数字和连字符组成，以字母开头',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, equations }) =>
      equations.flatMap(({ label, position }) => {
        if (label === undefined || wellFormed.test(label)) return [];
        const suggestion = suggest(label);
        return {
          file: path,
          position,
          message: `标签「${label}」的写法不对。`,
          ...(suggestion ? { expected: suggestion } : {}),
          actual: label,
          hint: suggestion
            ? `写成 \\label{${suggestion}}。`
            : '写成 \\label{eq:名字}，名字由小写字母、数字和连字符组成，以字母开头。',
        };
      }),
    );
  },
} as const satisfies Rule;

function suggest(label: string): string | undefined {
  const name = label
    .replace(/^(?:eq|equation)?\s*[:：_-]\s*/i, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[\s_:.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const suggestion = `eq:${name}`;
  return wellFormed.test(suggestion) ? suggestion : undefined;
}
