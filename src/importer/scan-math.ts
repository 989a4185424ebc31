import { isEscaped, maskCharacter, type Lines, type Place, type Span } from './text.ts';

/** How a display was written. `single-dollar` is `$` alone on its lines, or inline math with a tag. */
export type SourceForm = 'dollars' | 'brackets' | 'environment' | 'single-dollar' | 'malformed';

export interface SourceDisplay extends Span {
  readonly form: SourceForm;
  /** What stands between the delimiters; an environment with its `\begin` and `\end`. */
  readonly inner: Span;
}

export interface SourceInline extends Span {
  readonly inner: Span;
}

export interface MarkupFault extends Place {
  readonly kind:
    | 'unclosed-dollars'
    | 'unclosed-environment'
    | 'misspelt-end'
    | 'other-end'
    | 'stray-end'
    | 'unbalanced-braces'
    | 'label-twice'
    | 'stray-dollar'
    | 'currency'
    | 'display-in-line'
    | 'stray-closing-tag'
    | 'unclosed-tag'
    | 'unclosed-fence'
    | 'residue';
  readonly detail: string;
  /** Last line that the fault concerns, where it has an extent. */
  readonly endLine?: number;
}

export interface MathScan {
  /** In the order of the text. */
  readonly displays: readonly SourceDisplay[];
  readonly inlines: readonly SourceInline[];
  readonly faults: readonly MarkupFault[];
  /** Delimiters that begin and end nothing: to be written so that they neither pair with others nor look like formulas. */
  readonly strays: readonly Span[];
}

/**
 * Finds all mathematics of a post character by character, without a Markdown parser: Markdown does not see bare environments,
 * and takes `$$…` with text on its fences for the beginning of something that never ends.
 * @param text with front matter and code masked; its line ends are those of the file
 */
export function scanMath(lines: Lines, text: string, from: number): MathScan {
  return new MathScanner(lines, text).scan(from);
}

/** How far behind its `\begin` a misspelt `\end` is looked for. */
const reach = 4000;

