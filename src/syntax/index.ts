import type { Root } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { directive } from 'micromark-extension-directive';
import { gfm } from 'micromark-extension-gfm';
import type { Construct, Extension } from 'micromark-util-types';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyGfmStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified, type PluggableList, type Processor } from 'unified';
import { blankFrontMatter } from './blank-front-matter.ts';
import { mathEnvironmentFromMarkdown, mathEnvironmentSyntax } from './math-environment.ts';
import { resolveDefinitions } from './resolve-definitions.ts';

/** The one list of syntax extensions: the check, the renderer of .md posts and MDX all read Markdown through it. */
export const syntaxPlugins: PluggableList = [
  remarkGfmInPlace,
  remarkCjkFriendly,
  [remarkCjkFriendlyGfmStrikethrough, { singleTilde: false }],
  remarkMath,
  remarkDirectiveContainers,
  remarkMathEnvironments,
  remarkResolveDefinitions,
];

const colon = 58;

const processors = {
  md: unified().use(remarkParse).use(syntaxPlugins).freeze(),
  mdx: unified().use(remarkParse).use(remarkMdx).use(syntaxPlugins).freeze(),
};

/**
 * The tree of a whole file. Front matter is blanked, so every position is one of the file.
 * @throws VFileMessage where `mdx` holds JSX or expressions that are not closed; Markdown itself has no errors
 */
export function parseMarkdown(text: string, format: 'md' | 'mdx' = 'md'): Root {
  const tree = processors[format].parse(blankFrontMatter(text));
  if (text.includes(']:')) resolveDefinitions(tree);
  return tree;
}

/** For MDX, whose tree does not come from `parseMarkdown`. */
function remarkResolveDefinitions(): (tree: Root) => void {
  return resolveDefinitions;
}

/**
 * GFM without the pass that looks for links in finished text: it cuts text nodes and leaves the pieces without position.
 * Links with a protocol, `www.` behind a space and mail addresses are found by the tokenizer, as before.
 */
function remarkGfmInPlace(this: Processor): void {
  const fromMarkdown = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));
  extend(this, gfm({ singleTilde: false }), ...fromMarkdown);
}

/** Only containers (`:::theorem`): in Chinese prose a colon before a Latin word is a colon. */
function remarkDirectiveContainers(this: Processor): void {
  // Of the two constructs that begin with a colon in flow, containers alone may hold blocks.
  const constructs = [directive().flow?.[colon] ?? []].flat();
  const containers = constructs.filter(({ concrete }: Construct) => concrete === true);
  extend(this, { flow: { [colon]: containers } }, directiveFromMarkdown());
}

function remarkMathEnvironments(this: Processor): void {
  extend(this, mathEnvironmentSyntax(), mathEnvironmentFromMarkdown());
}

function extend(self: Processor, syntax: Extension, ...fromMarkdown: ReturnType<typeof directiveFromMarkdown>[]): void {
  const data = self.data();
  (data.micromarkExtensions ??= []).push(syntax);
  (data.fromMarkdownExtensions ??= []).push(...fromMarkdown);
}
