import { isBlank, type Lines, type Place, type Span } from './text.ts';

/** What the blog puts around an article, found line by line. */
export interface Boilerplate {
  /** Whole lines to leave out. */
  readonly cuts: readonly (Span & { readonly what: CutClass })[];
  /** First-level headings that say something else than the title: they become sections. */
  readonly demoted: readonly Span[];
  /** Closing `#` behind headings. */
  readonly tails: readonly Span[];
  /** Offset behind the copied article; what follows was added later and has its own numbers. `0` where there is no such border. */
  readonly border: number;
  /** The added part is a stub. */
  readonly stub: boolean;
  /** Text inside the block at the end that is no part of it, and stays. */
  readonly unknown: readonly (Place & { readonly text: string })[];
}

export type CutClass = 'title-heading' | 'header-line' | 'footer-line' | 'citation' | 'rule' | 'stub';

/** @param text with code masked */
export function findBoilerplate(lines: Lines, text: string, body: number, title: string): Boilerplate {
  const reader = new BoilerplateReader(lines, text, lines.indexOf(body));
  return reader.read(title);
}

const footer = [
  /转载到请包括本文地址/,
  /更详细的转载事宜请参考/,
  /^\**如果您还有什么疑惑或建议/,
  /^\**如果您觉得本文还不错/,
  /^打赏$/,
  /^!\[[^\]]*\]\([^)\s]*\/payment\/(?:wx|zfb)\.png\)$/,
  /^(?:微信|支付宝)打赏$/,
  /^因为网站后台对打赏并无记录/,
  /^\**如果您需要引用本文/,
  /\[Blog post\]\. Retrieved from/,
];
const stubText = /^TODO[:：]\s*添加详细的数学公式推导和注释/;
const stubHeading = /^#{1,6}\s*公式推导与注释\s*#*$/;
/** More lines than this without a footer line in between end the block. */
const patience = 6;

class BoilerplateReader {
  readonly #lines: Lines;
  readonly #text: string;
  readonly #first: number;
  readonly #cuts: (Span & { what: CutClass })[] = [];
  readonly #cutLines = new Set<number>();
  readonly #unknown: (Place & { text: string })[] = [];
  #border = 0;

  constructor(lines: Lines, text: string, first: number) {
    this.#lines = lines;
    this.#text = text;
    this.#first = first;
  }

  read(title: string): Boilerplate {
    const demoted = this.#readHeader(title);
    for (let index = this.#first; index < this.#lines.count; index += 1) {
      if (this.#isFooter(index) || this.#citationEnd(index) !== undefined) index = this.#readFooter(index);
    }
    const stub = this.#readStub();
    return {
      cuts: this.#cuts.sort((a, b) => a.start - b.start),
      demoted,
      tails: this.#headingTails(),
      border: this.#border,
      stub,
      unknown: this.#unknown,
    };
  }

  /** A line as it is searched: masked code does not look like anything. */
  #line(index: number): string {
    return this.#text.slice(this.#lines.start(index), this.#lines.end(index)).trim();
  }

