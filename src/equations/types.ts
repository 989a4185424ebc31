/**
 * The vocabulary of the core. Everything here is plain data that survives `JSON.stringify`:
 * it is cached on disk, handed to worker threads and written to `equations.json`.
 */

/** A place in a source file. `line` and `column` are 1-based, `offset` is 0-based (unist). */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Position {
  readonly start: Point;
  readonly end: Point;
}

/** A file as it was read: nothing trimmed, front matter included. */
export interface SourceFile {
  /** What a message prints: relative to the working directory, forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** `matrices/low-rank-pseudoinverse.md` → topic `matrices`, slug `low-rank-pseudoinverse`. */
export interface PostName {
  readonly topic: string;
  readonly slug: string;
  readonly format: 'md' | 'mdx';
}

/** How a display was written. `dollars` is `$$` alone on its lines. */
export type DisplayForm = 'dollars' | 'equation' | 'align' | 'gather';

/** Any formula of a post, inline or display, in the order of the text. */
export interface Formula {
  /** Place in `Derivation.formulas`; the renderer finds its HTML by it. */
  readonly index: number;
  readonly display: boolean;
  /** TeX between the delimiters, as written (a bare environment includes its `\begin` and `\end`). */
  readonly tex: string;
  /** Of the whole construct, delimiters included. */
  readonly position: Position;
  /** Where `tex` starts in the file. */
  readonly texStart: Point;
  /** A formula in a table cell: `\|` there has lost its backslash. */
  readonly inTable: boolean;
}

/** One numbered row. A `$$` block holds one, a bare `align` holds one for each row that is not opted out. */
export interface Equation {
  /** As printed: the integer in `\tag{n}`. `undefined` while the author's tag is not a positive integer. */
  readonly number: number | undefined;
  /** What stands in the braces of `\tag{…}`; `undefined` when there is no tag. */
  readonly tag: string | undefined;
  /** The name in `\label{eq:name}`, with its `eq:`. */
  readonly label: string | undefined;
  /** TeX of this row without `\tag`, `\label`, trimmed. Hash and search work on this. */
  readonly tex: string;
  /** Of `\tag{…}`, else of the row. */
  readonly position: Position;
  /** Index into `Derivation.displays`. */
  readonly display: number;
  /** Row of the display, from 0. */
  readonly row: number;
  /** Index into `Derivation.headings` of the section it stands in; -1 before the first heading. */
  readonly heading: number;
  /** Id of the innermost result box around it, e.g. `thm-2`. */
  readonly result: string | undefined;
  /** The plain text of the sentence that introduces it (the end of the paragraph before), at most 200 characters. */
  readonly lead: string;
}

export interface Display {
  readonly formula: number;
  readonly form: DisplayForm;
  /** Indices into `Derivation.equations`, one for each row that has a number; empty for an unnumbered display. */
  readonly equations: readonly number[];
  /** Number of rows that carry neither `\tag` nor `\notag`/`\nonumber`. */
  readonly untagged: number;
  /** Tags in places where LaTeX has none: inside `aligned`, a second one in one row … */
  readonly misplacedTags: readonly {
    readonly tag: string;
    readonly position: Position;
    readonly why: 'inner' | 'second';
  }[];
  readonly position: Position;
}

export interface Heading {
  readonly depth: number;
  /** Plain text: formulas as their TeX, no markup. */
  readonly text: string;
  /** `2.1`; depth-2 and depth-3 headings are numbered, others have `''`. A number typed by the author (`## 2. 存在性`) is stripped from `text`. */
  readonly number: string;
  /** The HTML id: from the text (github-slugger rules, Chinese kept), unique in the post; or `{#id}` typed at the end of the heading. */
  readonly id: string;
  readonly position: Position;
}

export const resultKinds = [
  'definition',
  'assumption',
  'theorem',
  'lemma',
  'proposition',
  'corollary',
  'proof',
  'example',
  'intuition',
  'perspective',
  'numerics',
  'practice',
  'exercise',
  'solution',
  'remark',
] as const;
export type ResultKind = (typeof resultKinds)[number];

/** A directive container: `:::theorem[name]{#thm-name}`. */
export interface Result {
  readonly kind: ResultKind;
  /** Counted per group in the post: theorem-like kinds share none, each kind counts for itself. `undefined` for kinds without numbers (proof, solution, intuition …). */
  readonly number: number | undefined;
  /** `thm-2` or the author's `{#id}`. Empty for kinds without an anchor. */
  readonly id: string;
  /** Name in square brackets, plain text. */
  readonly name: string;
  /** For proof and solution: id of the result that it belongs to (the nearest before). */
  readonly of: string | undefined;
  readonly heading: number;
  readonly position: Position;
}

/** What a reference names. */
export type ReferenceTarget =
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'label'; readonly label: string }
  /** An HTML id of this post: section, result, `eq-3`. */
  | { readonly type: 'anchor'; readonly id: string }
  /** A relative link to another post; `id` is the fragment, `''` for the post itself. */
  | { readonly type: 'post'; readonly path: string; readonly id: string };

/** A mention of an equation, a result, a section or another post. */
export interface Reference {
  readonly target: ReferenceTarget;
  /** Exactly the characters that become the link, e.g. `式(15)`; `''` for an empty Markdown link. */
  readonly text: string;
  readonly position: Position;
  readonly heading: number;
  /** Index of the equation that stands last before the reference in the same section, `undefined` where there is none. */
  readonly after: number | undefined;
  /** The sentence around it as plain text, at most 200 characters: shown under 用于. */
  readonly context: string;
  /** Whether the author wrote a link (`[](#eq-3)`) or text that we make one. */
  readonly form: 'text' | 'link' | 'eqref' | 'ref';
}

