import type { Reference } from '../equations/types.ts';
import type { RenderContext } from './context.ts';
import { alignToValue, itemsBetween } from './spans.ts';
import type { TreeNode } from './tree.ts';

/** A reference and where it stands in the value of a text node, in UTF-16 units. */
export interface PlacedReference {
  readonly reference: Reference;
  readonly from: number;
  readonly to: number;
}

/** The references that the check found in a text node. A node that was made has no place in the source, so none. */
export function placedReferences(node: TreeNode, value: string, context: RenderContext): PlacedReference[] {
  if (node.position === undefined) return [];
  const { start, end } = node.position;
  const found = itemsBetween(context.references, ({ position }) => position.start.offset, start.offset, end.offset);
  if (found.length === 0) return [];
  const place = alignToValue(value, context.source.slice(start.offset, end.offset), start.offset);
  return found.map((reference) => ({
    reference,
    from: place(reference.position.start.offset),
    to: place(reference.position.end.offset),
  }));
}
