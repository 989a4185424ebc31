import type { Terms } from '../site/terms.ts';
import { escapeAttribute } from './slots.ts';

/** What in the HTML of a post is no running text of its own. */
const left = new Set([
  'a',
  'code',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'summary',
  'button',
  'figcaption',
  'script',
]);
const blocks =
  /\bclass="(?:[^"]*\s)?(?:katex|eq|env__label|note__label|proof__label|level|cites|interactive)(?:\s[^"]*)?"/;
// `f`: the slot of a formula.
const empty = new Set(['f', 'img', 'br', 'hr', 'wbr', 'input', 'col']);

/**
 * Links the first mention of each concept in a section to its page; never inside links, headings, code and formulas.
 * @param html of the body of a post; our own, so elements are balanced and attributes in double quotes
 * @param href of a concept by its id; `undefined` where it is not linked
 */
export function linkTerms(html: string, terms: Terms, href: (concept: string) => string | undefined): string {
  let seen = new Set<string>();
  /** Depth inside an element that is left alone; 0 outside. */
  let depth = 0;
  return html.replace(/<(?:"[^"]*"|[^">])*>|[^<]+/g, (part) => {
    if (!part.startsWith('<')) return depth > 0 ? part : linkText(part, terms, seen, href);
    const [, closing, tag = ''] = /^<(\/?)([a-z][a-z0-9]*)/.exec(part) ?? [];
    if (tag === '' || empty.has(tag) || part.endsWith('/>')) return part;
    if (tag === 'h2' && closing === '') seen = new Set();
    if (closing !== '') depth = Math.max(0, depth - 1);
    else if (depth > 0 || left.has(tag) || blocks.test(part)) depth += 1;
    return part;
  });
}

function linkText(
  text: string,
  terms: Terms,
  seen: Set<string>,
  href: (concept: string) => string | undefined,
): string {
  let linked = '';
  let at = 0;
  for (const { concept, from, to } of terms.find(text)) {
    if (seen.has(concept)) continue;
    const address = href(concept);
    if (address === undefined) continue;
    seen.add(concept);
    linked += `${text.slice(at, from)}<a class="term" href="${escapeAttribute(address)}">${text.slice(from, to)}</a>`;
    at = to;
  }
  return linked + text.slice(at);
}
