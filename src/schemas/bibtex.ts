import { createLocator } from '../equations/locate.ts';
import type { Position } from '../equations/types.ts';
import type { BibEntry } from '../site/types.ts';
import { readAuthors, plainBibText } from './bib-text.ts';

export interface BibReading {
  readonly entries: readonly (BibEntry & { readonly position: Position })[];
  readonly problems: readonly { readonly message: string; readonly hint: string; readonly position: Position }[];
}

const venueFields = ['journal', 'booktitle', 'publisher', 'school', 'institution', 'howpublished'] as const;
const required = ['author', 'title', 'year'] as const;

/**
 * Reads a BibTeX file: entries with braces, quotes, bare numbers, `#` and `@string` abbreviations.
 * Each entry needs author, title and year; keys are unique. What cannot be read is a problem at its place, never skipped silently.
 */
export function readBibtex(text: string): BibReading {
  const entries: (BibEntry & { position: Position })[] = [];
  const problems: { message: string; hint: string; position: Position }[] = [];
  const { between: place } = createLocator(text);
  const abbreviations = new Map<string, string>(months);
  const firstPlace = new Map<string, number>();
  const heads = /^[^\S\r\n]*@(\w+)\s*([{(])/gm;
  for (let head = heads.exec(text); head; head = heads.exec(text)) {
    const start = head.index + head[0].indexOf('@');
    const open = head.index + head[0].length - 1;
    const type = head[1]!.toLowerCase();
    const end = closing(text, open);
    if (end === undefined) {
      problems.push({
        message: `条目 @${type} 的括号没有闭合。`,
        hint: '数一数这一条里的花括号，补上缺的那个。',
        position: place(start, open + 1),
      });
      break;
    }
    heads.lastIndex = end + 1;
    if (type === 'comment' || type === 'preamble') continue;
    const body = text.slice(open + 1, end);
    if (type === 'string') {
      for (const [name, value] of readFields(body, abbreviations).fields) abbreviations.set(name, value);
      continue;
    }
    const key = /^\s*([^\s,{}]+)\s*(?:,|$)/.exec(body)?.[1];
    if (key === undefined) {
      problems.push({
        message: `条目 @${type} 没有引用键。`,
        hint: `写成 @${type}{作者年份词, …}。`,
        position: place(start, open + 1),
      });
      continue;
    }
    const keyAt = text.indexOf(key, open);
    const position = place(keyAt, keyAt + key.length);
    const { fields, rest } = readFields(body.slice(body.indexOf(key) + key.length), abbreviations);
    if (rest !== undefined) {
      problems.push({
        message: `条目「${key}」里有读不懂的部分：「${rest}」。`,
        hint: '每个字段写成 名字 = {值}，字段之间用逗号隔开。',
        position,
      });
      continue;
    }
    if (firstPlace.has(key)) {
      problems.push({
        message: `引用键「${key}」用了两次，第一次在第 ${firstPlace.get(key)} 行。`,
        hint: '给其中一条换一个键，或者删掉重复的条目。',
        position,
      });
      continue;
    }
    firstPlace.set(key, position.start.line);
    const missing = required.filter(
      (name) =>
        !fields.get(name)?.trim() &&
        !(name === 'author' && fields.get('editor')) &&
        !(name === 'year' && fields.get('date')),
    );
    if (missing.length > 0) {
      problems.push({
        message: `条目「${key}」缺少字段：${missing.join('、')}。`,
        hint: '参考文献至少要有 author、title、year。',
        position,
      });
    }
    const venue = venueFields.map((name) => fields.get(name)).find((value) => value !== undefined);
    const doi = fields.get('doi');
    const arxiv = /arxiv/i.test(fields.get('archiveprefix') ?? '') ? fields.get('eprint') : undefined;
    const url =
      fields.get('url') ?? (doi ? `https://doi.org/${doi}` : arxiv ? `https://arxiv.org/abs/${arxiv}` : undefined);
    entries.push({
      key,
      type,
      authors: readAuthors(fields.get('author') ?? fields.get('editor') ?? ''),
      title: plainBibText(fields.get('title') ?? ''),
      year: plainBibText(fields.get('year') ?? fields.get('date')?.slice(0, 4) ?? ''),
      ...(venue === undefined ? {} : { venue: plainBibText(venue) }),
      ...(url === undefined ? {} : { url: url.replace(/\\([_%#&~])/g, '$1') }),
      bibtex: text.slice(start, end + 1),
      position,
    });
  }
  return { entries, problems };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
  (name, index) => [name, String(index + 1)] as const,
);

/** Offset of the brace or parenthesis that closes the one at `open`. */
function closing(text: string, open: number): number | undefined {
  const byParenthesis = text[open] === '(';
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (byParenthesis ? character === ')' && depth === 0 : character === '}' && depth === 0) return at;
  }
  return undefined;
}

/** `, name = {value}, name = "a" # b` → fields, lower-case names; `rest` is the first part that is no field. */
function readFields(
  body: string,
  abbreviations: ReadonlyMap<string, string>,
): { fields: Map<string, string>; rest?: string } {
  const fields = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(body);
    if (match) at += match[0].length;
    return match ? (match[1] ?? match[0]) : undefined;
  };
  const fail = () => ({ fields, rest: body.slice(at).replace(/\s+/g, ' ').trim().slice(0, 40) });
  for (;;) {
    take(/[\s,]*/y);
    if (at >= body.length) return { fields };
    const name = take(/([A-Za-z][\w:-]*)\s*=\s*/y);
    if (name === undefined) return fail();
    let value = '';
    do {
      if (body[at] === '{') {
        const end = closing(body, at);
        if (end === undefined) return fail();
        value += body.slice(at + 1, end);
        at = end + 1;
      } else {
        const part = take(/"((?:[^"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"/y) ?? take(/\d+/y);
        const word = part === undefined ? take(/[A-Za-z][\w:-]*/y) : undefined;
        if (part === undefined && word === undefined) return fail();
        value += part ?? abbreviations.get(word!.toLowerCase()) ?? word!;
      }
    } while (take(/\s*#\s*/y) !== undefined);
    fields.set(name.toLowerCase(), value);
    if (take(/\s*(?:,|$)/y) === undefined) return fail();
  }
}
