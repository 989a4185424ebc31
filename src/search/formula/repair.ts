/**
 * TeX as it is while somebody types: closes what is open, drops what closes nothing, gives missing arguments. Never
 * throws. What KaTeX then still refuses is taken out piece by piece by `readTex`.
 */
export function repair(typed: string): string {
  return closeBrackets(close(wildcards(plain(typed))));
}

/** Dollars and brackets around the formula, full-width signs, a backslash that nothing follows. */
function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[−–]/g, '-')
    .replace(/%/g, '\\%')
    .replace(/\\\\%/g, '\\%')
    .replace(/^\s*(?:\$\$?|\\\[|\\\()|(?:\$\$?|\\\]|\\\))\s*$/g, '')
    .replace(/(?<!\\)\$/g, '')
    .replace(/\\(?:tag|label)\*?\s*\{[^{}]*\}?/g, '')
    .replace(/\\(?:notag|nonumber)\b/g, '')
    .replace(/(?<!\\)((?:\\\\)*)\\\s*$/, '$1')
    .trim();
}

/** `?` stands for anything, `?a` and `?1` for the same thing each time. */
function wildcards(tex: string): string {
  return tex.replace(/(\\\\)|\\?\?([A-Za-z0-9]?)/g, (_, newline: string | undefined, name = '') =>
    newline === undefined ? `{\\text{?${String(name)}}}` : newline,
  );
}

const twoArguments = /^\\(?:[dtc]?frac|[dt]?binom|overset|underset|stackrel)$/;
const oneArgument =
  /^\\(?:sqrt|text\w*|math\w+|operatorname\*?|boldsymbol|bm|hat|bar|tilde|wide\w+|over\w+|under\w+|dot|ddot|vec|pmb|tag|label|x?(?:right|left)arrow)$/;
const sized = /^\\(?:left|right|middle|[bB]igg?[lrm]?)$/;

/** Round and square brackets that are still open at the end. Half-open intervals are left alone. */
function closeBrackets(tex: string): string {
  const open: string[] = [];
  for (const [, bracket] of tex.matchAll(/\\(?:left|right|[bB]igg?[lrm]?)\s*[([\])]|\\[^]|([([\])])/g)) {
    if (bracket === undefined) continue;
    if (bracket === '(' || bracket === '[') open.push(bracket === '(' ? ')' : ']');
    else open.pop();
  }
  return tex + open.reverse().join('');
}

/** One pass over the tokens. Wildcards are left as they are. */
export function close(tex: string): string {
  const tokens: readonly string[] = tex.match(/\\[A-Za-z]+\*?|\\[^]|\s+|[^]/gu) ?? [];
  const open: string[] = [];
  let out = '';
  const end = (kind: string): void => {
    out += kind === '{' ? '}' : kind === 'left' ? '\\right.' : `\\end{${kind}}`;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const rest = tokens.slice(at + 1).find((each) => each.trim() !== '');
    const ends = rest === undefined || rest === '}' || rest === '&' || rest === '\\\\';
    if (token === '{') {
      open.push('{');
      out += token;
    } else if (token === '}') {
      // What was opened inside ends with it; what opens nowhere is dropped.
      const from = open.lastIndexOf('{');
      if (from === -1) continue;
      while (open.length > from) end(open.pop() ?? '{');
    } else if (token === '\\begin' || token === '\\end') {
      const name = /^\s*\{([A-Za-z]+\*?)\}/.exec(tokens.slice(at + 1).join(''));
      if (name === null) break;
      at += (name[0].match(/\\[A-Za-z]+\*?|\\[^]|\s+|[^]/gu) ?? []).length;
      const environment = environments.has(name[1] ?? '') ? (name[1] ?? '') : '';
      if (environment === '') continue;
      if (token === '\\begin') {
        open.push(environment);
        out += `\\begin{${environment}}`;
      } else {
        const from = open.lastIndexOf(environment);
        if (from === -1 || open.slice(from + 1).includes('{')) continue;
        while (open.length > from) end(open.pop() ?? '{');
      }
    } else if (sized.test(token)) {
      if (rest === undefined || !delimiters.test(rest)) {
        if (token === '\\left') open.push('left');
        if (token === '\\left') out += '\\left.';
        continue;
      }
      at = tokens.indexOf(rest, at + 1);
      if (token === '\\left') {
        open.push('left');
        out += `\\left${rest} `;
      } else if (token === '\\right') {
        if (open.at(-1) !== 'left') continue;
        open.pop();
        out += `\\right${rest} `;
      } else if (token === '\\middle' && open.at(-1) !== 'left') out += `${rest} `;
      else out += `${token}${rest} `;
    } else if (token === '&' || token === '\\\\') {
      // Outside of a table they align nothing.
      const inTable = open.length > 0 && open.at(-1) !== '{' && open.at(-1) !== 'left';
      out += inTable ? token : token === '&' ? ' ' : ',';
    } else if (token === '^' || token === '_') {
      out += /[\^_]\s*$/.test(out) ? `{}${token}` : token;
      if (ends) out += '{}';
    } else if (ends && (oneArgument.test(token) || twoArguments.test(token))) {
      out += `${token}{}${twoArguments.test(token) ? '{}' : ''}`;
    } else out += token;
  }
  while (open.length > 0) end(open.pop() ?? '{');
  return out;
}

const delimiters =
  /^(?:[()[\]|./<>]|\\[{}|]|\\(?:lbrace|rbrace|[lr]?[vV]ert|langle|rangle|[lr]angle|lfloor|rfloor|lceil|rceil|lbrack|rbrack|uparrow|downarrow|backslash))$/;

const environments: ReadonlySet<string> = new Set(
  'aligned alignedat split gathered array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases rcases substack align align* gather gather* equation equation*'.split(
    ' ',
  ),
);
