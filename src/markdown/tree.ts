import type { ElementContent, Properties } from 'hast';
import type { Position } from '../equations/types.ts';

/**
 * A node of the Markdown tree, loosely typed: plugins of several packages add kinds of their own, and the transforms here
 * dispatch on `type` alone.
 */
export interface TreeNode {
  type: string;
  value?: string;
  children?: TreeNode[];
  url?: string;
  alt?: string | null;
  title?: string | null;
  depth?: number;
  lang?: string | null;
  meta?: string | null;
  position?: Position;
  data?: TreeData;
}

export interface TreeData {
  directiveLabel?: boolean;
  hName?: string;
  hProperties?: Properties;
  hChildren?: ElementContent[];
}

/** An element of ours: mdast-util-to-hast turns an unknown node with these data into exactly that element. */
export function box(tagName: string, properties: Properties, children: TreeNode[]): TreeNode {
  return { type: 'box', data: { hName: tagName, hProperties: properties }, children };
}

export function text(value: string): TreeNode {
  return { type: 'text', value };
}

export function isBox(node: TreeNode | undefined, className: string): boolean {
  const classes = node?.data?.hProperties?.className;
  return Array.isArray(classes) && classes.includes(className);
}

/** The characters of a node as they are read, formulas as their TeX. */
export function plainText(node: TreeNode): string {
  if (node.children !== undefined) return node.children.map(plainText).join('');
  return node.value ?? node.alt ?? '';
}

export function startOffset(node: TreeNode): number {
  return node.position?.start.offset ?? -1;
}
