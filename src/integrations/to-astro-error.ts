import { AstroError } from 'astro/errors';
import type { Finding } from '../equations/types.ts';

/**
 * One error that Astro's printer and overlay can place in the source. Astro shows only the first of several errors, so
 * the full report is printed before this is thrown.
 * @param file absolute path of `finding.file`
 */
export function toAstroError(finding: Finding, count: number, file: string): AstroError {
  const more = count > 1 ? `（共 ${String(count)} 处错误，完整报告见上方）` : '';
  return Object.assign(new AstroError(`${finding.message}${more}`, finding.hint), {
    name: pascalCase(finding.ruleId),
    loc: { file, line: finding.position.start.line, column: finding.position.start.column },
  });
}

function pascalCase(ruleId: string): string {
  return ruleId.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
