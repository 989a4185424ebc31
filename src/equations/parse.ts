import type { Root } from 'mdast';
import { parseMarkdown } from '../syntax/index.ts';
import { readFrontMatter } from './front-matter.ts';
import { hashText } from './hash.ts';
import { createLocator } from './locate.ts';
import type { Derivation, PostName, SourceFile } from './types.ts';
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
  const tree = parseMarkdown(file.text, name.format);
  const derivation: Derivation = {
    path: file.path,
    name,
    frontMatter: readFrontMatter(locator),
    ...walkPost(tree, locator),
    formulaProblems: [],
    lines: locator.lines,
    hash: hashText(file.text),
  };
  return { derivation, tree };
}