const token = /\$\$|\$|\\begin\{([A-Za-z]+\*?)\}|\\begin\{|\\end\{[A-Za-z]+\*?\}|\\\[|\\\(/g;

class MathScanner {
  readonly #lines: Lines;
  readonly #text: string;
  readonly #environments: ReadonlyMap<number, number>;
  readonly #displays: SourceDisplay[] = [];
  readonly #inlines: SourceInline[] = [];
  readonly #faults: MarkupFault[] = [];
  readonly #strays: Span[] = [];
  #paragraphStart = -1;
  #paragraphEnd = -1;

  constructor(lines: Lines, text: string) {
    this.#lines = lines;
    this.#text = text;
    this.#environments = matchEnvironments(text);
  }

  scan(from: number): MathScan {
    const text = this.#text;
    const pattern = new RegExp(token);
    pattern.lastIndex = from;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const { index: start, 0: found } = match;
      if (isEscaped(text, start)) {
        pattern.lastIndex = start + 1;
        continue;
      }
      pattern.lastIndex =
        found === '$$'
          ? this.#dollars(start)
          : found === '$'
            ? this.#inline(start)
            : match[1] !== undefined
              ? this.#environment(start, match[1], start + found.length)
              : /^\\(?:begin|end)/.test(found)
                ? this.#stray(start, found)
                : this.#brackets(start, found);
    }
    return { displays: this.#displays, inlines: this.#inlines, faults: this.#faults, strays: this.#strays };
  }

  #fault(kind: MarkupFault['kind'], at: number, detail: string, end?: number): void {
    const endLine = end === undefined ? undefined : this.#lines.indexOf(end) + 1;
    this.#faults.push({ kind, detail, ...this.#lines.place(at), ...(endLine === undefined ? {} : { endLine }) });
  }

  /** @returns where to go on */
  #dollars(start: number): number {
    const text = this.#text;
    let close = text.indexOf('$$', start + 2);
    while (close !== -1 && isEscaped(text, close)) close = text.indexOf('$$', close + 1);
    const why = close === -1 ? 'end' : crossed(text.slice(start + 2, close));
    if (why === undefined) {
      const inner = { start: start + 2, end: close };
      this.#displays.push({ start, end: close + 2, form: 'dollars', inner });
      return close + 2;
    }
    this.#fault('unclosed-dollars', start, why, close === -1 ? undefined : close);
    // `$$x$`: one dollar too many is the smaller mistake.
    const lineEnd = this.#lines.end(this.#lines.indexOf(start));
    const single = text.indexOf('$', start + 2);
    if (
      single !== -1 &&
      single < lineEnd &&
      text[single + 1] !== '$' &&
      !/\p{Script=Han}/u.test(withoutText(text.slice(start + 2, single)))
    ) {
      this.#inlines.push({ start, end: single + 1, inner: { start: start + 2, end: single } });
      return single + 1;
    }
    this.#strays.push({ start, end: start + 2 });
    return start + 2;
  }

  #inline(start: number): number {
    const text = this.#text;
    const limit = this.#endOfParagraph(start + 1);
    const close = this.#closingDollar(start, limit);
    const isOpen = close === -1 || close >= limit;
    if (isOpen || text.slice(start, close).includes(maskCharacter)) {
      const words = text.slice(start, Math.min(start + 30, limit));
      this.#fault(isCurrency(text.slice(start + 1, limit)) ? 'currency' : 'stray-dollar', start, words);
      this.#strays.push({ start, end: start + 1 });
      return start + 1;
    }
    const inner = { start: start + 1, end: close };
    const tex = text.slice(inner.start, inner.end);
    if (/^\d/.test(tex) && /\p{Script=Han}/u.test(tex) && isCurrency(tex)) {
      this.#fault('currency', start, tex.slice(0, 30));
      this.#strays.push({ start, end: start + 1 });
      return start + 1;
    }
    const isAlone = /^[ \t]*\n/.test(tex) && /\n[ \t>]*$/.test(tex) && tex.includes('\\');
    if (isAlone || /\\tag\*?\s*\{/.test(tex)) {
      this.#displays.push({ start, end: close + 1, form: 'single-dollar', inner });
    } else {
      this.#inlines.push({ start, end: close + 1, inner });
    }
    return close + 1;
  }

  /** The first dollar that closes a formula; those in `\\text{…}` belong to it. @returns -1 where there is none */
  #closingDollar(start: number, limit: number): number {
    const text = this.#text;
    let first = -1;
    for (
      let close = text.indexOf('$', start + 1);
      close !== -1 && close < limit;
      close = text.indexOf('$', close + 1)
    ) {
      if (isEscaped(text, close)) continue;
      if (!isInText(text.slice(start + 1, close))) return close;
      if (first === -1) first = close;
    }
    return first;
  }

  #environment(start: number, name: string, behind: number): number {
    const text = this.#text;
    const near = numbering.test(name) ? upToHeading(text.slice(behind, behind + reach)) : '';
    const closing = misspeltEnd(near);
    let end = this.#environments.get(start);
    // Paired with an `\\end` that belongs to a later environment.
    if (end !== undefined && closing !== null && behind + closing.index + closing[0].length < end) end = undefined;
    if (end !== undefined && crossedBlock(text.slice(start, end)) === undefined) {
      this.#displays.push({ start, end, form: 'environment', inner: { start, end } });
      return end;
    }
    // Closed by a misspelt `\end` or by that of another environment: the display ends there all the same.
    if (end !== undefined || closing === null) {
      this.#fault('unclosed-environment', start, name);
      this.#strays.push({ start, end: behind });
      return behind;
    }
    const close = behind + closing.index;
    this.#fault(
      isMisspelling(name, text.slice(behind, close), closing[0]) ? 'misspelt-end' : 'other-end',
      start,
      `${name} … ${closing[0]}`,
      close,
    );
    this.#displays.push({
      start,
      end: close + closing[0].length,
      form: 'malformed',
      inner: { start: behind, end: close },
    });
    return close + closing[0].length;
  }

  /** `\end` of nothing, or a `\begin` whose name is not closed. */
  #stray(start: number, written: string): number {
    this.#fault(written.startsWith('\\end') ? 'stray-end' : 'unclosed-environment', start, written);
    this.#strays.push({ start, end: start + written.length });
    return start + written.length;
  }

  #brackets(start: number, opening: string): number {
    const text = this.#text;
    const isDisplay = opening === '\\[';
    const limit = this.#endOfParagraph(start + 2);
    const close = text.indexOf(isDisplay ? '\\]' : '\\)', start + 2);
    if (close === -1 || close >= limit) return start + 2;
    const tex = text.slice(start + 2, close);
    if (tex.trim() === '' || tex.includes(maskCharacter)) return start + 2;
    // `\[0, 1\]` is text with escaped brackets, `\(word\)` a piece of an address.
    const isMath = /[\\^_=]/.test(tex) || (!isDisplay && /^\s*[A-Za-z]\s*$/.test(tex));
    const lineStart = this.#lines.start(this.#lines.indexOf(start));
    const isAddress = /\]\([^\s)]*$/.test(text.slice(Math.max(lineStart, start - 500), start));
    if (!isMath || isAddress || text.slice(start, close + 4).includes('](')) return start + 2;
    const found = { start, end: close + 2, inner: { start: start + 2, end: close } };
    if (isDisplay) this.#displays.push({ ...found, form: 'brackets' });
    else this.#inlines.push(found);
    return close + 2;
  }

  /** Offset of the blank line behind an offset (marks of quotations do not count), or the end of the text. */
  #endOfParagraph(offset: number): number {
    if (offset >= this.#paragraphStart && offset <= this.#paragraphEnd) return this.#paragraphEnd;
    let index = this.#lines.indexOf(offset) + 1;
    while (index < this.#lines.count && /[^\s>]/.test(this.#lines.line(index))) index += 1;
    this.#paragraphStart = offset;
    this.#paragraphEnd = index >= this.#lines.count ? this.#text.length : this.#lines.start(index) - 1;
    return this.#paragraphEnd;
  }
}

