/** Which rows of the index of equations a reader wants. */

export interface EquationRow {
  readonly tex: string;
  /** Title, lead, label: what is searched for words, in lower case. */
  readonly words: string;
  readonly status: string;
  readonly label: string;
}

export interface EquationFilter {
  /** Words or pieces of LaTeX, each of which must be there. */
  readonly text: string;
  /** One symbol as LaTeX: `\sigma_j`, `\bar\alpha`, `σ`. */
  readonly symbol: string;
  /** A kind of status; `''` for any. */
  readonly status: string;
  readonly labelled: boolean;
}

export const everything: EquationFilter = { text: '', symbol: '', status: '', labelled: false };

/** Compiles a filter once for many rows. */
export function createEquationFilter({
  text,
  symbol,
  status,
  labelled,
}: EquationFilter): (row: EquationRow) => boolean {
  const wanted = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const parts = symbolTokens(symbol);
  return (row) =>
    (status === '' || row.status === status) &&
    (!labelled || row.label !== '') &&
    wanted.every((word) => row.words.includes(word) || row.tex.toLowerCase().includes(word)) &&
    holdsTokens(symbolTokens(row.tex), parts);
}

const greek =
  'αalpha βbeta γgamma δdelta εepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu νnu ξxi πpi ρrho σsigma τtau υupsilon φphi χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΦPhi ΨPsi ΩOmega';
const greekLetters = new Map(greek.split(' ').map((each) => [each.slice(0, 1), `\\${each.slice(1)}`]));

/** Commands and characters, without braces, fonts and spaces: `\mathbf{x}_{t}` and `x_t` are the same. */
export function symbolTokens(tex: string): readonly string[] {
  const tokens = tex.match(/\\[A-Za-z]+|\\[^]|[^\s{}]/gu) ?? [];
  return tokens
    .map((token) => greekLetters.get(token) ?? spelled[token] ?? token)
    .filter((token) => !/^\\(?:math(?:bf|rm|it|sf)|boldsymbol|bm|left|right|[,;:! ])$/.test(token));
}

const spelled: Readonly<Record<string, string>> = { '\\varepsilon': '\\epsilon', '\\varphi': '\\phi', '\\top': 'T' };

/** Whether the tokens stand there side by side. */
function holdsTokens(tokens: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  return tokens.some((_, from) => wanted.every((token, at) => tokens[from + at] === token));
}
