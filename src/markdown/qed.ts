import type { Element, Properties } from 'hast';
import type { RenderContext } from './context.ts';
import { el, hasClass } from './hast.ts';
import { box, plainText, text, type TreeNode } from './tree.ts';

const typedByAuthor = /\s*(?:∎|□|证毕[。.]?)\s*$/;

const markProperties = ({ t }: RenderContext): Properties => ({
  className: ['qed'],
  role: 'img',
  ariaLabel: t('proof.end'),
});

/** Ends a proof with ∎: at the end of its last line of text, or beside the number of its last display. */
export function appendQed(nodes: readonly TreeNode[], context: RenderContext): TreeNode[] {
  const before = nodes.slice(0, -1);
  const last = nodes.at(-1);
  if (last === undefined) return [];
  if (last.type === 'paragraph') {
    const children = withoutTypedMark(last.children ?? []);
    // The author gave the mark a paragraph of its own: it moves to the end of what stands before.
    if (before.length > 0 && children.map(plainText).join('').trim() === '') return appendQed(before, context);
    return [...before, { ...last, children: [...children, textMark(context)] }];
  }
  if (last.type === 'equation') return [...before, markDisplay(last, context)];
  if (last.children !== undefined && endsInText.has(last.type))
    return [...before, { ...last, children: appendQed(last.children, context) }];
  return [...nodes, box('p', { className: ['qed-line'] }, [textMark(context)])];
}

const endsInText: ReadonlySet<string> = new Set(['list', 'listItem', 'blockquote']);

function textMark(context: RenderContext): TreeNode {
  return box('span', markProperties(context), [text('∎')]);
}

function markDisplay(node: TreeNode, context: RenderContext): TreeNode {
  const mark = el('span', markProperties(context), ['∎']);
  const parts = node.data?.hChildren ?? [];
  const side = parts.at(-1);
  const hChildren =
    side?.type === 'element' && hasClass(side, 'eq__side')
      ? [...parts.slice(0, -1), markSide(side, mark)]
      : [...parts, el('div', { className: ['eq__side'] }, [mark])];
  return { ...node, data: { ...node.data, hChildren } };
}

/** Before the number, of several before the last: numbers end at the right edge. */
function markSide(side: Element, mark: Element): Element {
  const last = side.children.at(-1);
  if (last?.type !== 'element' || !hasClass(last, 'eq__row')) return { ...side, children: [mark, ...side.children] };
  return { ...side, children: [...side.children.slice(0, -1), { ...last, children: [mark, ...last.children] }] };
}

function withoutTypedMark(children: readonly TreeNode[]): TreeNode[] {
  const last = children.at(-1);
  if (last?.type !== 'text' || last.value === undefined) return [...children];
  return [...children.slice(0, -1), { ...last, value: last.value.replace(typedByAuthor, '') }];
}
