/**
 * Spellings. One table for everybody who compares formulas: this folder, formula search, and the evaluator in Python,
 * which receives it with its input.
 */

/** Commands that print the same or mean the same → the spelling of the tree. */
export const synonyms: Readonly<Record<string, string>> = {
  '\\leq': '\\le',
  '\\leqslant': '\\le',
  '\\leqq': '\\le',
  '\\geq': '\\ge',
  '\\geqslant': '\\ge',
  '\\geqq': '\\ge',
  '\\lt': '<',
  '\\gt': '>',
  '\\neq': '\\ne',
  '≠': '\\ne',
  '∉': '\\notin',
  '≔': ':=',
  '\\coloneqq': ':=',
  '\\triangleq': ':=',
  '≜': ':=',
  '≝': ':=',
  '\\rightarrow': '\\to',
  '\\gets': '\\leftarrow',
  '\\mid': '|',
  '\\vert': '|',
  '\\lvert': '|',
  '\\rvert': '|',
  '\\Vert': '\\|',
  '\\lVert': '\\|',
  '\\rVert': '\\|',
  '\\parallel': '\\|',
  '\\lbrace': '\\{',
  '\\rbrace': '\\}',
  '\\lbrack': '[',
  '\\rbrack': ']',
  '\\lang': '\\langle',
  '\\rang': '\\rangle',
  '\\ast': '*',
  '\\land': '\\wedge',
  '\\lor': '\\vee',
  '\\ldots': '\\dots',
  '\\cdots': '\\dots',
  '\\@cdots': '\\dots',
  '\\dotsb': '\\dots',
  '\\dotsc': '\\dots',
  '\\dotsm': '\\dots',
  '\\dotsi': '\\dots',
  '\\dotso': '\\dots',
  '\\vdots': '\\dots',
  '\\varvdots': '\\dots',
  '\\ddots': '\\dots',
  '\\dag': '\\dagger',
  '\\Longrightarrow': '\\Rightarrow',
  '\\implies': '\\Rightarrow',
  '\\iff': '\\Leftrightarrow',
  '\\Longleftrightarrow': '\\Leftrightarrow',
  '\\bold': '\\mathbf',
  '\\bf': '\\mathbf',
  '\\rm': '\\mathrm',
  '\\cal': '\\mathcal',
  '\\bm': '\\boldsymbol',
  '\\Bbb': '\\mathbb',
  '\\widehat': '\\hat',
  '\\widetilde': '\\tilde',
  '\\widecheck': '\\check',
  '\\dfrac': '\\frac',
  '\\tfrac': '\\frac',
  '\\cfrac': '\\frac',
  '\\dbinom': '\\binom',
  '\\tbinom': '\\binom',
  '′': '\\prime',
  '\\R': '\\mathbb{R}',
  '\\N': '\\mathbb{N}',
  '\\Z': '\\mathbb{Z}',
  '\\Complex': '\\mathbb{C}',
};

export function spelling(text: string): string {
  return synonyms[text] ?? text;
}

/** Delimiters that can only open or only close, in the spelling of the tree. */
export const closers: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '\\{': '\\}',
  '\\langle': '\\rangle',
  '\\lfloor': '\\rfloor',
  '\\lceil': '\\rceil',
};
export const openers: ReadonlySet<string> = new Set(Object.keys(closers));
export const closing: ReadonlySet<string> = new Set(Object.values(closers));

/** Bars open, close or separate; which, only the neighbours tell. */
export function isBar(text: string): text is '|' | '\\|' {
  return text === '|' || text === '\\|';
}

/** Ordinary symbols that act on what follows, so that a bar behind them opens. */
export const prefixes: ReadonlySet<string> = new Set(['\\nabla', '\\partial', '\\forall', '\\exists', '\\neg']);

/** KaTeX calls them symbols or binary; they are operators between two factors. */
export const operators: ReadonlySet<string> = new Set([
  '+',
  '-',
  '/',
  '*',
  '\\pm',
  '\\mp',
  '\\cdot',
  '\\times',
  '\\div',
  '\\odot',
  '\\otimes',
  '\\oplus',
  '\\circ',
  '\\wedge',
  '\\vee',
  '\\cup',
  '\\cap',
  '\\setminus',
]);
