import { spelling } from '../../formula/symbols.ts';

/** A piece of TeX with its place, as far as marking needs it. */
export interface TexItem {
  readonly start: number;
  readonly end: number;
  /** Names of the leaves that it prints itself, as the tree of the formula spells them. */
  readonly leaves: readonly string[];
  /** What stands inside, in the order of the text. */
  readonly groups: readonly TexGroup[];
  /** Carries its scripts above and below: they must stay with it. */
  readonly limits?: true;
}

export interface TexGroup {
  readonly items: readonly TexItem[];
  /** A group that is one character or command has none. */
  readonly braced: boolean;
}

type Macros = Readonly<Record<string, string>>;

/** Reads TeX that KaTeX accepts. What it does not know it takes for a leaf. */
export function scanTex(tex: string, macros: Macros): readonly TexItem[] {
  return new Scanner(tex, macros).list(() => false);
}

const spaces =
  /^\\(?:[,;:!> ]|quad|qquad|enspace|thinspace|displaystyle|textstyle|limits|nolimits|big+[lrm]?|Big+[lrm]?|[bB]igg?[lrm]?|middle|nonumber|notag|allowbreak|hfill)$/;
const texts = /^\\(?:text\w*|operatorname\*?|mbox|tag|label)$/;
const fonts =
  /^\\(?:math(?!op)\w+|boldsymbol|bm|pmb|hat|bar|tilde|wide\w+|over(?:line|right\w+|left\w+|brace|group)|under(?:line|brace|group)|d?dot|vec|check|breve|sqrt|mathop|mathrel|mathbin|mathord|boxed|phantom|substack|x?(?:right|left)arrow)$/;
const pairs = /^\\(?:[dtc]?frac|[dt]?binom|overset|underset|stackrel|textcolor)$/;
const big = /^\\(?:sum|prod|coprod|i*nt|oint|big\w+|lim|limsup|liminf|max|min|sup|inf|operatorname\*)$/;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

class Scanner {
  private readonly tex: string;
  private readonly macros: Macros;
  private at = 0;

  constructor(tex: string, macros: Macros) {
    this.tex = tex;
    this.macros = macros;
  }

  list(ends: (token: string) => boolean): TexItem[] {
    const items: TexItem[] = [];
    for (let token = this.peek(); token !== '' && !ends(token); token = this.peek()) {
      if (token === '^' || token === '_') {
        this.at += 1;
        const group = this.argument();
        const base = items.pop();
        items.push(withScript(base, group, this.at));
      } else if (token === "'") {
        const start = this.at;
        this.at += 1;
        const prime: TexItem = { start, end: this.at, leaves: [], groups: [] };
        const base = items.pop();
        items.push(base === undefined ? prime : { ...base, end: this.at });
      } else if (closers[token] !== undefined) items.push(this.bracket(token, ends));
      else items.push(this.item());
    }
    return items;
  }

  /** The next token, blanks and comments skipped; `''` at the end. */
  private peek(): string {
    this.at += /^(?:\s|%[^\n]*(?:\n|$))*/.exec(this.tex.slice(this.at))?.[0].length ?? 0;
    return /^(?:\\[A-Za-z]+\*?|\\[^]|[^])/u.exec(this.tex.slice(this.at))?.[0] ?? '';
  }

  /** A round or square bracket with its partner is one thing; without, it is a sign. */
  private bracket(open: string, ends: (token: string) => boolean): TexItem {
    const start = this.at;
    this.at += 1;
    const items = this.list((token) => ends(token) || token === ')' || token === ']');
    const closed = this.peek() === ')' || this.peek() === ']';
    if (closed) {
      this.at += 1;
      return { start, end: this.at, leaves: [], groups: [{ items, braced: true }] };
    }
    this.at = start + open.length;
    return { start, end: this.at, leaves: [], groups: [] };
  }

  private argument(): TexGroup {
    const token = this.peek();
    if (token === '') return { items: [], braced: true };
    if (token !== '{') return { items: [this.item(true)], braced: false };
    this.at += 1;
    const items = this.list((each) => each === '}');
    if (this.peek() === '}') this.at += 1;
    return { items, braced: true };
  }

