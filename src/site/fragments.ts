import type { Derivation } from '../equations/types.ts';
import { formulaSlot, splitAtFormulas } from '../output/formula-slots.ts';

/**
 * Cuts single elements out of the HTML of a post, for previews on other pages. The HTML is our own: attributes are in
 * double quotes, quotes in attribute values are escaped, elements are balanced.
 */

/** Where each id of a page stands (offset of its attribute); of two equal ones the first. One pass, for many cuts. */
export function placeIds(html: string): Map<string, number> {
  const places = new Map<string, number>();
  for (const match of html.matchAll(/ id="([^"]*)"/g)) {
    const id = match[1] ?? '';
    if (!places.has(id)) places.set(id, match.index);
  }
  return places;
}

/**
 * The element with an id, with all that is in it. For an equation the paragraph before it comes too, for a heading
 * the paragraph after it. The name of an equation stands for the equation.
 * @param places from `placeIds`, where more than one element of the page is cut
 * @returns `undefined` where nothing has that id
 */
export function cutFragment(html: string, id: string, places = placeIds(html)): string | undefined {
  const at = places.get(id.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
  if (at === undefined) return undefined;
  const start = html.lastIndexOf('<', at);
  if (html.startsWith('<span', start) && html.slice(start, html.indexOf('>', at)).includes('eq__alias')) {
    return cutEquation(html, html.lastIndexOf('<div class="eq"', start));
  }
  if (html.startsWith('<div class="eq"', start)) return cutEquation(html, start);
  const element = cutElement(html, start);
  if (element === undefined || !/^<h[1-6]\b/.test(element)) return element;
  const after = start + element.length + (/^\s*/.exec(html.slice(start + element.length))?.[0].length ?? 0);
  return html.startsWith('<p', after) ? element + (cutElement(html, after) ?? '') : element;
}

const space = 32;

/** With the paragraph before it, whose last sentence leads to it. */
function cutEquation(html: string, start: number): string | undefined {
  const equation = cutElement(html, start);
  let end = start;
  while (end > 0 && html.charCodeAt(end - 1) <= space) end -= 1;
  const lead = html.startsWith('</p>', end - 4) ? cutElement(html, html.lastIndexOf('<p', end - 4)) : undefined;
  return equation === undefined ? undefined : (lead ?? '') + equation;
}

/** The element that begins at `start`, up to its closing tag; `undefined` where none begins there or it never ends. */
export function cutElement(html: string, start: number): string | undefined {
  const tag = start < 0 ? undefined : /^<([a-z][a-z0-9]*)\b/.exec(html.slice(start, start + 20))?.[1];
  if (tag === undefined) return undefined;
  const edge = new RegExp(`<(/?)${tag}(?=[\\s>/])`, 'g');
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(html); match !== null; match = edge.exec(html)) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return html.slice(start, html.indexOf('>', match.index) + 1);
  }
  return undefined;
}

/** The slot of the first formula in a piece of HTML. */
export function cutFormula(html: string): string | undefined {
  const [slot] = splitAtFormulas(html).slots;
  return slot === undefined ? undefined : formulaSlot(slot.slug, slot.formula);
}

/**
 * A sentence of a post, given as text with its formulas between dollars, as HTML with their slots. A formula that the post
 * does not have stays as its LaTeX.
 */
export function withFormulas(text: string, { name, formulas }: Pick<Derivation, 'name' | 'formulas'>): string {
  return text
    .split(/\$([^$]+)\$/)
    .map((part, place) => {
      if (place % 2 === 0) return escapeText(part);
      const formula = formulas.find(({ tex, display }) => !display && tex.trim() === part.trim());
      return formula === undefined ? `<code>${escapeText(part)}</code>` : formulaSlot(name.slug, formula.index);
    })
    .join('');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
