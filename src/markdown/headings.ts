import type { RenderContext } from './context.ts';
import { box, plainText, startOffset, text, type TreeNode } from './tree.ts';

/** A heading with its number set apart; a number and an `{#id}` that the author typed are taken out. */
export function heading(node: TreeNode, children: readonly TreeNode[], context: RenderContext): TreeNode {
  const known = context.headings.get(startOffset(node));
  if (known === undefined) return { ...node, children: [...children] };
  const bare = dropId(dropNumber(children, known.number === '' ? undefined : known.text), known.id);
  const number = known.number === '' ? [] : [box('span', { className: ['h-no'] }, [text(known.number)])];
  return { ...node, children: [...number, ...bare], data: { ...node.data, hProperties: { id: known.id } } };
}

/** The parser has decided which characters are a number: what is left must begin as its text does. */
function dropNumber(children: readonly TreeNode[], wanted: string | undefined): TreeNode[] {
  const [first, ...rest] = children;
  if (wanted === undefined || first?.type !== 'text' || first.value === undefined) return [...children];
  const whole = first.value + rest.map(plainText).join('');
  for (let from = 0; from < first.value.length; from += 1) {
    if (whole.slice(from).trimEnd().startsWith(wanted)) {
      return [...(from === 0 ? [first] : [{ ...first, value: first.value.slice(from) }]), ...rest];
    }
  }
  const typed = /^\s*\d+(?:\.\d+)*[.、．]?\s+/.exec(first.value)?.[0] ?? '';
  return [{ ...first, value: first.value.slice(typed.length) }, ...rest];
}

function dropId(children: readonly TreeNode[], id: string): TreeNode[] {
  const last = children.at(-1);
  const typed = last?.type === 'text' ? /\s*\{#([^{}\s]+)\}\s*$/.exec(last.value ?? '') : null;
  if (last?.value === undefined || typed?.[1] !== id) return [...children];
  return [...children.slice(0, -1), { ...last, value: last.value.slice(0, typed.index) }];
}
