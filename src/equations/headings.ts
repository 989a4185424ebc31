import GithubSlugger from 'github-slugger';
import type { Heading as HeadingNode } from 'mdast';
import { positionOf } from './locate.ts';
import { plainText } from './plain-text.ts';
import type { Heading } from './types.ts';

const typedId = /\s*\{#([^{}\s]+)\}\s*$/;
const chineseNumber = /^\s*(?:[一二三四五六七八九十]+、\s*|[（(][一二三四五六七八九十]+[)）]\s*)/;
const arabicNumber = /^\s*(\d+(?:\.\d+)*)([.、．]\s*|\s+)(?=\S)/;
/** `3 个例子` counts examples, not sections. */
const measureWord = /^[个种条步类维层倍次点项阶元位分秒年月日行列篇组对]/;
/** Ids of equations and results belong to them. */
const reserved = /^(?:eq|def|asm|thm|lem|prop|cor|ex|exr|rem)-\d+$/;

/** Gives headings their numbers and ids, in the order of the text. */
export class HeadingReader {
  readonly #slugger = new GithubSlugger();
  #section = 0;
  #subsection = 0;

  read(node: HeadingNode): Heading {
    const whole = plainText(node).text.trim();
    const typed = typedId.exec(whole)?.[1];
    const bare = whole.replace(typedId, '');
    const text = node.children[0]?.type === 'text' ? withoutNumber(bare, node.depth) : bare;
    const number = this.#number(node.depth);
    const id = typed ?? this.#idOf(text);
    // A later heading of the same text must not take an id that was typed.
    if (typed !== undefined) this.#slugger.occurrences[typed] ??= 0;
    return { depth: node.depth, text, number, id, position: positionOf(node) };
  }

  #number(depth: number): string {
    if (depth === 2) {
      this.#section += 1;
      this.#subsection = 0;
      return String(this.#section);
    }
    if (depth !== 3) return '';
    this.#subsection += 1;
    return `${String(this.#section)}.${String(this.#subsection)}`;
  }

  #idOf(text: string): string {
    const slug = this.#slugger.slug(text.replace(/[$\\{}]/g, '') || 'section');
    if (slug !== '' && !reserved.test(slug)) return slug;
    return this.#slugger.slug(`section ${slug}`);
  }
}

/** A number that the author typed goes out where the page prints its own. */
function withoutNumber(text: string, depth: number): string {
  if (depth !== 2 && depth !== 3) return text;
  const [typed = '', digits = '', behind = ''] = arabicNumber.exec(text) ?? [];
  const rest = text.slice(typed.length);
  if (typed === '') return text.replace(chineseNumber, '') || text;
  const parts = digits.split('.').length;
  const isNumber = behind.trim() !== '' || (parts === depth - 1 && !measureWord.test(rest));
  return isNumber ? rest : text;
}
