import type { Result, ResultKind } from '../equations/types.ts';
import type { RenderContext } from './context.ts';
import { kindLooks } from './kinds.ts';
import { appendQed } from './qed.ts';
import { box, startOffset, text, type TreeNode } from './tree.ts';

/** A directive container as the component of its kind. `children` are transformed already, the label among them. */
export function resultBox(node: TreeNode, children: readonly TreeNode[], context: RenderContext): TreeNode {
  const result = context.results.get(startOffset(node));
  // Unknown kinds were reported; what is inside stays readable.
  if (result === undefined) return box('div', {}, [...children]);
  const look = kindLooks[result.kind];
  const name = children.find(({ data }) => data?.directiveLabel === true)?.children ?? [];
  const body = children.filter(({ data }) => data?.directiveLabel !== true);
  return shapes[look.shape](result, name, body, context);
}

type Shape = (result: Result, name: readonly TreeNode[], body: TreeNode[], context: RenderContext) => TreeNode;

const shapes = {
  env(result, name, body, context) {
    const id = idOf(result);
    const labelId = id === undefined ? undefined : `${id}-h`;
    const label = box(
      `h${String(levelInside(result, context))}`,
      { className: ['env__label'], id: labelId },
      labelOf(result, name, context),
    );
    const properties = {
      className: ['env', kindLooks[result.kind].variant],
      id,
      ariaLabelledBy: labelId === undefined ? undefined : [labelId],
    };
    return box('section', properties, [label, ...body]);
  },
  note(result, name, body, context) {
    const label = box('p', { className: ['note__label'] }, labelOf(result, name, context));
    const properties = { className: ['note', kindLooks[result.kind].variant], id: idOf(result), role: 'note' };
    return box('aside', properties, [label, ...body]);
  },
  proof(result, name, body, context) {
    const label = box(
      'span',
      { className: ['proof__label'] },
      name.length === 0 ? labelOf(result, [], context) : [...name],
    );
    return box('div', { className: ['proof'], id: idOf(result) }, appendQed(beginWith([label], body), context));
  },
  exercise(result, name, body) {
    const level = name.length === 0 ? [] : [box('span', { className: ['level'] }, [...name])];
    const properties = { className: ['exercise'], id: idOf(result), value: result.number?.toString() };
    return box('li', properties, level.length === 0 ? body : beginWith(level, body));
  },
  solution(result, name, body, context) {
    const summary = box('summary', {}, labelOf(result, name, context));
    return box('details', { className: ['solution'], id: idOf(result) }, [summary, ...body]);
  },
} as const satisfies Record<(typeof kindLooks)[ResultKind]['shape'], Shape>;

function idOf({ id }: Result): string | undefined {
  return id === '' ? undefined : id;
}

/** Puts a label into the first line of a block. */
function beginWith(label: readonly TreeNode[], [first, ...rest]: readonly TreeNode[]): TreeNode[] {
  if (first?.type === 'paragraph') return [{ ...first, children: [...label, ...(first.children ?? [])] }, ...rest];
  return [box('p', {}, [...label]), ...(first === undefined ? [] : [first]), ...rest];
}

function labelOf({ kind, number }: Result, name: readonly TreeNode[], { t }: RenderContext): TreeNode[] {
  const label = t(`kind.${kind}`);
  return [text(number === undefined ? label : `${label} ${String(number)}`), ...nameOf(name)];
}

function nameOf(name: readonly TreeNode[]): TreeNode[] {
  return name.length === 0 ? [] : [box('span', { className: ['env__name'] }, [...name])];
}

/** Its label is a heading one level below the section that it stands in. */
function levelInside({ heading }: Result, { derivation }: RenderContext): number {
  return Math.min(Math.max(derivation.headings[heading]?.depth ?? 1, 2) + 1, 6);
}

/** Exercises that follow each other become one list, each solution inside its exercise. */
export function groupExercises(nodes: readonly TreeNode[]): TreeNode[] {
  const grouped: TreeNode[] = [];
  for (const node of nodes) {
    const list = grouped.at(-1);
    const open = list?.data?.hName === 'ol' && list.type === 'box' ? list : undefined;
    const last = open?.children?.at(-1);
    if (isExercise(node)) {
      if (open?.children === undefined) grouped.push(box('ol', { className: ['exercises'] }, [node]));
      else open.children.push(node);
    } else if (last?.children !== undefined && node.data?.hName === 'details' && node.type === 'box')
      last.children.push(node);
    else grouped.push(node);
  }
  return grouped;
}

function isExercise(node: TreeNode): boolean {
  return node.type === 'box' && node.data?.hName === 'li';
}
