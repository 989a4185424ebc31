import { texChains } from './tex-sides.ts';
import { texSymbols } from './tex-symbols.ts';

export interface DisplaySymbols {
  /** Letters that the display uses; indices, and names that everybody knows, are left out. */
  readonly used: readonly string[];
  /** Letters that it introduces itself: what it defines, its arguments, and what only runs inside it. */
  readonly introduced: ReadonlySet<string>;
}

const greek =
  /^\\(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|ell)$/;

/** The unit matrix, the base of exponentials, the differential, orders of growth, Kullback and Leibler's distance. */
const wellKnown = new Set(['I', 'e', 'i', 'd', 'O', 'o', '\\Theta', '\\Omega', 'D_{\\mathrm{KL}}', 'T']);

/** @param tex of one row, macros written out */
export function symbolsOfDisplay(tex: string): DisplaySymbols {
  const bare = tex
    .replace(/\\(?:begin|end)\s*\{[^{}]*\}(?:\{[lcr|]+\})?/g, ' ')
    .replace(/\\(?:text|mathrm|operatorname\*?|mathbb|label|tag)\s*\{[^{}]*\}/g, ' ');
  const introduced = new Set<string>();
  for (const chain of texChains(bare))
    for (const symbol of defined(chain.map(({ tex: side }) => side))) introduced.add(symbol);
  for (const symbol of running(tex)) introduced.add(symbol);
  const used = texSymbols(withoutIndices(bare)).flatMap(({ base }) =>
    (/^\p{L}$/u.test(base) || greek.test(base)) && !wellKnown.has(base) ? base : [],
  );
  return { used: [...new Set(used)], introduced };
}

/** `f(x) = …` defines `f` for every `x`; `|\nu|\le u` says what `\nu` is. */
function defined([left = '', ...rest]: readonly string[]): string[] {
  if (rest.length === 0) return [];
  const symbols = texSymbols(left).map(({ base }) => base);
  const call = /^[^(]*\(([^()]*)\)$/.exec(left.replace(/\\(?:left|right)/g, '').trim());
  const alone = new Set(texSymbols(withoutIndices(left)).map(({ base }) => base)).size === 1;
  return [...symbols.slice(0, 1), ...(call === null && !alone ? [] : symbols)];
}

/** Indices of sums and limits, variables of integrals and of expectations. */
function running(tex: string): string[] {
  const name = String.raw`([A-Za-z]|\\[a-z]+)`;
  const below = new RegExp(String.raw`_\s*\{?\s*(?:\\substack\s*\{)?\s*${name}`, 'g');
  const differential = new RegExp(String.raw`(?:\\mathrm\s*\{?\s*d\s*\}?|\\mathrm\s+d|\\partial|\\d)\s*${name}`, 'g');
  return [...tex.matchAll(below), ...tex.matchAll(differential)].flatMap((match) => match[1] ?? []);
}

/** Without what stands in indices: `W_{i,j}` is `W`. */
function withoutIndices(tex: string): string {
  return tex.replace(/_\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+(?:\{[^{}]*\})?|[^\s{}\\])/g, '');
}