  /** @param single one digit, not a number: `\frac12` */
  private item(single = false): TexItem {
    const start = this.at;
    const token = this.peek();
    if (token === '{') {
      const group = this.argument();
      return { start, end: this.at, leaves: [], groups: [group] };
    }
    if (/^\d$/.test(token)) {
      const digits = single ? token : (/^\d+(?:(?:\.|\{,\})\d+)*/.exec(this.tex.slice(this.at))?.[0] ?? token);
      this.at += digits.length;
      return { start, end: this.at, leaves: [digits.replaceAll('{,}', '')], groups: [] };
    }
    this.at += token.length;
    if (token === '\\left') return this.fence(start);
    if (token === '\\begin') return this.environment(start);
    if (texts.test(token)) return this.text(start, token);
    const expansion = Object.hasOwn(this.macros, token) ? this.macros[token] : undefined;
    if (expansion !== undefined) return this.macro(start, expansion);
    if (token === '\\sqrt' && this.peek() === '[') {
      this.at += 1;
      const index: TexGroup = { items: this.list((each) => each === ']'), braced: true };
      this.at += 1;
      const body = this.argument();
      return { start, end: this.at, leaves: [], groups: [index, body] };
    }
    if (fonts.test(token) || pairs.test(token)) {
      const groups = [this.argument(), ...(pairs.test(token) ? [this.argument()] : [])];
      return { start, end: this.at, leaves: [], groups };
    }
    const leaves = spaces.test(token) || '()[]|&~'.includes(token) || fences.test(token) ? [] : [nameOf(token)];
    return { start, end: this.at, leaves, groups: [], ...(big.test(token) ? { limits: true as const } : {}) };
  }

  private fence(start: number): TexItem {
    this.at += this.peek().length;
    const items = this.list((each) => each === '\\right');
    this.at += this.peek().length;
    this.at += this.peek().length;
    return { start, end: this.at, leaves: [], groups: [{ items, braced: true }] };
  }

  private environment(start: number): TexItem {
    this.argument();
    // The columns of an array.
    if (/^\\begin\s*\{(?:array|alignedat)/.test(this.tex.slice(start))) this.argument();
    const groups: TexGroup[] = [];
    for (;;) {
      groups.push({ items: this.list((each) => each === '&' || each === '\\\\' || each === '\\end'), braced: true });
      const token = this.peek();
      this.at += token.length;
      if (token === '\\end' || token === '') break;
    }
    this.argument();
    return { start, end: this.at, leaves: [], groups };
  }

  private text(start: number, token: string): TexItem {
    this.peek();
    const from = this.at;
    this.argument();
    const text = this.tex.slice(from, this.at).replace(/^\{|\}$/g, '');
    const name = token.startsWith('\\operatorname') ? text.replace(/\\[,;! ]|\s+/g, '') : text;
    return { start, end: this.at, leaves: [name], groups: [], ...(big.test(token) ? { limits: true as const } : {}) };
  }

  /** All of it or nothing: its inside is not on the page. */
  private macro(start: number, expansion: string): TexItem {
    const count = Math.max(0, ...[...expansion.matchAll(/#([1-9])/g)].map(([, place]) => Number(place)));
    const given: string[] = [];
    for (let place = 0; place < count; place += 1) {
      this.peek();
      const from = this.at;
      this.argument();
      given.push(this.tex.slice(from, this.at));
    }
    const text = expansion.replace(/#([1-9])/g, (_, place: string) => given[Number(place) - 1] ?? '');
    const leaves = leavesOf(scanTex(text, without(this.macros, expansion)));
    return { start, end: this.at, leaves, groups: [] };
  }
}

/** A macro that names itself must not be expanded for ever. */
function without(macros: Macros, expansion: string): Macros {
  return Object.fromEntries(Object.entries(macros).filter(([, text]) => text !== expansion));
}

const fences = /^\\(?:[{}|]|[lr]?[vV]ert|[lr]angle|[lr]floor|[lr]ceil|[lr]brace|right|end)$/;

function withScript(base: TexItem | undefined, group: TexGroup, end: number): TexItem {
  if (base === undefined) return { start: group.items[0]?.start ?? end, end, leaves: [], groups: [group] };
  const { start, leaves, groups, limits } = base;
  // The base becomes a group of its own, once.
  const isScripted =
    groups.length > 1 && groups[0]?.items.length === 1 && groups[0].items[0]?.start === start && leaves.length === 0;
  const inner = isScripted ? groups : [{ items: [base], braced: true }];
  return { start, end, leaves: [], groups: [...inner, group], ...(limits === true ? { limits } : {}) };
}

/** Names of all leaves, in the order of the text. */
export function leavesOf(items: readonly TexItem[]): string[] {
  return items.flatMap(({ leaves, groups }) => [...leaves, ...groups.flatMap((group) => leavesOf(group.items))]);
}

function nameOf(token: string): string {
  const spelled = spelling(token);
  return functions.has(spelled) ? spelled.slice(1) : spelled;
}

const functions: ReadonlySet<string> = new Set(
  'log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan max min sup inf lim limsup liminf det dim ker gcd hom deg Pr arg'
    .split(' ')
    .map((name) => `\\${name}`),
);
