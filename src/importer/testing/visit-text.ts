import type { Nodes } from 'mdast';

/** Visits the text nodes of a tree: what a reader would see as words. */
export function visitText(node: Nodes, visit: (value: string) => void): void {
  if (node.type === 'text') visit(node.value);
  else if ('children' in node) for (const child of node.children) visitText(child, visit);
}