  #cut(index: number, what: CutClass): void {
    if (this.#cutLines.has(index)) return;
    this.#cutLines.add(index);
    this.#cuts.push({
      start: this.#lines.start(index),
      end: Math.min(this.#lines.start(index + 1), this.#text.length),
      what,
    });
  }

  /** The title, the two lines about the source and the rule behind them; nothing below the first other text. */
  #readHeader(title: string): Span[] {
    const demoted: Span[] = [];
    let sawSource = false;
    for (let index = this.#first; index < this.#lines.count; index += 1) {
      const line = this.#line(index);
      if (line === '') continue;
      if (/^\*\*(?:原文链接|发布日期)\*\*/.test(line)) {
        this.#cut(index, 'header-line');
        sawSource = true;
      } else if (/^-{3,}$/.test(line) && sawSource) {
        this.#cut(index, 'rule');
        break;
      } else if (/^# +\S/.test(line)) {
        if (sameTitle(line.replace(/^# +/, '').replace(/\s+#+$/, ''), title)) this.#cut(index, 'title-heading');
        else demoted.push({ start: this.#lines.start(index), end: this.#lines.start(index) + 1 });
      } else break;
    }
    for (let index = this.#first; index < this.#lines.count; index += 1) {
      const start = this.#lines.start(index);
      if (
        this.#text.startsWith('# ', start) &&
        !this.#cutLines.has(index) &&
        !demoted.some((span) => span.start === start)
      )
        demoted.push({ start, end: start + 1 });
    }
    return demoted;
  }

  #isFooter(index: number): boolean {
    const line = this.#line(index);
    return line.length < 2000 && footer.some((pattern) => pattern.test(line));
  }

  /** Line of the `}` that closes `@online{` in this line. */
  #citationEnd(index: number): number | undefined {
    if (!/^@(?:online|misc|article)\{/.test(this.#line(index))) return undefined;
    for (let end = index; end < Math.min(index + 12, this.#lines.count); end += 1) {
      if (this.#line(end) === '}') return end;
    }
    return undefined;
  }

  /** @returns the last line that was looked at */
  #readFooter(first: number): number {
    let last = first;
    let index = first;
    let waiting: number[] = [];
    while (index < this.#lines.count && waiting.length < patience) {
      const end = this.#citationEnd(index);
      if (end === undefined && !this.#isFooter(index)) {
        if (this.#line(index) !== '') waiting.push(index);
        if (/^#{1,6} /.test(this.#line(index))) break;
        index += 1;
        continue;
      }
      for (const line of waiting) {
        this.#unknown.push({ line: line + 1, column: 1, text: this.#line(line) });
      }
      waiting = [];
      for (let line = index; line <= (end ?? index); line += 1)
        this.#cut(line, end === undefined ? 'footer-line' : 'citation');
      last = end ?? index;
      index = last + 1;
    }
    if (this.#border === 0) this.#border = this.#lines.end(last);
    this.#cutRuleBehind(last);
    return last;
  }

  #cutRuleBehind(last: number): void {
    let index = last + 1;
    while (index < this.#lines.count && isBlank(this.#line(index))) index += 1;
    if (/^-{3,}$/.test(this.#line(index))) this.#cut(index, 'rule');
  }

  #readStub(): boolean {
    let found = false;
    for (let index = this.#first; index < this.#lines.count; index += 1) {
      if (!stubText.test(this.#line(index))) continue;
      found = true;
      this.#cut(index, 'stub');
      let before = index - 1;
      while (before >= this.#first && this.#line(before) === '') before -= 1;
      if (stubHeading.test(this.#line(before))) this.#cut(before, 'stub');
    }
    return found;
  }

  #headingTails(): Span[] {
    const tails: Span[] = [];
    for (let index = this.#first; index < this.#lines.count; index += 1) {
      const line = this.#text.slice(this.#lines.start(index), this.#lines.end(index));
      if (!line.startsWith('#') || this.#cutLines.has(index)) continue;
      const trimmed = line.trimEnd();
      const marks = trimmed.length - trimmed.replace(/#+$/, '').length;
      const text = trimmed.slice(0, trimmed.length - marks);
      if (marks === 0 || !/^#{1,6}\s+\S/.test(text) || !/\s$/.test(text)) continue;
      const start = this.#lines.start(index);
      tails.push({ start: start + text.trimEnd().length, end: start + line.length });
    }
    return tails;
  }
}

/** Equal but for quotes, punctuation and white space; either may be cut off with dots. */
export function sameTitle(a: string, b: string): boolean {
  const [first, second] = [bareTitle(a), bareTitle(b)];
  if (first === second) return true;
  const isCut = (text: string): boolean => /(?:\.{2,}|…)\s*$/.test(text);
  return (isCut(a) && second.startsWith(first)) || (isCut(b) && first.startsWith(second));
}

/** A title as titles are compared. */
export function bareTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