/** `\begin` → offset behind its `\end`, pairs of one name counted by themselves. */
function matchEnvironments(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open = new Map<string, number[]>();
  for (const match of text.matchAll(/\\(begin|end)\{([A-Za-z]+\*?)\}/g)) {
    const name = match[2] ?? '';
    const stack = open.get(name);
    if (match[1] === 'begin') {
      if (stack === undefined) open.set(name, [match.index]);
      else stack.push(match.index);
    } else {
      const begin = stack?.pop();
      if (begin !== undefined) ends.set(begin, match.index + match[0].length);
    }
  }
  return ends;
}

/** What a display cannot contain. */
function crossed(tex: string): string | undefined {
  const block = crossedBlock(tex);
  if (block !== undefined) return block;
  const bare = withoutText(tex);
  const hasBlankLine = /\n[ \t]*\n/.test(tex);
  const hasWords = /\p{Script=Han}/u.test(bare);
  if (hasBlankLine && hasWords) return 'prose';
  // Inside a formula a dollar can stand in text only.
  if (/(?<!\\)\$/.test(bare) && (hasBlankLine || hasWords)) return 'prose';
  return undefined;
}

function crossedBlock(tex: string): string | undefined {
  if (/\n {0,3}#{1,6} /.test(tex)) return 'heading';
  if (tex.includes(maskCharacter)) return 'code';
  if (/\n[ \t]*<\/?(?:div|details|summary)\b/.test(tex)) return 'html';
  return undefined;
}

/** Whether a piece of TeX ends inside the braces of `\\text{…}`. */
function isInText(tex: string): boolean {
  const last = [...tex.matchAll(/\\(?:text[a-z]*|mbox|hbox)\s*\{/g)].at(-1);
  if (last === undefined) return false;
  let depth = 1;
  for (let at = last.index + last[0].length; at < tex.length && depth > 0; at += 1) {
    if (tex[at] === '\\') at += 1;
    else if (tex[at] === '{') depth += 1;
    else if (tex[at] === '}') depth -= 1;
  }
  return depth > 0;
}

/** `$5` and `$1,000` in words without any TeX. */
function isCurrency(rest: string): boolean {
  return /^\s?\d[\d,.]*/.test(rest) && !/[\\^_{}=$]/.test(rest.slice(0, 200));
}

function withoutText(tex: string): string {
  return tex.replace(/\\(?:text\w*|mbox|hbox)\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '');
}

/**
 * `\\end{align>` closes `align`; so does `\\end{equation}` where the opening says how many numbers there are: rows are marked
 * as rows, or there is one only.
 */
function isMisspelling(name: string, content: string, closing: string): boolean {
  if (closing.startsWith(`\\end{${name}`)) return true;
  return name.startsWith('equation') ? !content.includes('\\\\') : true;
}

const numbering = /^(?:equation|align|gather)\*?$/;

/** The next `\end` of an environment that numbers, unless another begins before it or the formula would cross something. */
function misspeltEnd(near: string): RegExpExecArray | null {
  const closing = /\\end\{(?:equation|align|gather)\*?(?![A-Za-z*])[}>)\]）｝》]?/.exec(near);
  if (closing === null) return null;
  const tex = near.slice(0, closing.index);
  return /\\begin\{(?:equation|align|gather)\*?\}/.test(tex) || crossed(tex) !== undefined ? null : closing;
}

function upToHeading(text: string): string {
  const heading = /\n {0,3}#{1,6} /.exec(text);
  return heading === null ? text : text.slice(0, heading.index);
}
