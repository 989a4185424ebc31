import type { Root } from 'mdast';
import { parseMarkdown } from '../syntax/index.ts';
import { readFrontMatter } from './front-matter.ts';
import { hashText } from './hash.ts';
import { createLocator, type Locator } from './locate.ts';
import type { Derivation, ParseProblem, PostName, SourceFile } from './types.ts';
import { walkPost } from './walk-post.ts';

export interface ParsedPost {
  readonly derivation: Derivation;
  /** The tree of the file; every formula node carries its place in `derivation.formulas` as `data.formula`. */
  readonly tree: Root;
}

/** Reads a post: everything that the site knows of it before it is rendered. Never throws; faults become problems. */
export function parsePost(file: SourceFile, name: PostName): Derivation {
  return parsePostWithTree(file, name).derivation;
}

/** The same with the tree, for the renderer: checked and rendered text come from one reading. */
export function parsePostWithTree(file: SourceFile, name: PostName): ParsedPost {
  const locator = createLocator(file.text);
  const { tree, problems } = readTree(file.text, name.format, locator);
  const walked = walkPost(tree, locator);
  const derivation: Derivation = {
    path: file.path,
    name,
    frontMatter: readFrontMatter(locator),
    ...walked,
    problems: [...problems, ...walked.problems],
    formulaProblems: [],
    lines: locator.lines,
    hash: hashText(file.text),
  };
  return { derivation, tree };
}

/** MDX that cannot be read as such is read as Markdown, so that the other checks still have something to look at. */
function readTree(
  text: string,
  format: PostName['format'],
  locator: Locator,
): { tree: Root; problems: readonly ParseProblem[] } {
  try {
    return { tree: parseMarkdown(text, format), problems: [] };
  } catch (error) {
    if (!isSyntaxFault(error)) throw error;
    const from = Math.min(locator.startOfLine(error.line ?? 1) + (error.column ?? 1) - 1, text.length);
    const position = locator.between(from, Math.min(from + 1, text.length));
    return { tree: parseMarkdown(text, 'md'), problems: [{ kind: 'mdx-syntax', detail: error.reason, position }] };
  }
}

/** What micromark throws: a message with the place in the file. */
function isSyntaxFault(error: unknown): error is Error & { reason: string; line?: number; column?: number } {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string';
}
