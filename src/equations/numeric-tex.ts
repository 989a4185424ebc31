/**
 * The value of TeX that holds numbers only: `\frac{1}{3}`, `2\sqrt2`, `0.48^2+0.6^2`, `\log 2`.
 * @returns `undefined` for anything else: letters, other commands, what could be read in two ways
 */
export function numericValue(tex: string): number | undefined {
  const tokens = tex.match(/\d+(?:\.\d+)?|\\[A-Za-z]+|\\.|[^\s\\]/g) ?? [];
  const reader = new Reader(tokens.filter((token) => !/^\\(?:[,;:! ]|left|right|q?quad|[bB]igg?[lrm]?)$/.test(token)));
  const value = reader.sum();
  return reader.isDone && Number.isFinite(value) ? value : undefined;
}

const functions: Readonly<Record<string, (x: number) => number>> = {
  '\\log': Math.log,
  '\\ln': Math.log,
  '\\exp': Math.exp,
  '\\sin': Math.sin,
  '\\cos': Math.cos,
  '\\tanh': Math.tanh,
};

/** Recursive descent; what it cannot read is NaN, which spreads. */
class Reader {
  readonly #tokens: string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = [...tokens];
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): number {
    let value = this.#take('-') ? -this.#product() : this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else return value;
    }
  }

  #product(): number {
    let value = this.#power();
    for (;;) {
      if (this.#take('\\times') || this.#take('\\cdot') || this.#take('*')) value *= this.#power();
      else if (this.#take('/')) value /= this.#power();
      else if (this.#startsFactor()) value *= this.#power();
      else return value;
    }
  }

  /** Two numbers side by side are no product; a number before a root, a fraction or a bracket is one. */
  #startsFactor(): boolean {
    const next = this.#tokens[this.#at] ?? '';
    return ['\\sqrt', '\\frac', '\\tfrac', '\\dfrac', '\\pi', 'e', '(', '['].includes(next) || next in functions;
  }

  #power(): number {
    const base = this.#atom();
    return this.#take('^') ? base ** this.#argument() : base;
  }

  #atom(): number {
    const token = this.#tokens[this.#at] ?? '';
    this.#at += 1;
    if (/^\d/.test(token)) return Number(token);
    if (token === '\\pi') return Math.PI;
    if (token === 'e') return this.#tokens[this.#at] === '^' ? Math.E : Number.NaN;
    if (token === '(' || token === '[') return this.#closed(token === '(' ? ')' : ']');
    if (token === '{') return this.#closed('}');
    if (/^\\[td]?frac$/.test(token)) return this.#argument() / this.#argument();
    if (token === '\\sqrt') return this.#tokens[this.#at] === '[' ? Number.NaN : Math.sqrt(this.#argument());
    const apply = functions[token];
    return apply === undefined ? Number.NaN : apply(this.#power());
  }

  #closed(by: string): number {
    const value = this.sum();
    return this.#take(by) ? value : Number.NaN;
  }

  /** A group in braces, or one character: `\frac12` is a half. */
  #argument(): number {
    const token = this.#tokens[this.#at] ?? '';
    if (token === '{' || !/^\d\d/.test(token)) return this.#take('-') ? Number.NaN : this.#atom();
    this.#tokens.splice(this.#at, 1, ...token);
    return this.#atom();
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }
}
