import { parseMarkdown } from '../syntax/index.ts';
import type { RenderContext } from './context.ts';
import { formulaNode } from './equations.ts';
import { setPhrasing } from './phrasing.ts';
import { box, type TreeNode } from './tree.ts';

/**
 * An image. Its file is named by a slot that the page fills, since only the page knows where the file is published.
 * Other addresses are kept as they are.
 */
export function image(node: TreeNode): TreeNode {
  const url = node.url ?? '';
  const local = !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url);
  const source = local ? { dataAsset: url } : { src: url };
  return box('img', { ...source, alt: node.alt ?? '', loading: 'lazy', decoding: 'async' }, []);
}

/** A paragraph that holds nothing but an image is a figure; the title of the image is its caption. */
export function figure(node: TreeNode, context: RenderContext): TreeNode | undefined {
  const parts = (node.children ?? []).filter((child) => child.type !== 'text' || (child.value ?? '').trim() !== '');
  const [only] = parts;
  if (parts.length !== 1 || only?.type !== 'image') return undefined;
  const caption = only.title ?? '';
  return box('figure', { className: ['figure'] }, [
    image(only),
    ...(caption === '' ? [] : [box('figcaption', {}, captionOf(caption, context))]),
  ]);
}

/** A title is plain text for Markdown; captions have formulas. */
function captionOf(caption: string, context: RenderContext): TreeNode[] {
  const [paragraph] = (parseMarkdown(caption) as TreeNode).children ?? [];
  const name = context.t('equation.plain');
  const set = (node: TreeNode): TreeNode => {
    if (node.type === 'inlineMath') return formulaNode(node, context.addFormula(node.value ?? ''), context);
    return node.children === undefined ? node : { ...node, children: setPhrasing(node.children.map(set), name) };
  };
  return setPhrasing((paragraph?.children ?? []).map(set), name);
}
