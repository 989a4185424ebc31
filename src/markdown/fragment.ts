import type { Element, ElementContent, RootContent } from 'hast';
import { renderFormula } from '../equations/math.ts';
import { displayTex } from '../equations/tex.ts';
import type { Translate } from '../i18n/translate.ts';
import { parseMarkdown } from '../syntax/index.ts';
import { isElement } from './hast.ts';
import { setPhrasing } from './phrasing.ts';
import { escapeHtml } from './slots.ts';
import { toCleanHast, writeHtml } from './to-html.ts';
import { box, text, type TreeNode } from './tree.ts';

type Macros = Readonly<Record<string, string>>;

/**
 * Renders one line of Markdown outside the body of a post: a title, a reason, the definition of a concept.
 * Links keep their addresses, references to equations stay text.
 */
export function renderInline(markdown: string, macros: Macros): string {
  if (!/[$`*_[\]<&\\~!:]/.test(markdown)) return escapeHtml(markdown.trim());
  const { children, formulas } = renderTree(parseLine(markdown), macros);
  const inner = children.flatMap((child): (RootContent | ElementContent)[] =>
    isElement(child, 'p') ? child.children : [child],
  );
  return writeHtml(inner, (formula) => formulas[formula] ?? '').trim();
}

/** Behind a full stop nothing is a list, a heading or a quotation; the stop is taken out again. */
const guard = '。';

function parseLine(markdown: string): TreeNode {
  const tree = parseMarkdown(guard + markdown.trim().replace(/\s*[\r\n]+\s*/g, ' ')) as TreeNode;
  const first = tree.children?.[0]?.children?.[0];
  if (first?.value?.startsWith(guard) === true) first.value = first.value.slice(guard.length);
  return tree;
}

/** Where a link to a post leads, and what it shows where the author wrote no words. */
export type ResolveLink = (url: string) => { readonly href: string; readonly text: string } | undefined;

/**
 * Renders paragraphs, lists and displays without numbers: the introduction of a topic, for one.
 * @param resolve for links to posts; the others keep their addresses
 */
export function renderBlocks(markdown: string, macros: Macros, t: Translate, resolve?: ResolveLink): string {
  const tree = resolveLinks(parseMarkdown(markdown) as TreeNode, resolve ?? (() => undefined));
  const { children, formulas } = renderTree(tree, macros, t('equation.plain'));
  return writeHtml(children, (formula) => formulas[formula] ?? '').trim();
}

function resolveLinks(node: TreeNode, resolve: ResolveLink): TreeNode {
  const children = node.children?.map((child) => resolveLinks(child, resolve)) ?? [];
  const found = node.type === 'link' ? resolve(node.url ?? '') : undefined;
  if (found === undefined) return node.children === undefined ? node : { ...node, children };
  const shown = children.length > 0 ? children : [text(found.text)];
  return box('a', { className: ['ref', 'ref--text'], href: found.href }, shown);
}

/**
 * What stands in for a formula that KaTeX refuses: its source. The check reports it; the class is the one by which the
 * check of the output finds any that it missed.
 */
export function unrendered(tex: string): string {
  return `<code class="katex-error">${escapeHtml(tex)}</code>`;
}

function renderTree(tree: TreeNode, macros: Macros, boxName?: string): { children: RootContent[]; formulas: string[] } {
  const formulas: string[] = [];
  const slot = (tex: string, display: boolean): Element => {
    const { html } = renderFormula(tex, { display, macros });
    formulas.push(html === '' ? unrendered(tex) : html);
    return { type: 'element', tagName: 'span', properties: { dataFormula: String(formulas.length - 1) }, children: [] };
  };
  const place = (node: TreeNode): TreeNode => {
    if (node.type === 'inlineMath' || node.type === 'math') {
      const display = node.type === 'math';
      const { properties } = slot(display ? displayTex(node.value ?? '') : (node.value ?? ''), display);
      return { ...node, data: { hName: 'span', hProperties: properties, hChildren: [] } };
    }
    if (node.children === undefined) return node;
    const children = node.children.map(place);
    return { ...node, children: node.type === 'paragraph' ? setPhrasing(children, boxName) : children };
  };
  return { children: toCleanHast(place(tree)).children, formulas };
}
