import type { Summary } from '../equations/check.ts';
import type { Finding, SourceFile } from '../equations/types.ts';
import { codeFrame, printable } from './code-frame.ts';
import { summaryLine } from './summary.ts';

export interface CliOptions {
  /** Whether the terminal shows ANSI colours. */
  readonly colour: boolean;
}

const styles = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] } as const;
type Paint = (style: keyof typeof styles, text: string) => string;

const severityNames = { error: ['red', '错误'], warning: ['yellow', '警告'] } as const;

/**
 * All findings for a reader at a terminal: place, rule, code frame, what is wrong, what to do; the last line says how much was
 * checked. Ends with a newline.
 * @param sources texts by printed path, for the code frames; a file that is missing here gets none.
 */
export function formatCli(
  findings: readonly Finding[],
  summary: Summary,
  sources: ReadonlyMap<string, SourceFile>,
  { colour }: CliOptions,
): string {
  const paint: Paint = (style, text) =>
    colour ? `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m` : text;
  const blocks = findings.map((finding) => formatFinding(finding, sources.get(finding.file)?.text, paint));
  const last = summaryLine(summary, findings);
  return [...blocks, paint(summary.errors > 0 ? 'red' : 'bold', last)].join('\n\n') + '\n';
}

function formatFinding(finding: Finding, source: string | undefined, paint: Paint): string {
  const [style, severity] = severityNames[finding.severity];
  const lines = [`${paint('bold', placeOf(finding))}  ${paint(style, severity)}  ${paint('dim', finding.ruleId)}`, ''];
  const frame = source === undefined ? [] : codeFrame(source, finding.position);
  frame.forEach((line, index) => {
    const marked = line.startsWith('>') || frame[index - 1]?.startsWith('>');
    lines.push(marked ? line : paint('dim', line));
  });
  if (frame.length > 0) lines.push('');
  lines.push(`  ${printable(finding.message)}`);
  if (finding.hint) lines.push(`  ${paint('cyan', printable(finding.hint))}`);
  for (const related of finding.related ?? []) lines.push(`  另见 ${placeOf(related)}：${printable(related.message)}`);
  return lines.join('\n');
}

function placeOf({ file, position }: Pick<Finding, 'file' | 'position'>): string {
  return `${printable(file)}:${position.start.line}:${position.start.column}`;
}
