import { spelling } from '../../formula/symbols.ts';

/** Beyond the synonyms of the tree: what a learner types for one thing. */
const same: Readonly<Record<string, string>> = {
  '\\varepsilon': '\\epsilon',
  '\\vartheta': '\\theta',
  '\\varphi': '\\phi',
  '\\varrho': '\\rho',
  '\\varsigma': '\\sigma',
  '\\varpi': '\\pi',
  '\\varkappa': '\\kappa',
  '\\hslash': '\\hbar',
  ':=': '=',
  '\\equiv': '=',
  '\\doteq': '=',
  '\\longrightarrow': '\\to',
  '\\longleftarrow': '\\leftarrow',
  '\\thickapprox': '\\approx',
  '\\thicksim': '\\sim',
  '\\succcurlyeq': '\\succeq',
  '\\preccurlyeq': '\\preceq',
  '\\intercal': '⊤',
  '\\top': '⊤',
  '\\dagger': '+',
  '\\star': '*',
  '\\dots': '…',
  '\\emptyset': '\\varnothing',
};

/** Names of functions and of what is written like one, in lower case. */
const words: Readonly<Record<string, string>> = {
  ln: 'log',
  trace: 'tr',
  sgn: 'sign',
  logsumexp: 'lse',
  variance: 'var',
  cov: 'cov',
  'arg max': 'argmax',
  'arg min': 'argmin',
};

export function symbolLabel(text: string): string {
  const spelled = spelling(text);
  return same[spelled] ?? spelled;
}

/** `\operatorname{Tr}`, `\text{softmax}`, `\mathrm{KL}`: one spelling of a name; `''` for a remark that is no name. */
export function wordLabel(text: string): string {
  const lower = text.toLowerCase().replace(/[\s~\\,;:.]+/g, '');
  return words[lower] ?? (/^[a-z][a-z0-9+-]*$/.test(lower) ? lower : '');
}

/** Names that are recognised when somebody types them as plain letters. */
export const typedWords: readonly string[] = [
  'logsumexp',
  'softmax',
  'sigmoid',
  'softplus',
  'argmax',
  'argmin',
  'squareplus',
  'swish',
  'gelu',
  'relu',
  'tanh',
  'diag',
  'rank',
  'sign',
  'log',
  'exp',
  'max',
  'min',
  'sin',
  'cos',
  'erf',
  'det',
  'var',
  'cov',
  'sgn',
  'ln',
  'tr',
  'KL',
];
