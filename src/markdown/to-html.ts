import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Nodes, Root as MdastRoot } from 'mdast';
import { toHast, type State } from 'mdast-util-to-hast';
import type { Translate } from '../i18n/translate.ts';
import { sanitizeTree } from './sanitize.ts';
import type { TreeNode } from './tree.ts';

/** Names of footnotes: the same for every reader of remark-rehype, also in MDX. */
export function remarkRehypeOptions(t: Translate) {
  return {
    clobberPrefix: '',
    footnoteLabel: t('footnotes.label'),
    footnoteLabelTagName: 'h2' as const,
    footnoteLabelProperties: { className: ['footnotes__label'] },
    footnoteBackLabel: (reference: number, again: number): string =>
      t('footnotes.back', { n: `${String(reference + 1)}${again > 1 ? `-${String(again)}` : ''}` }),
  };
}

/**
 * The HTML tree of a transformed Markdown tree, with nothing in it that an author must not write.
 * @param t for the words of footnotes; a single line has none
 */
export function toCleanHast(root: TreeNode | MdastRoot, t?: Translate): Root {
  dropPositions(root as TreeNode);
  const hast = toHast(root as MdastRoot, {
    allowDangerousHtml: true,
    handlers,
    ...(t === undefined ? {} : remarkRehypeOptions(t)),
  });
  return sanitizeTree(hast.type === 'root' ? hast : { type: 'root', children: [hast] });
}

/** What the data of a node say, without the deep copies that mdast-util-to-hast makes of them: there are thousands. */
function fromData(state: State, node: TreeNode): Element {
  const { hName = 'div', hProperties = {}, hChildren } = node.data ?? {};
  return { type: 'element', tagName: hName, properties: hProperties, children: hChildren ?? state.all(node as Nodes) };
}

const inside = (state: State, node: TreeNode): ElementContent[] => state.all(node as Nodes);
const nothing = (): undefined => undefined;

const handlers = {
  box: fromData,
  equation: fromData,
  listing: fromData,
  inlineMath: fromData,
  // Of components only what stands in them can be shown without running them.
  mdxJsxFlowElement: inside,
  mdxJsxTextElement: inside,
  mdxFlowExpression: nothing,
  mdxTextExpression: nothing,
  mdxjsEsm: nothing,
};

/** Places in the source are copied at every step on the way and are of no use in HTML. */
function dropPositions(node: TreeNode): void {
  node.position = undefined;
  for (const child of node.children ?? []) dropPositions(child);
}

/**
 * Writes a tree, KaTeX's HTML put in as it is: it is many times larger than everything else and is never parsed.
 * @param formulaHtml HTML of a formula by its index
 */
export function writeHtml(
  nodes: readonly (RootContent | ElementContent)[],
  formulaHtml: (formula: number) => string,
): string {
  const children = nodes.map((node) => fillFormulas(node, formulaHtml));
  return toHtml({ type: 'root', children: children }, { allowDangerousHtml: true, closeSelfClosing: false });
}

function fillFormulas<Node extends RootContent | ElementContent>(
  node: Node,
  formulaHtml: (formula: number) => string,
): Node | { type: 'raw'; value: string } {
  if (node.type !== 'element') return node;
  const { dataFormula } = node.properties;
  if (typeof dataFormula === 'string') return { type: 'raw', value: formulaHtml(Number(dataFormula)) };
  return { ...node, children: node.children.map((child) => fillFormulas(child, formulaHtml) as ElementContent) };
}
