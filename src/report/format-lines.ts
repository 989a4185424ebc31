import type { Summary } from '../equations/check.ts';
import type { Finding } from '../equations/types.ts';
import { printable } from './code-frame.ts';
import { summaryLine } from './summary.ts';

/**
 * One finding a line, for editors and other programs that read lines: `file:12:3-12:9: error rule: message hint`. Lines and
 * columns count from 1, the end is behind the last character. The problem matcher in `.vscode/tasks.json` reads this.
 * Ends with a newline.
 */
export function formatLines(findings: readonly Finding[], summary: Summary): string {
  const lines = findings.map(({ file, position: { start, end }, severity, ruleId, message, hint }) => {
    const place = `${String(start.line)}:${String(start.column)}-${String(end.line)}:${String(end.column)}`;
    return printable(`${file}:${place}: ${severity} ${ruleId}: ${message}${hint === undefined ? '' : ` ${hint}`}`);
  });
  return `${[...lines, summaryLine(summary, findings)].join('\n')}\n`;
}
