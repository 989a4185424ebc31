import type { Rule } from '../check-input.ts';
import { liesWithin } from '../positions.ts';

/** In a table GFM turns `\|x\|` into `|x|`: the norm on the page is an absolute value. */
export const normSurvivesTable = {
  id: 'norm-survives-table',
  description: '表格里的范数不写成 \\|x\\|',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    return derivations.flatMap(({ path, formulas, problems }) => {
      const source = files.sources.get(path)?.text ?? '';
      return formulas.flatMap(({ inTable, position }) => {
        if (!inTable || problems.some((problem) => liesWithin(position, problem.position))) return [];
        const written = source.slice(position.start.offset, position.end.offset);
        const at = written.indexOf('\\|');
        if (at === -1) return [];
        const start = {
          line: position.start.line,
          column: position.start.column + at,
          offset: position.start.offset + at,
        };
        return {
          file: path,
          position: { start, end: { ...start, column: start.column + 2, offset: start.offset + 2 } },
          message: '表格会把 \\| 变成 |，范数就成了绝对值。',
          expected: '\\lVert x \\rVert',
          actual: '\\|',
          hint: '表格里写 \\lVert x \\rVert；绝对值写 \\lvert x \\rvert。',
        };
      });
    });
  },
} as const satisfies Rule;
