import type { Lines, Place, Span } from './text.ts';

/** How a mention is written; the forms differ in what is done when no such number exists. */
export type ReferenceForm =
  'word' | 'behind' | 'preposition' | 'joined' | 'verb' | 'bare-word' | 'in-dollars' | 'bare' | 'in-code';

/** A number that names, or may name, an equation. */
export interface FoundReference extends Place {
  readonly form: ReferenceForm;
  /** As typed: `15`, `4.2`, `MP1`. */
  readonly target: string;
  /** Of the number alone. */
  readonly number: Span;
  /** Of the number with its parentheses. */
  readonly whole: Span;
  /** Words before it say that it belongs to another text. */
  readonly external: boolean;
  /** Inside （…）, where a word and a number without parentheses are a reference. */
  readonly enclosed: boolean;
}

/** Stands for the dollars around a number that is alone in them. */
const dollar = '\u0001';

const words =
  'Eqs?\\.|Equations?|equations?|eqs?\\.|公式|等式|不等式|方程组|方程|关系式|表达式|恒等式|条件|定义式|更新式|递推式|通式|式子|式';
const value = String.raw`[(（]\s{0,4}(?:\d{1,3}(?:\.\d{1,2})?|[A-Z]{1,3}\.?\d{0,2}|\d{1,3}[a-z])\s{0,4}[)）]`;
const number = `${dollar}?${value}${dollar}?`;
// One way only to match white space: a list that fails at its end must not be tried in all others.
const between = String.raw`\s{0,4}(?:(?:[、,，和与及~～—–-]|至|到|以及|and)\s{0,4})?`;
const list = `${number}(?:${between}${number}){0,20}`;

const patterns = {
  word: new RegExp(String.raw`(?:${words})\s{0,4}\**\s{0,4}(${list})`, 'g'),
  behind: new RegExp(String.raw`(${list})\s{0,4}式(?![子样])`, 'g'),
  preposition: new RegExp(
    String.raw`(?:[由从将对把]|代入|结合|根据|比较|对比|对照|联立|合并|综合|利用|满足|即得|参见|回顾|和)\s?(${value}(?:${between}${value}){0,20})(?=\s?\*{0,2}(?:$|[\p{Script=Han}、，。；,;.：:$\0]))`,
    'gu',
  ),
  joined: new RegExp(
    String.raw`(?<![A-Za-z0-9_^)）\]}\0])(${value}\s?[和与]\s?${value}(?:${between}${value}){0,20})(?=\s?\*{0,2}(?:$|[\p{Script=Han}、，。；,;.：:$\0]))`,
    'gu',
  ),
  verb: new RegExp(
    String.raw`(?<![\p{L}\p{N}_)）\]}\0])(${value}(?:${between}${value}){0,20})(?=\s?\*{0,2}(?:可得|可知|得到|中的|代入|两边|左边|右边|左端|右端|表明|说明|成立|给出))`,
    'gu',
  ),
} as const;

const bareWord = new RegExp(
  String.raw`(?:${words})\s{0,4}(\d{1,3})(?![\d.年月日])(?=[\s，。,.：:、）)可得知的中和与])`,
  'g',
);
const one = new RegExp(number, 'g');
/** A number alone: too often no reference to be linked, and too often one to be passed over in silence. */
const bare = /(?<![A-Za-z0-9_^)）\]}\0\u0001*])\s?\((\d{1,3}(?:\.\d{1,2})?)\)(?!\s?[A-Za-z0-9(])/g;
const wordInCode = new RegExp(String.raw`(?:${words})\s{0,4}(${list})`, 'g');

/** What another text is called, then at most nine characters that begin no new clause. */
const elsewhere =
  /(?:论文|原文|那篇文章|该文|文献|主文档|[Pp]aper|理论里边|书中|教材|\]\(https?:\/\/[^)\n]{0,300}\))[^。，,：:；;\n]{0,9}$/;
/** Before 式 these make another word: 方式, 形式, 模式, 分布式 … */
const otherWord = /(?:[方形模样格范招正仪程款版老旧男女]|(?<!更)新|分布|启发|交互|嵌入|生成|对话|渐进|自回归|端到端)$/;

/**
 * Finds mentions of equations in the words of a post.
 * @param text with code, displays and formulas masked; a formula that is only a number keeps it between `\u0001`
 */
export function findReferences(lines: Lines, text: string, from: number): FoundReference[] {
  return new ReferenceFinder(lines, text).find(from);
}

