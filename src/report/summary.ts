import type { Summary } from '../equations/check.ts';
import type { Finding } from '../equations/types.ts';

/** The last line of every report: a run that saw nothing must not look like a clean one. */
export function summaryLine(summary: Summary, findings: readonly Finding[]): string {
  const { files, equations, references, errors, warnings } = summary;
  const checked = `检查了 ${files} 个文件、${equations} 条公式、${references} 处引用。`;
  if (errors + warnings === 0) return `没有问题。${checked}`;
  const where = new Set(findings.map(({ file }) => file)).size;
  return `${where} 个文件里有 ${errors} 个错误、${warnings} 个警告。${checked}`;
}
