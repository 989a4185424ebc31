import type { Nodes } from 'mdast';
import { plainText } from '../equations/plain-text.ts';
import type { RenderContext } from './context.ts';
import { box, startOffset, text, type TreeNode } from './tree.ts';

/** A heading with its number set apart; a number and an `{#id}` that the author typed are taken out. */
export function heading(node: TreeNode, children: readonly TreeNode[], context: RenderContext): TreeNode {
  const known = context.headings.get(startOffset(node));
  if (known === undefined) return { ...node, children: [...children] };
  const bare = dropId(dropNumber(children, typedBefore(node, known.text)), known.id);
  const number = known.number === '' ? [] : [box('span', { className: ['h-no'] }, [text(known.number)])];
  return { ...node, children: [...number, ...bare], data: { ...node.data, hProperties: { id: known.id } } };
}

/** How many characters in front the parser took for a number. */
function typedBefore(node: TreeNode, kept: string): number {
  const whole = plainText(node as Nodes).text.replace(typedId, '');
  return whole.trimEnd().length - kept.length;
}

function dropNumber([first, ...rest]: readonly TreeNode[], length: number): TreeNode[] {
  if (first === undefined) return [];
  if (first.type !== 'text' || first.value === undefined || length <= 0) return [first, ...rest];
  return [{ ...first, value: first.value.slice(length) }, ...rest];
}

const typedId = /\s*\{#([^{}\s]+)\}\s*$/;

function dropId(children: readonly TreeNode[], id: string): TreeNode[] {
  const last = children.at(-1);
  const typed = last?.type === 'text' ? typedId.exec(last.value ?? '') : null;
  if (last?.value === undefined || typed?.[1] !== id) return [...children];
  return [...children.slice(0, -1), { ...last, value: last.value.slice(0, typed.index) }];
}
