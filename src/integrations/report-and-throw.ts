import { join } from 'node:path';
import type { AstroIntegrationLogger } from 'astro';
import { summarise } from '../equations/check.ts';
import type { Derivation, Finding, SourceFile } from '../equations/types.ts';
import { formatCli } from '../report/format-cli.ts';
import { toAstroError } from './to-astro-error.ts';

export interface ReportContext {
  /** Absolute folder that printed paths are relative to. */
  readonly root: string;
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly derivations: readonly Derivation[];
  readonly logger: AstroIntegrationLogger;
}

/**
 * Prints all findings, then stops the build with one located error if any of them is an error: Astro itself would show
 * only the first.
 * @throws AstroError at the place of the first error
 */
export function reportAndThrow(
  findings: readonly Finding[],
  { root, sources, derivations, logger }: ReportContext,
): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (findings.length > 0) {
    const colour = process.stderr.isTTY && process.env.NO_COLOR === undefined;
    process.stderr.write(`\n${formatCli(findings, summarise(derivations, findings), sources, { colour })}\n`);
  } else if (derivations.length > 0) {
    const { files, equations, references } = summarise(derivations, findings);
    logger.info(
      `检查了 ${String(files)} 篇文章、${String(equations)} 条公式、${String(references)} 处引用，没有问题。`,
    );
  }
  const [first] = errors;
  if (first !== undefined) throw toAstroError(first, errors.length, join(root, first.file));
}
