import type { Result } from '../../equations/types.ts';
import { escapeLatex, labelName } from '../../export/latex-text.ts';
import type { RenderContext } from '../context.ts';
import { kindLooks } from '../kinds.ts';
import { startOffset, type TreeNode } from '../tree.ts';
import { framed } from './frames.ts';

type Write = (nodes: readonly TreeNode[]) => string;

/** A directive container as an environment, with the number that it has on the page. */
export function latexBox(node: TreeNode, context: RenderContext, blocks: Write, inline: Write): string {
  const children = node.children ?? [];
  const body = blocks(children.filter(({ data }) => data?.directiveLabel !== true));
  const result = context.results.get(startOffset(node));
  if (result === undefined) return body;
  const label = children.find(({ data }) => data?.directiveLabel === true);
  return shapes[shapeOf(result)](result, inline(label?.children ?? []), body, context);
}

function shapeOf({ kind, number }: Result): keyof typeof shapes {
  const { shape } = kindLooks[kind];
  if (shape === 'proof' || shape === 'solution') return shape;
  return number === undefined ? 'note' : 'numbered';
}

type Shape = (result: Result, name: string, body: string, context: RenderContext) => string;

const shapes = {
  numbered({ kind, number = 0, id }, name, body) {
    const optional = name === '' ? '' : `[{${name}}]`;
    const counter = `\\setcounter{${kind}}{${String(number - 1)}}`;
    return framed(id, `${counter}\n\\begin{${kind}}${optional}\\label{${labelName(id)}}\n${body}\n\\end{${kind}}`);
  },
  note({ kind, id }, name, body, { t }) {
    const label = escapeLatex(t(`kind.${kind}`)) + (name === '' ? '' : `\u3000${name}`);
    const anchor = id === '' ? '' : `\\label{${labelName(id)}}`;
    const latex = `\\begin{note}{${label}}${anchor}\n${body}\n\\end{note}`;
    return id === '' ? latex : framed(id, latex);
  },
  proof({ of }, name, body) {
    const typed = body.replace(/\s*(?:∎|□|证毕[。.]?)\s*$/, '');
    const latex = `\\begin{proof}${name === '' ? '' : `[{${name}}]`}\n${typed}\n\\end{proof}`;
    return of === undefined ? latex : framed(`proof:${of}`, latex);
  },
  solution({ of }, name, body) {
    const latex = `\\begin{solution}${name === '' ? '' : `[{${name}}]`}\n${body}\n\\end{solution}`;
    return of === undefined ? latex : framed(`solution:${of}`, latex);
  },
} as const satisfies Record<string, Shape>;
