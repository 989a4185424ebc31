import type { Summary } from '../equations/check.ts';
import type { Finding, Severity } from '../equations/types.ts';

/** A finding as other programs read it. Lines and columns count from 1; the end is behind the last character. */
export interface JsonFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  /** Empty where there is nothing to say. */
  readonly hint: string;
}

export interface JsonReport {
  readonly summary: Summary;
  readonly findings: readonly JsonFinding[];
}

/** The report as JSON, indented by two, fields always present and in the same order. Ends with a newline. */
export function formatJson(findings: readonly Finding[], summary: Summary): string {
  const { files, equations, references, errors, warnings } = summary;
  const report: JsonReport = {
    summary: { files, equations, references, errors, warnings },
    findings: findings.map(({ ruleId, severity, file, position: { start, end }, message, hint }) => ({
      ruleId,
      severity,
      file,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      message,
      hint: hint ?? '',
    })),
  };
  return JSON.stringify(report, undefined, 2) + '\n';
}