/** `[@key]` or `[@key, 第 3 节]`. */
export interface Citation {
  readonly key: string;
  readonly position: Position;
}

export interface CodeBlock {
  readonly lang: string;
  /** Words after the language: `run`, `title="…"`. */
  readonly meta: string;
  readonly value: string;
  readonly position: Position;
}

/** The front matter as YAML gave it, with the place of each top-level key. */
export interface FrontMatter {
  /** `undefined` where there is none. */
  readonly data: unknown;
  readonly position: Position | undefined;
  /** Path of a value (`prerequisites.0.post`) → where it stands. */
  readonly places: Readonly<Record<string, Position>>;
  /** YAML that could not be read, or a front matter that is missing or unclosed. */
  readonly problems: readonly { readonly message: string; readonly position: Position }[];
}

/** A structural fault that only the parser sees. Rules turn them into findings. */
export interface ParseProblem {
  readonly kind:
    | 'unclosed-display'
    | 'one-line-display'
    | 'text-on-fence'
    | 'unclosed-environment'
    | 'tag-in-inline'
    | 'unknown-directive'
    | 'unclosed-directive'
    | 'nested-display'
    | 'other-environment'
    /** `detail` is what follows `\end{…}` on its line. */
    | 'text-behind-environment'
    /** A line of colons that opens or closes no box. */
    | 'stray-fence'
    /** JSX or an expression that cannot be read; the post is then read as Markdown. */
    | 'mdx-syntax'
    /** JSX with a name that is neither imported nor given to all posts; `detail` is the name. */
    | 'unknown-component'
    /** In prose: a dollar without partner, a LaTeX command. */
    | 'stray-dollar'
    | 'stray-tex';
  readonly detail: string;
  readonly position: Position;
}

/** Everything that the site knows of one post before it is rendered. */
export interface Derivation {
  readonly path: string;
  readonly name: PostName;
  readonly frontMatter: FrontMatter;
  readonly formulas: readonly Formula[];
  readonly displays: readonly Display[];
  readonly equations: readonly Equation[];
  readonly headings: readonly Heading[];
  readonly results: readonly Result[];
  readonly references: readonly Reference[];
  readonly citations: readonly Citation[];
  readonly codeBlocks: readonly CodeBlock[];
  /** First formula of each row of a table of symbols, with the place of its cell. */
  readonly symbols: readonly { readonly formula: number; readonly position: Position }[];
  /** Ids typed in raw HTML (`<a id="old">`), with their places. */
  readonly htmlIds: readonly { readonly id: string; readonly position: Position }[];
  /** Relative or absolute links that are neither references nor external: images, files. */
  readonly links: readonly { readonly url: string; readonly position: Position }[];
  readonly problems: readonly ParseProblem[];
  /** Formulas that KaTeX refuses; filled by `checkFormulas`, index by index. */
  readonly formulaProblems: readonly FormulaProblem[];
  /** Characters of prose without code and formulas, for the reading time. */
  readonly characters?: number;
  /** Index into `headings` of the first section that says in words what a reader needs to know before. */
  readonly preparation?: number;
  /** Lines of the file, and a hash of its text. */
  readonly lines: number;
  readonly hash: string;
}

export interface FormulaProblem {
  readonly formula: number;
  readonly message: string;
  /** Offset in `Formula.tex`, where KaTeX names one. */
  readonly at: number | undefined;
}

export type Severity = 'error' | 'warning';

export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly file: string;
  readonly position: Position;
  /** What is wrong, with the values, in Chinese. The place is never in the text. */
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** What to do. */
  readonly hint?: string;
  readonly related?: readonly { readonly file: string; readonly position: Position; readonly message: string }[];
}

/** An equation as the rest of the site names it. */
export interface IndexedEquation {
  /** `low-rank-pseudoinverse` */
  readonly slug: string;
  readonly number: number;
  readonly label: string | undefined;
  readonly tex: string;
  /** `eq-7` */
  readonly anchor: string;
  readonly section: { readonly number: string; readonly text: string; readonly id: string } | undefined;
  readonly lead: string;
  readonly result: string | undefined;
}

/** One use of a target, for 用于 and for backlinks. */
export interface Use {
  readonly slug: string;
  readonly reference: Reference;
}

/** Everything about all posts that can be looked up. Built once, passed along, never mutated. */
export interface EquationIndex {
  readonly derivations: ReadonlyMap<string, Derivation>;
  /** `slug#anchor` → equation. Anchors: `eq-n` and, for a labelled one, `eq-name`. */
  readonly equations: ReadonlyMap<string, IndexedEquation>;
  /** `slug#id` → what stands there: equation, result or heading. */
  readonly anchors: ReadonlyMap<string, AnchorTarget>;
  /** `slug#anchor` of the canonical anchor (`slug#` for the post itself) → places that refer to it, in order of slug and place. */
  readonly uses: ReadonlyMap<string, readonly Use[]>;
}

export type AnchorTarget =
  | { readonly type: 'equation'; readonly slug: string; readonly equation: number; readonly canonical: string }
  | { readonly type: 'result'; readonly slug: string; readonly result: number; readonly canonical: string }
  | { readonly type: 'heading'; readonly slug: string; readonly heading: number; readonly canonical: string }
  | { readonly type: 'html'; readonly slug: string; readonly canonical: string };

/** A reference whose target was found. */
export interface ResolvedReference {
  readonly reference: Reference;
  readonly slug: string;
  readonly anchor: AnchorTarget | { readonly type: 'post'; readonly slug: string; readonly canonical: '' };
  /** What an empty link shows: `式(3)`, `定理 2`, `§2.1 存在性`, `《标题》式(3)`. */
  readonly text: string;
}
