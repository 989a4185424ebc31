import { errorColour } from '../equations/error-colour.ts';
import { endOfSpan, formulaOpening } from './formula-span.ts';

/** An attribute that points somewhere, with its place in the page. */
export interface PageLink {
  /** As written, entities decoded: `/posts/x/#eq-3`. */
  readonly url: string;
  readonly attribute: 'href' | 'src';
  readonly element: string;
  readonly offset: number;
}

/** What the output check wants to know of one emitted page. */
export interface PageFacts {
  /** Path below the output folder, forward slashes: `posts/x/index.html`. */
  readonly path: string;
  /** Every id in order, duplicates kept. */
  readonly ids: readonly { readonly id: string; readonly offset: number }[];
  readonly links: readonly PageLink[];
  /** Number of `<math>` elements. */
  readonly maths: number;
  /** Elements that carry an error colour or class of KaTeX, or an Astro image placeholder. */
  readonly faults: readonly {
    readonly what: 'katex-error' | 'error-colour' | 'astro-image';
    readonly offset: number;
  }[];
  /** `data-formulas` of the article, the number that the renderer put in. */
  readonly declaredFormulas: number | undefined;
  /** Target of a `<meta http-equiv="refresh">`. */
  readonly redirect: string | undefined;
}

/**
 * Reads a page that we emitted. One pass over the tags, no tree: a heavy page has 50,000 elements and the check sees
 * all pages on every build. Understands quoted and bare attributes, comments, and raw text elements. A slot of a formula
 * counts as a formula; whoever fills it looks at what goes in (`arePlainFormulas`).
 */
export function scanHtml(path: string, html: string): PageFacts {
  const ids: { id: string; offset: number }[] = [];
  const links: PageLink[] = [];
  const faults: { what: 'katex-error' | 'error-colour' | 'astro-image'; offset: number }[] = [];
  let maths = 0;
  let declaredFormulas: number | undefined;
  let redirect: string | undefined;
  let at = html.indexOf('<');
  while (at !== -1) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      at = end === -1 ? -1 : html.indexOf('<', end + 3);
      continue;
    }
    if (html.startsWith('<f n=', at)) {
      maths += 1;
      at = html.indexOf('<', at + 1);
      continue;
    }
    const formula = html.startsWith(formulaOpening, at) ? readFormula(html, at) : undefined;
    if (formula !== undefined) {
      maths += formula.maths;
      at = html.indexOf('<', formula.end);
      continue;
    }
    const tag = readTag(html, at);
    if (tag === undefined) {
      at = html.indexOf('<', at + 1);
      continue;
    }
    const { name, attributes, end } = tag;
    if (name === 'math') maths += 1;
    for (const [key, raw] of attributes) {
      if (key === 'id') ids.push({ id: ownCopy(decodeEntities(raw)), offset: at });
      else if (key === 'href' || key === 'src') {
        links.push({ url: ownCopy(decodeEntities(raw)), attribute: key, element: name, offset: at });
        if (raw.includes('__ASTRO_IMAGE_')) faults.push({ what: 'astro-image', offset: at });
      } else if (key === 'class') {
        if (raw.includes('katex-error')) faults.push({ what: 'katex-error', offset: at });
      } else if (key === 'style' || key === 'mathcolor') {
        if (raw.toLowerCase().includes(errorColour)) faults.push({ what: 'error-colour', offset: at });
      } else if (key === '__astro_image_') faults.push({ what: 'astro-image', offset: at });
      else if (key === 'data-formulas') declaredFormulas = Number(raw);
    }
    if (name === 'meta') redirect ??= readRedirect(attributes);
    at = html.indexOf('<', endOfRawText(html, name, end));
  }
  return { path, ids, links, maths, faults, declaredFormulas, redirect };
}

const suspicious = new RegExp(`katex-error|${errorColour}|\\s(?:id|href|src)=`, 'i');

/** Whether KaTeX's HTML of formulas holds nothing that the check looks for, other than one `<math>` for each. */
export function arePlainFormulas(html: string, formulas: number): boolean {
  return !suspicious.test(html) && html.split('<math').length - 1 === formulas;
}

/**
 * KaTeX's HTML of one formula, most of the tags of a page, in one step. `undefined` where something in it must be looked
 * at tag by tag.
 */
function readFormula(html: string, start: number): { maths: number; end: number } | undefined {
  const end = endOfSpan(html, start);
  const formula = html.slice(start, end);
  return suspicious.test(formula) ? undefined : { maths: formula.split('<math').length - 1, end };
}

/** Elements whose content is text, and what ends them. */
const rawTextEnds: Readonly<Record<string, RegExp>> = {
  script: /<\/script/gi,
  style: /<\/style/gi,
  textarea: /<\/textarea/gi,
  title: /<\/title/gi,
};

function endOfRawText(html: string, name: string, from: number): number {
  const close = rawTextEnds[name];
  if (close === undefined) return from;
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly end: number;
}

const tagName = /[a-zA-Z][^\s/>]*/y;
const attribute = /[\s/]*([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;

/** The opening tag at `at`, or `undefined` for a closing tag, a doctype or a stray `<`. */
function readTag(html: string, at: number): Tag | undefined {
  tagName.lastIndex = at + 1;
  const name = tagName.exec(html)?.[0];
  if (name === undefined) return undefined;
  const attributes: [string, string][] = [];
  let position = tagName.lastIndex;
  while (position < html.length && html[position] !== '>') {
    attribute.lastIndex = position;
    const match = attribute.exec(html);
    if (match?.[1] === undefined) {
      position += 1;
      continue;
    }
    attributes.push([match[1].toLowerCase(), match[2] ?? match[3] ?? match[4] ?? '']);
    position = attribute.lastIndex;
  }
  return { name: name.toLowerCase(), attributes, end: position + 1 };
}

function readRedirect(attributes: Tag['attributes']): string | undefined {
  const refresh = attributes.some(([key, value]) => key === 'http-equiv' && value.toLowerCase() === 'refresh');
  const content = attributes.find(([key]) => key === 'content')?.[1];
  return refresh && content !== undefined ? /url=(.+)$/i.exec(decodeEntities(content))?.[1] : undefined;
}

/** A piece of a long string keeps the whole of it in memory; the facts of all pages are kept until the last is read. */
function ownCopy(text: string): string {
  return text.split('').join('');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Entities that our own serialisers write into attributes. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return named[(name ?? '').toLowerCase()] ?? whole;
    },
  );
}
