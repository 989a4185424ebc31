import type { Element, ElementContent, Root } from 'hast';
import type { Derivation, Heading } from '../equations/types.ts';
import type { TocEntry } from '../site/types.ts';
import { hasClass, walk } from './hast.ts';
import { writeHtml } from './to-html.ts';

/**
 * The contents of a post: headings of the second and third level, each with the range of equations in it.
 * @param root the finished tree; the headings' formulas are taken from it
 */
export function tableOfContents(
  root: Root,
  derivation: Derivation,
  formulaHtml: (formula: number) => string,
): TocEntry[] {
  const elements = new Map<string, Element>();
  walk(root, (element) => {
    if (/^h[1-6]$/.test(element.tagName) && typeof element.properties.id === 'string')
      elements.set(element.properties.id, element);
    return undefined;
  });
  const entries: Draft[] = [];
  derivation.headings.forEach((heading, place) => {
    if (heading.depth !== 2 && heading.depth !== 3) return;
    const entry = {
      ...describe(heading, elements.get(heading.id), formulaHtml),
      ...rangeOf(place, derivation),
      children: [],
    };
    const parent = entries.at(-1);
    if (heading.depth === 3 && parent?.depth === 2) parent.children.push(entry);
    else entries.push(entry);
  });
  return entries;
}

interface Draft extends Omit<TocEntry, 'children'> {
  readonly children: TocEntry[];
}

function describe(
  { depth, number, id, text }: Heading,
  element: Element | undefined,
  formulaHtml: (formula: number) => string,
) {
  const html = element === undefined ? '' : writeHtml(element.children.flatMap(readable), formulaHtml).trim();
  return { depth, number, id, text, html };
}

/** A link in the contents holds no links, anchors, tab stops or notes of its own, and its number stands apart. */
function readable(node: ElementContent): ElementContent[] {
  if (node.type !== 'element') return [node];
  if (hasClass(node, 'h-no') || node.tagName === 'sup') return [];
  const children = node.children.flatMap(readable);
  if (node.tagName === 'a') return children;
  const { id: _anchor, tabIndex: _stop, role: _role, ariaLabel: _label, ...properties } = node.properties;
  return [{ ...node, properties, children }];
}

/** Equations of the section and of the sections below it. */
function rangeOf(place: number, { headings, equations }: Derivation): { from?: number; to?: number } {
  const depth = headings[place]?.depth ?? 0;
  let end = place + 1;
  while (end < headings.length && (headings[end]?.depth ?? 0) > depth) end += 1;
  const numbers = equations.flatMap(({ heading, number }) =>
    number !== undefined && heading >= place && heading < end ? [number] : [],
  );
  return numbers.length === 0 ? {} : { from: Math.min(...numbers), to: Math.max(...numbers) };
}
