import type { ElementContent } from 'hast';
import { el, hasClass } from './hast.ts';
import { box, plainText, text, type TreeNode } from './tree.ts';

const typedByAuthor = /\s*(?:∎|□|证毕[。.]?)\s*$/;

const properties = { className: ['qed'], role: 'img', ariaLabel: '证毕' };

/** Ends a proof with ∎: at the end of its last line of text, or beside the number of its last display. */
export function appendQed(nodes: readonly TreeNode[]): TreeNode[] {
  const before = nodes.slice(0, -1);
  const last = nodes.at(-1);
  if (last === undefined) return [];
  if (last.type === 'paragraph') {
    const children = withoutTypedMark(last.children ?? []);
    // The author gave the mark a paragraph of its own: it moves to the end of what stands before.
    if (before.length > 0 && children.map(plainText).join('').trim() === '') return appendQed(before);
    return [...before, { ...last, children: [...children, textMark()] }];
  }
  if (last.type === 'equation') return [...before, markDisplay(last)];
  if (last.children !== undefined && endsInText.has(last.type))
    return [...before, { ...last, children: appendQed(last.children) }];
  return [...nodes, box('p', { className: ['qed-line'] }, [textMark()])];
}

const endsInText: ReadonlySet<string> = new Set(['list', 'listItem', 'blockquote']);

function textMark(): TreeNode {
  return box('span', properties, [text('∎')]);
}

function markDisplay(node: TreeNode): TreeNode {
  const mark = el('span', properties, ['∎']);
  const parts: ElementContent[] = node.data?.hChildren ?? [];
  const numbered = parts.some((part) => hasClass(part, 'eq__side'));
  const hChildren = numbered
    ? parts.map((part) =>
        part.type === 'element' && hasClass(part, 'eq__side') ? { ...part, children: [mark, ...part.children] } : part,
      )
    : [...parts, el('div', { className: ['eq__side'] }, [mark])];
  return { ...node, data: { ...node.data, hChildren } };
}

function withoutTypedMark(children: readonly TreeNode[]): TreeNode[] {
  const last = children.at(-1);
  if (last?.type !== 'text' || last.value === undefined) return [...children];
  return [...children.slice(0, -1), { ...last, value: last.value.replace(typedByAuthor, '') }];
}
