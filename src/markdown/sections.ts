import type { Element, ElementContent, Root, RootContent } from 'hast';
import { el, hasClass, isElement } from './hast.ts';
import { displayRows, textWidth, visibleLength } from './math-width.ts';

/**
 * Wraps every section of the second and third level. The browser leaves sections out of sight alone
 * (`content-visibility: auto`); the estimated height keeps the scroll bar honest meanwhile.
 */
export function wrapSections(root: Root): Root {
  const children: RootContent[] = [];
  let section: Element | undefined;
  for (const node of root.children) {
    if (isElement(node, 'h2') || isElement(node, 'h3')) {
      section = el('section', { className: ['sec'] });
      children.push(section);
    } else if (isElement(node, 'section') && node.properties.dataFootnotes !== undefined) section = undefined;
    if (section === undefined) children.push(node);
    else section.children.push(node as ElementContent);
  }
  for (const node of children) {
    if (node.type === 'element' && hasClass(node, 'sec'))
      node.properties.style = `contain-intrinsic-size:auto ${String(Math.round(heightOf(node.children)))}px`;
  }
  return { ...root, children };
}

/** Pixels on a wide screen: text of 20 px at 1.85, 38 characters a line. */
const line = 37;
const measure = 38;
const gap = 16;

function heightOf(nodes: readonly ElementContent[]): number {
  return nodes.reduce((sum, node) => sum + (node.type === 'element' ? elementHeight(node) : 0), 0);
}

function elementHeight(node: Element): number {
  if (hasClass(node, 'eq')) return displayHeight(widthAndTex(node).tex);
  if (Object.hasOwn(heights, node.tagName)) return heights[node.tagName as keyof typeof heights](node);
  return heightOf(node.children);
}

const heights = {
  p: paragraphHeight,
  dt: paragraphHeight,
  li: (node) =>
    node.children.some((child) => isElement(child, 'p')) ? heightOf(node.children) : paragraphHeight(node),
  h2: () => 2.1 * line + 60,
  h3: () => 1.25 * line + 45,
  h4: () => 2 * line,
  pre: (node) => node.children.reduce((sum, child) => sum + linesOf(child), 1) * 24 + 60,
  figure: (node) => (node.children.some((child) => isElement(child, 'img')) ? 400 : heightOf(node.children) + gap),
  tr: (node) => Math.max(1, ...node.children.map((cell) => widthAndTex(cell).width / 14)) * 30,
  // Closed until the reader opens it.
  details: () => 40,
} as const satisfies Record<string, (node: Element) => number>;

function paragraphHeight(node: Element): number {
  return Math.ceil(widthAndTex(node).width / measure) * line + gap;
}

function displayHeight(tex: string): number {
  const row = /\\[dt]?frac|\\sum|\\prod|\\int|\\begin/.test(tex) ? 66 : 44;
  return displayRows(tex) * row + 2 * gap;
}

function linesOf(node: ElementContent): number {
  if (node.type === 'text') return node.value.split('\n').length - 1;
  return node.type === 'element' ? node.children.reduce((sum, child) => sum + linesOf(child), 0) : 0;
}

function widthAndTex(node: ElementContent): { width: number; tex: string } {
  if (node.type === 'text') return { width: textWidth(node.value), tex: node.value };
  if (node.type !== 'element') return { width: 0, tex: '' };
  let width = 0;
  let tex = '';
  for (const child of node.children) {
    const inner = widthAndTex(child);
    width += inner.width;
    tex += inner.tex;
  }
  return hasClass(node, 'language-math') ? { width: visibleLength(tex) * 0.6, tex } : { width, tex };
}
