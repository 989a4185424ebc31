import katex, { type KatexOptions } from 'katex';
import { errorColour } from './error-colour.ts';
import { displayTex, placeInDisplay } from './tex.ts';
import type { Derivation, FormulaProblem } from './types.ts';

/** Limits of one formula. KaTeX has none for length and depth: 100 kB of `x+` take seconds and 16 MB of HTML. */
export const sourceLimit = 8_000;
export const outputLimit = 512_000;
/** Groups in groups. The stack, which ends much later, is not of the same depth in every process: this limit is. */
export const depthLimit = 200;
/** Lengths beyond this (in em) can lay a formula over other text. */
export const lengthLimit = 50;

export interface RenderOptions {
  readonly display: boolean;
  readonly macros: Readonly<Record<string, string>>;
}

export interface RenderedFormula {
  /** `''` when there is a problem. */
  readonly html: string;
  readonly problems: readonly { readonly message: string; readonly at: number | undefined }[];
}

/**
 * Sets one formula, and says everything that is wrong with it: what KaTeX throws, what it only colours (untrusted
 * commands), what it only warns of, and what is beyond our limits. Never throws.
 * @param tex for a display: the result of `displayTex`
 */
export function renderFormula(tex: string, { display, macros }: RenderOptions): RenderedFormula {
  const refused = refuse(tex);
  if (refused !== undefined) return { html: '', problems: [refused] };
  const problems: { message: string; at: number | undefined }[] = [];
  const options: KatexOptions = {
    displayMode: display,
    output: 'htmlAndMathml',
    throwOnError: true,
    errorColor: errorColour,
    maxSize: lengthLimit,
    maxExpand: 1000,
    // A fresh copy for each formula: `\gdef` writes into the object.
    macros: { ...macros },
    strict: (code: string, message: string, token?: { loc?: { start: number } }) => {
      if (!tolerated.has(code)) problems.push({ message: strictMessages[code] ?? message, at: token?.loc?.start });
      return 'ignore';
    },
    trust: ({ command }: { command: string }) => {
      problems.push({ message: `命令 ${command} 不允许使用`, at: undefined });
      return false;
    },
  };
  try {
    const html = katex.renderToString(tex, options);
    if (html.length > outputLimit) {
      problems.push({
        message: `公式排出来有 ${String(html.length)} 个字符，上限 ${String(outputLimit)}`,
        at: undefined,
      });
    } else if (problems.length === 0 && html.includes(errorColour)) {
      problems.push({ message: '公式里有 KaTeX 不认识的命令', at: undefined });
    }
    return problems.length > 0 ? { html: '', problems } : { html, problems };
  } catch (error) {
    return { html: '', problems: [...problems, describe(error)] };
  }
}

/** KaTeX's own strictness that is a matter of taste here, or of LaTeX engines that we do not use. */
const tolerated: ReadonlySet<string> = new Set([
  'htmlExtension',
  'newLineInDisplayMode',
  'mathVsTextUnits',
  'commentAtEnd',
]);

const strictMessages: Readonly<Record<string, string>> = {
  unicodeTextInMathMode: '数学模式里有汉字或全角符号，要放进 \\text{…}',
  unknownSymbol: '有 KaTeX 没有字形的字符',
  mathVsSups: '撇号和上标混用',
};

/** Characters that cannot be seen and change what is read: zero width, direction marks, BOM, non-breaking space. */
const invisible = /[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
/** A `%` that is not `\%`, with something behind it on its line: KaTeX leaves that out, `\tag` among it, without a word. */
const swallowing = /(?<=(?:^|[^\\])(?:\\\\)*)%(?=[ \t]*\S)/;
/** Only behind commands that take a length: `e^{512nd}` is a product. */
const length =
  /(?<=(?:\\(?:m?kern|[hm]skip|hspace\*?|rule(?:\s*\[[^\]]*\])?(?:\s*\{[^{}]*\})?|raisebox)\s*[[{]?|\\\\\*?\s*\[)\s*)(-?\s*\d*\.?\d+)\s*(em|ex|pt|mm|cm|in|bp|pc|dd|cc|nd|nc|sp|px|mu)\b/g;
/** Rough size of a unit in em. */
const inEm: Readonly<Record<string, number>> = {
  em: 1,
  ex: 0.43,
  mu: 0.056,
  mm: 0.28,
  cm: 2.85,
  in: 7.2,
  pc: 1.2,
  cc: 1.28,
  nc: 1.28,
};

function refuse(tex: string): FormulaFault | undefined {
  if (tex.length > sourceLimit) {
    return { message: `公式有 ${String(tex.length)} 个字符，上限 ${String(sourceLimit)}`, at: undefined };
  }
  if (depthOf(tex) > depthLimit) return tooDeep;
  const hidden = invisible.exec(tex);
  if (hidden !== null) {
    const code = hidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return { message: `公式里有看不见的字符 U+${code}`, at: hidden.index };
  }
  const comment = swallowing.exec(tex);
  if (comment !== null) return { message: '公式里的 % 是 TeX 的注释，它后面的内容不会显示', at: comment.index };
  if (tex.includes('\\')) {
    for (const match of tex.matchAll(length)) {
      const size = Math.abs(Number(match[1]?.replace(/\s/g, ''))) * (inEm[match[2] ?? ''] ?? 0.1);
      if (size > lengthLimit)
        return { message: `长度 ${match[0]} 太大，上限 ${String(lengthLimit)}em`, at: match.index };
    }
  }
  return undefined;
}

interface FormulaFault {
  readonly message: string;
  readonly at: number | undefined;
}

const tooDeep: FormulaFault = { message: '公式嵌套得太深', at: undefined };

/** How many groups are open at once, where it is most. */
function depthOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of tex.matchAll(/\\.|[{}]/gs)) {
    if (mark === '{') depth += 1;
    else if (mark === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function describe(error: unknown): FormulaFault {
  if (error instanceof RangeError) return tooDeep;
  if (!(error instanceof Error)) return { message: String(error), at: undefined };
  const position = 'position' in error && typeof error.position === 'number' ? error.position : undefined;
  return { message: error.message, at: position };
}

/** TeX that KaTeX gets for a formula of a post. */
export function texForKatex(formula: { readonly display: boolean; readonly tex: string }): string {
  return formula.display ? displayTex(formula.tex) : formula.tex;
}

/**
 * The derivation with `formulaProblems` filled. Only the first problem of a formula is kept: the others follow from it.
 * @param render defaults to `renderFormula`; the renderer passes its own, to set each formula once.
 */
export function checkFormulas(
  derivation: Derivation,
  macros: Readonly<Record<string, string>>,
  render: (tex: string, options: RenderOptions) => RenderedFormula = renderFormula,
): Derivation {
  const formulaProblems = derivation.formulas.flatMap((formula): FormulaProblem[] => {
    const tex = texForKatex(formula);
    const [problem] = render(tex, { display: formula.display, macros }).problems;
    if (problem === undefined) return [];
    // A fault at the end of what KaTeX got is a fault of the whole.
    const found = problem.at !== undefined && problem.at < tex.length ? problem.at : undefined;
    const at = found !== undefined && formula.display ? placeInDisplay(formula.tex, found) : found;
    return [{ formula: formula.index, message: problem.message, at }];
  });
  return { ...derivation, formulaProblems };
}
