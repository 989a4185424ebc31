import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { buildIndex } from '../equations/build-index.ts';
import { readPublished, type Published } from '../equations/ledger/published.ts';
import { check } from '../equations/check.ts';
import { checkFormulas } from '../equations/math.ts';
import { parsePost } from '../equations/parse.ts';
import type { Derivation, EquationIndex, Finding, SourceFile } from '../equations/types.ts';
import { ruleIds } from '../equations/rules/index.ts';
import { nameOfPath, show } from '../schemas/explain-issue.ts';
import { siteConfigSchema } from '../schemas/site-config.ts';
import type { SiteConfig } from '../site.config.ts';
import { readContent, type ContentReading } from './read-content.ts';

/** Where the site config lies in a project. */
export const siteConfigPath = 'src/site.config.ts';

export interface ContentCheck extends ContentReading {
  readonly derivations: readonly Derivation[];
  readonly index: EquationIndex;
  readonly findings: readonly Finding[];
  readonly published: Published | undefined;
  /** Texts for the code frames, by printed path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/**
 * Reads a content root, parses every post, tries every formula, and runs all rules.
 * @param root folder with `posts/`. @param project folder that printed paths are relative to; holds the site config.
 * @throws Error with one Chinese sentence where the root or the config is unusable.
 */
export function checkContent(root: string, config: SiteConfig, project: string = process.cwd()): ContentCheck {
  assertSiteConfig(config);
  const reading = readContent(root, project);
  const derivations = reading.posts.map(({ file, name }) =>
    checkFormulas(parsePost(file, name), reading.content.macros),
  );
  return judgeContent(reading, derivations, config, project);
}

/** Runs all rules over posts that were parsed already, their formulas tried. */
export function judgeContent(
  reading: ContentReading,
  derivations: readonly Derivation[],
  config: SiteConfig,
  project: string,
): ContentCheck {
  const index = buildIndex(derivations);
  const published = readPublished(reading.anchors, index);
  const sources = withSiteConfig(reading.files.sources, project);
  const findings = check({
    index,
    derivations,
    content: reading.content,
    files: { ...reading.files, sources },
    config: { severities: config.severities, exceptions: config.exceptions, path: siteConfigPath },
    published,
  });
  return { ...reading, derivations, index, findings, published, sources };
}

/** The sources with the text of the site config, into which findings about exceptions point. */
export function withSiteConfig(sources: ReadonlyMap<string, SourceFile>, project: string): Map<string, SourceFile> {
  const path = resolve(project, siteConfigPath);
  const all = new Map(sources);
  if (existsSync(path)) all.set(siteConfigPath, { path: siteConfigPath, text: readFileSync(path, 'utf8') });
  return all;
}

/** @throws Error that names the first field of the site config that is wrong. */
export function assertSiteConfig(config: SiteConfig): void {
  const parsed = siteConfigSchema(ruleIds).safeParse(config, { reportInput: true });
  const issue = parsed.error?.issues[0];
  if (issue)
    throw new Error(
      `${siteConfigPath} 的字段「${nameOfPath(issue.path)}」不对：${issue.message}，这里是${show(issue.input)}。`,
    );
}

/** A path as findings print it: relative to the project, `/`-separated. */
export function printedPath(path: string, project: string): string {
  return relative(project, resolve(path)).split(sep).join('/');
}
