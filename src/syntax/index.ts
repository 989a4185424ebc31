import type { Root } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { directive } from 'micromark-extension-directive';
import type { Construct, Extension } from 'micromark-util-types';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified, type PluggableList, type Processor } from 'unified';
import { blankFrontMatter } from './blank-front-matter.ts';
import { mathEnvironmentFromMarkdown, mathEnvironmentSyntax } from './math-environment.ts';

/** The one list of syntax extensions: the check, the renderer of .md posts and MDX all read Markdown through it. */
export const syntaxPlugins: PluggableList = [
  [remarkGfm, { singleTilde: false }],
  remarkCjkFriendly,
  remarkMath,
  remarkDirectiveContainers,
  remarkMathEnvironments,
];

const colon = 58;

const processor = unified().use(remarkParse).use(syntaxPlugins).freeze();

/**
 * The tree of a whole file. Front matter is blanked, so every position is one of the file.
 * `mdx` files are read as Markdown here: the check looks at formulas and references, not at components.
 */
export function parseMarkdown(text: string, _format: 'md' | 'mdx' = 'md'): Root {
  return processor.parse(blankFrontMatter(text));
}

/** Only containers (`:::theorem`): in Chinese prose a colon before a Latin word is a colon. */
function remarkDirectiveContainers(this: Processor): void {
  const container = ([directive().flow?.[colon]].flat() as Construct[]).filter(({ name }) => name !== 'directiveLeaf');
  extend(this, { flow: { [colon]: container } }, directiveFromMarkdown());
}

function remarkMathEnvironments(this: Processor): void {
  extend(this, mathEnvironmentSyntax(), mathEnvironmentFromMarkdown());
}

function extend(self: Processor, syntax: Extension, fromMarkdown: ReturnType<typeof directiveFromMarkdown>): void {
  const data = self.data();
  (data.micromarkExtensions ??= []).push(syntax);
  (data.fromMarkdownExtensions ??= []).push(fromMarkdown);
}
