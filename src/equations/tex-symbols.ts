/** A letter or named operator of a formula with its face and accents, and its index as written. */
export interface TexSymbol {
  /** `\bold{x}`, `\hat{\mu}`, `f`; faces under one name whatever command sets them. */
  readonly base: string;
  /** TeX of the index without spaces; `''` where there is none. */
  readonly sub: string;
}

const faces: Readonly<Record<string, string>> = {
  '\\boldsymbol': '\\bold',
  '\\bm': '\\bold',
  '\\mathbf': '\\bold',
  '\\pmb': '\\bold',
  '\\bold': '\\bold',
  '\\mathrm': '\\text',
  '\\text': '\\text',
  '\\textrm': '\\text',
  '\\operatorname': '\\text',
  '\\operatorname*': '\\text',
  '\\mathop': '\\text',
  '\\widehat': '\\hat',
  '\\widetilde': '\\tilde',
  '\\overline': '\\bar',
};

/** Commands whose argument they make into another symbol. */
const marks = new Set([
  ...Object.keys(faces),
  ...['\\mathcal', '\\mathbb', '\\mathfrak', '\\mathscr', '\\mathsf', '\\mathtt', '\\mathit', '\\hat', '\\tilde'],
  ...['\\bar', '\\vec', '\\dot', '\\ddot', '\\check', '\\breve', '\\acute', '\\grave', '\\underline', '\\mathring'],
]);

const spacing =
  /^(?:\\[,;:! ]|\\(?:q?quad|thinspace|displaystyle|textstyle|limits|nolimits|left|right|[bB]igg?[lrm]?)|[&~\s])$/;
const symbol = /^(?:\p{L}|\\(?:[A-Za-z]+))$/u;

/**
 * The symbols of a formula in their order, those in indices, arguments and exponents among them. A reader of TeX for
 * comparing notation, not a parser: what it does not know it takes for a symbol by its name.
 */
export function texSymbols(tex: string): TexSymbol[] {
  const tokens = tex.match(/\\operatorname\*|\\[A-Za-z]+|\\.|\S/gsu) ?? [];
  return read(tokens.filter((token) => !spacing.test(token)));
}

/** The symbols that an entry of a table of symbols declares: `U_r, V_r` two of them, `f(x)` only `f`. */
export function declaredSymbols(tex: string): TexSymbol[] {
  const bare = tex.replace(/\\tag\s*\{[^}]*\}/g, '');
  const parts: string[] = [''];
  let depth = 0;
  for (const token of bare.match(/\\[A-Za-z]+|\\.|\s|./gsu) ?? []) {
    if ('([{'.includes(token) || token === '\\{') depth += 1;
    else if (')]}'.includes(token) || token === '\\}') depth -= 1;
    if (depth === 0 && /^[,;，、]$/.test(token)) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.flatMap((part) => texSymbols(part)[0] ?? []);
}

function read(tokens: readonly string[]): TexSymbol[] {
  const found: TexSymbol[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] ?? '';
    if (marks.has(token)) {
      const argument = argumentAt(tokens, at + 1);
      const inner = argument.tokens.join('');
      const script = scriptsAt(tokens, argument.end);
      found.push({ base: `${faces[token] ?? token}{${inner}}`, sub: script.sub }, ...script.symbols);
      at = script.end;
    } else if (symbol.test(token)) {
      const script = scriptsAt(tokens, at + 1);
      found.push({ base: token, sub: script.sub }, ...script.symbols);
      at = script.end;
    } else at += 1;
  }
  return found;
}

/** The index and exponent that begin at a token, and the symbols in them. */
function scriptsAt(tokens: readonly string[], from: number): { sub: string; symbols: TexSymbol[]; end: number } {
  let sub = '';
  let end = from;
  const symbols: TexSymbol[] = [];
  for (let token = tokens[end]; token === '_' || token === '^' || token === "'"; token = tokens[end]) {
    if (token === "'") {
      end += 1;
      continue;
    }
    const argument = argumentAt(tokens, end + 1);
    if (token === '_') sub = argument.tokens.join('');
    symbols.push(...read(argument.tokens));
    end = argument.end;
  }
  return { sub, symbols, end };
}

/** A group in braces without them, or one token. */
function argumentAt(tokens: readonly string[], from: number): { tokens: readonly string[]; end: number } {
  if (tokens[from] !== '{') {
    const one = tokens.slice(from, from + 1);
    // `\hat\mu`, `x_\mathbf{a}`: the command takes its own argument along.
    if (!marks.has(one[0] ?? '')) return { tokens: one, end: from + one.length };
    const inner = argumentAt(tokens, from + 1);
    return { tokens: tokens.slice(from, inner.end), end: inner.end };
  }
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    if (tokens[at] === '{') depth += 1;
    else if (tokens[at] === '}') depth -= 1;
    if (depth === 0) return { tokens: tokens.slice(from + 1, at), end: at + 1 };
  }
  return { tokens: tokens.slice(from + 1), end: tokens.length };
}
