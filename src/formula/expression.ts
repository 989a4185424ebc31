/**
 * What a formula says, as far as it can be executed. Made from the tree by `readStatements`; evaluated by
 * `src/verify/python`. Plain JSON. Reading decides precedence and the scope of operators; whether `f(x)` is a call or a
 * product is known only to who has the values, so both readings are kept.
 */
export type Expression =
  | { readonly op: 'number'; readonly value: string }
  /** Anything that is looked up: `x`, `\alpha`, `\bar{x}`, `\mathbf{W}`. */
  | { readonly op: 'name'; readonly key: string }
  /** An accent over something that may also be looked up as a whole; `\overline` is the conjugate of a complex number. */
  | { readonly op: 'accent'; readonly key: string; readonly accent: string; readonly body: Expression }
  | Scripts
  | { readonly op: 'sum'; readonly terms: readonly { readonly sign: 1 | -1; readonly term: Expression }[] }
  | { readonly op: 'product'; readonly factors: readonly { readonly by: Joint; readonly factor: Expression }[] }
  | Call
  | { readonly op: 'fraction'; readonly numerator: Expression; readonly denominator: Expression }
  | { readonly op: 'binomial'; readonly top: Expression; readonly bottom: Expression }
  | { readonly op: 'factorial'; readonly body: Expression }
  | { readonly op: 'root'; readonly body: Expression; readonly index?: Expression }
  | { readonly op: 'parentheses'; readonly body: Expression }
  /** `(1,2,3)`: a vector. */
  | { readonly op: 'tuple'; readonly items: readonly Expression[] }
  | { readonly op: 'absolute' | 'floor' | 'ceiling'; readonly body: Expression }
  /** `sub` names the kind of norm: `2`, `F`, `\infty`, a matrix. */
  | { readonly op: 'norm'; readonly body: Expression; readonly sub?: Subscript }
  | { readonly op: 'inner'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'matrix'; readonly rows: readonly (readonly Expression[])[] }
  | { readonly op: 'determinant'; readonly body: Expression }
  | { readonly op: 'cases'; readonly branches: readonly Branch[] }
  | { readonly op: 'indicator'; readonly conditions: readonly Chain[] }
  | { readonly op: 'big'; readonly kind: BigKind; readonly binder: Binder; readonly body: Expression }
  | {
      readonly op: 'limit';
      readonly key: string;
      readonly variable: string;
      readonly to: Expression;
      readonly side: '+' | '-' | '';
      readonly body: Expression;
    }
  | {
      readonly op: 'integral';
      readonly variable: string;
      readonly from?: Expression;
      readonly to?: Expression;
      readonly body: Expression;
      readonly letter?: true;
    }
  /** `key` is the whole, `subKey` what stands below the 𝔼. */
  | {
      readonly op: 'expectation';
      readonly kind: 'mean' | 'variance';
      readonly key: string;
      readonly subKey: string;
      readonly body: Expression;
    }
  /** `letter`: the d is slanted, so it may also be a symbol of the author; then this reading is void. */
  | {
      readonly op: 'derivative';
      readonly variables: readonly DerivativeVariable[];
      readonly body: Expression;
      readonly letter?: true;
    }
  /** `of` is called; with `variable` the value of that symbol is varied instead of the argument. */
  | {
      readonly op: 'gradient';
      readonly kind: 'gradient' | 'hessian' | 'divergence';
      readonly key: string;
      readonly variable?: string;
      readonly body: Expression;
    }
  | { readonly op: 'differential'; readonly key: string; readonly body: Expression }
  /** `\left.f\right|_{x=0}` */
  | {
      readonly op: 'at';
      readonly body: Expression;
      readonly settings: readonly { readonly key: string; readonly value: Expression }[];
    }
  /** `\mathcal{O}(h^2)`: an unknown term of at most that size; `instead` where the letter is a symbol of the author. */
  | {
      readonly op: 'order';
      readonly key: string;
      readonly little: boolean;
      readonly size: Expression;
      readonly instead: Expression;
    }
  /** Two readings: there is a value where they agree, or where one has none. `text` names what is ambiguous. */
  | { readonly op: 'either'; readonly readings: readonly [Expression, Expression]; readonly text: string }
  | SetExpression
  /** Something that has no reading here. Evaluating it fails with the reason; a symbol around it may still be known. */
  | { readonly op: 'unsupported'; readonly reason: string };