/** Finds what comments in listings say of equations. @param code stretches of the text of `lines` */
export function findCodeReferences(lines: Lines, code: readonly Span[]): FoundReference[] {
  return new ReferenceFinder(lines, lines.text).findInCode(lines.text, code);
}

class ReferenceFinder {
  readonly #lines: Lines;
  readonly #text: string;
  readonly #found = new Map<number, FoundReference>();

  constructor(lines: Lines, text: string) {
    this.#lines = lines;
    this.#text = text;
  }

  find(from: number): FoundReference[] {
    for (const [form, pattern] of Object.entries(patterns) as [keyof typeof patterns, RegExp][]) {
      pattern.lastIndex = from;
      for (let match = pattern.exec(this.#text); match !== null; match = pattern.exec(this.#text)) {
        const members = match[1] ?? '';
        const offset = match.index + match[0].indexOf(members);
        const before = this.#before(match.index);
        if ((form === 'verb' || form === 'joined') && /(?:^|[;；])\s*$/.test(before)) continue;
        if (form === 'word' && match[0].startsWith('式') && otherWord.test(before)) continue;
        for (const member of members.matchAll(one)) this.#add(form, offset + member.index, member[0], before);
      }
    }
    bareWord.lastIndex = from;
    for (let match = bareWord.exec(this.#text); match !== null; match = bareWord.exec(this.#text)) {
      this.#addBare(match.index, match[0], match[1] ?? '');
    }
    bare.lastIndex = from;
    for (let match = bare.exec(this.#text); match !== null; match = bare.exec(this.#text)) {
      const at = match.index + match[0].indexOf('(');
      const before = this.#before(at);
      const isEnumeration = /^(?:[\s>*_]|[-+] |\d+[.)] |#+ )*$/.test(before) || /[;；：:]\s*$/.test(before);
      const isOther = otherWord.test(before) || /(?:性质|步骤|情形|情况|条件|部分|方案|阶段)\s*$/.test(before);
      if (!isEnumeration && !isOther) this.#add('bare', at, match[0].slice(match[0].indexOf('(')), before);
    }
    return this.#inOrder();
  }

  /** Mentions in listings: they stay as they are, and are told. @param code stretches of the original */
  findInCode(original: string, code: readonly Span[]): FoundReference[] {
    for (const { start, end } of code) {
      for (const match of original.slice(start, end).matchAll(wordInCode)) {
        const members = match[1] ?? '';
        const offset = start + match.index + match[0].indexOf(members);
        for (const member of members.matchAll(one)) this.#add('in-code', offset + member.index, member[0], '');
      }
    }
    return this.#inOrder();
  }

  #inOrder(): FoundReference[] {
    return [...this.#found.values()].sort((a, b) => a.number.start - b.number.start);
  }

  /** Text of the line before an offset, at most this long: names of other texts stand near. */
  #before(offset: number): string {
    const start = Math.max(this.#lines.start(this.#lines.indexOf(offset)), offset - 400);
    return this.#text.slice(start, offset);
  }

  #add(form: ReferenceForm, start: number, written: string, before: string): void {
    const inDollars = written.includes(dollar);
    const target = written.replace(/[^\dA-Za-z.]/g, '');
    const at = start + written.indexOf(target);
    if (this.#found.has(at)) return;
    this.#found.set(at, {
      ...this.#lines.place(at),
      form: inDollars ? 'in-dollars' : form,
      target,
      number: { start: at, end: at + target.length },
      whole: {
        start: start + (inDollars ? 1 : 0),
        end: start + written.replaceAll(dollar, '').length + (inDollars ? 1 : 0),
      },
      external: elsewhere.test(before.replace(/[(（$\s]*$/, '')),
      enclosed: false,
    });
  }

  #addBare(start: number, written: string, target: string): void {
    const at = start + written.length - target.length;
    const before = this.#before(start);
    const word = written.slice(0, -target.length).trim();
    if (this.#found.has(at) || /\*\*公式$/.test(before + word)) return;
    const beforeWord = word.endsWith('式') && word.length > 1 ? before + word.slice(0, -1) : before;
    if (word === '式' && otherWord.test(before)) return;
    if (/step-label/.test(beforeWord)) return;
    const opening = Math.max(before.lastIndexOf('（'), before.lastIndexOf('('));
    const enclosed = opening !== -1 && !/[）)]/.test(before.slice(opening)) && before.length - opening < 40;
    this.#found.set(at, {
      ...this.#lines.place(at),
      form: 'bare-word',
      target,
      number: { start: at, end: at + target.length },
      whole: { start, end: at + target.length },
      external: elsewhere.test(before),
      enclosed,
    });
  }
}
