import type { Summary } from '../equations/check.ts';
import type { Finding } from '../equations/types.ts';
import { summaryLine } from './summary.ts';

/**
 * Workflow commands of GitHub Actions: one annotation a finding, at its lines. The last line is plain text for the log.
 * Ends with a newline.
 */
export function formatGithub(findings: readonly Finding[], summary: Summary): string {
  return [...findings.map(annotation), escapeData(summaryLine(summary, findings))].join('\n') + '\n';
}

function annotation(finding: Finding): string {
  const { start, end } = finding.position;
  const properties = {
    file: finding.file,
    line: start.line,
    endLine: end.line,
    // GitHub ignores columns of annotations over several lines.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
    title: finding.ruleId,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const related = (finding.related ?? []).map(
    ({ file, position, message }) => `另见 ${file}:${position.start.line}：${message}`,
  );
  const text = [finding.message, finding.hint, ...related].filter((part) => part !== undefined).join('\n');
  return `::${finding.severity} ${list.join(',')}::${escapeData(text)}`;
}

/** What a workflow command would otherwise read as the end of the message. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** Property values end at a comma and must not hold the colons of `::`. */
function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
