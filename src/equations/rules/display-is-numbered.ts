import type { Rule } from '../check-input.ts';

/** Every row of every display carries a number, unless it opts out with `\notag` or the whole post was imported without. */
export const displayIsNumbered = {
  id: 'display-is-numbered',
  description: '每条独立成行的公式都有编号',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      if (isImportedUnnumbered(derivation.frontMatter.data)) return [];
      return derivation.displays
        .filter(({ untagged }) => untagged > 0)
        .map((display) => {
          const several = display.untagged + display.equations.length > 1;
          return {
            file: derivation.path,
            position: display.position,
            message: several ? `这组公式里有 ${display.untagged} 行没有编号。` : '这条公式没有编号。',
            expected: '\\tag{n}',
            hint: several
              ? '给每一行写 \\tag{n}；不需要编号的行写 \\notag。'
              : '在公式里写 \\tag{n}，n 接着上一条公式的编号。',
          };
        });
    });
  },
} as const satisfies Rule;

function isImportedUnnumbered(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'unnumbered' in data && data.unnumbered === true;
}
