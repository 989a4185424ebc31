import { chain } from './chain.ts';
import type { RenderContext } from './context.ts';
import { equationBlock, inlineFormula } from './equations.ts';
import { figure, image } from './figures.ts';
import { heading } from './headings.ts';
import { listing } from './listings.ts';
import { splitMentions } from './mentions.ts';
import { setPhrasing } from './phrasing.ts';
import { referenceLink } from './references.ts';
import { groupExercises, resultBox } from './results.ts';
import { itemsBetween } from './spans.ts';
import { startOffset, type TreeNode } from './tree.ts';

/**
 * The Markdown tree of a post with its displays, references, results, figures and code blocks as the elements that CSS
 * knows. The same for `.md` and `.mdx`: whatever is made here is expressed in the data that remark-rehype honours.
 */
export function transformTree<Root extends TreeNode>(root: Root, context: RenderContext): Root {
  return { ...root, children: transformChildren(root, context) };
}

function transformChildren(node: TreeNode, context: RenderContext): TreeNode[] {
  const children = (node.children ?? []).flatMap((child) => transformNode(child, context));
  return phrasingParents.has(node.type)
    ? setPhrasing(children, node.type === 'tableCell' ? undefined : context.t('equation.plain'))
    : groupExercises(children);
}

const phrasingParents: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'tableCell',
]);

function transformNode(node: TreeNode, context: RenderContext): TreeNode[] {
  if (Object.hasOwn(handlers, node.type)) return handlers[node.type as keyof typeof handlers](node, context);
  return [node.children === undefined ? node : { ...node, children: transformChildren(node, context) }];
}

type Handler = (node: TreeNode, context: RenderContext) => TreeNode[];

const handlers = {
  text: (node, context) => splitMentions(node, context),
  math: (node, context) => [equationBlock(node, context)],
  inlineMath(node, context) {
    // `$\eqref{eq:name}$` is a reference in the clothes of a formula.
    const [reference] = referencesAt(node, context);
    const link = reference === undefined ? undefined : referenceLink(reference, context);
    return [link ?? inlineFormula(node, context)];
  },
  link(node, context) {
    const children = transformChildren(node, context);
    const reference = referencesAt(node, context).find(({ form }) => form === 'link');
    if (reference === undefined) return [{ ...node, children }];
    return [referenceLink(reference, context, children) ?? { type: 'emphasis', data: { hName: 'span' }, children }];
  },
  paragraph(node, context) {
    const asFigure = figure(node, context);
    if (asFigure !== undefined) return [asFigure];
    const children = transformChildren(node, context);
    return [chain(children) ?? { ...node, children }];
  },
  heading: (node, context) => [heading(node, transformChildren(node, context), context)],
  containerDirective: (node, context) => [resultBox(node, transformChildren(node, context), context)],
  code: (node, context) => [listing(node, context)],
  image: (node) => [image(node)],
} as const satisfies Record<string, Handler>;

function referencesAt(node: TreeNode, context: RenderContext): RenderContext['references'][number][] {
  const from = startOffset(node);
  return itemsBetween(context.references, ({ position }) => position.start.offset, from, from + 1);
}