/** What stands between two factors; `beside` for nothing. */
export type Joint = 'beside' | 'dot' | 'times' | 'divide' | 'hadamard' | 'kronecker';

export type BigKind = 'sum' | 'prod' | 'max' | 'min' | 'sup' | 'inf' | 'argmax' | 'argmin';

export interface Scripts {
  readonly op: 'scripts';
  readonly base: Expression;
  /** Canonical TeX: of all, without scripts, without the superscript, without the subscript. */
  readonly key: string;
  readonly headKey: string;
  readonly subKey: string;
  readonly supKey: string;
  readonly sub?: Subscript;
  readonly sup?: Superscript;
  readonly primes: number;
}

export interface Subscript {
  readonly key: string;
  /** Separated by commas. */
  readonly items: readonly Expression[];
  /** The same read letter by letter: `ij` is two indices of a matrix. */
  readonly letters?: readonly Expression[];
}

export interface Superscript {
  readonly key: string;
  readonly kind:
    | 'power'
    | 'transpose'
    | 'transpose-or-power'
    | 'hermitian'
    | 'hermitian-or-power'
    | 'pseudoinverse'
    | 'inverse-transpose'
    | 'star'
    | 'hadamard-power'
    | 'label';
  /** The exponent; for a label `(k)` what stands in the parentheses. */
  readonly exponent?: Expression;
}

/** `f(x)`, `\log(x)`, `q(x_t|x_0)`: a name and what it is applied to. */
export interface Call {
  readonly op: 'call';
  /** Canonical TeX of the whole, without scripts behind the bracket. */
  readonly key: string;
  /** The same with arguments, then also scripts, replaced by `\cdot`. */
  readonly patterns: readonly { readonly key: string; readonly indices: readonly Expression[] }[];
  readonly head: Expression;
  /** For `\log`, `\operatorname{lse}`: the name without backslash; such a head is never a factor. */
  readonly function?: string;
  /** `\log x` without parentheses: its argument has to be a single thing. */
  readonly bare: boolean;
  readonly separators: readonly string[];
  readonly args: readonly Expression[];
  /** Scripts behind the closing bracket. */
  readonly sub?: Subscript;
  readonly sup?: Superscript;
  readonly primes: number;
  /** Must be a call: read as a product the formula would be ambiguous. */
  readonly strict: boolean;
}

export interface Branch {
  readonly value: Expression;
  /** Empty for 否则. */
  readonly conditions: readonly Chain[];
}

export interface Binder {
  /** Canonical TeX of what stands below. */
  readonly key: string;
  readonly ranges: readonly { readonly variable: string; readonly from: Expression; readonly to: Expression }[];
  /** Variables whose values the author declares, with the set that is named, if one is. */
  readonly members: readonly { readonly variable: string; readonly set?: Expression; readonly setKey?: string }[];
  readonly conditions: readonly Chain[];
  /** Symbols in the conditions: those that are declared and not bound yet are bound here. */
  readonly symbols: readonly string[];
}

export interface DerivativeVariable {
  /** Canonical TeX of the symbol, and of the symbol with its index. */
  readonly base: string;
  readonly key: string;
  readonly sub?: Subscript;
}

export type SetExpression =
  /** `\mathbb{R}^{m\times n}` */
  | { readonly op: 'space'; readonly field: string; readonly dimensions: readonly Expression[] }
  | {
      readonly op: 'interval';
      readonly from: Expression;
      readonly to: Expression;
      readonly open: readonly [boolean, boolean];
    }
  | { readonly op: 'set'; readonly items: readonly Expression[] }
  | { readonly op: 'integers'; readonly from: Expression; readonly to: Expression };

/** `a = b \le c`. */
export interface Chain {
  readonly operands: readonly Expression[];
  readonly relations: readonly string[];
  /** Canonical TeX, for messages. */
  readonly text: string;
}

/** What a display says: all chains hold, for all values of the quantified variables. */
export interface Statements {
  readonly chains: readonly Chain[];
  readonly forAll: readonly Quantifier[];
}

export interface Quantifier {
  readonly variable: string;
  readonly from?: Expression;
  readonly to?: Expression;
  readonly set?: Expression;
}
