/** Commands that print nothing of their own. */
const silent =
  /\\(?:left|right|big+[lrm]?|Big+[lrm]?|displaystyle|textstyle|boldsymbol|mathbf|mathbb|mathcal|mathrm|mathsf|text|textbf|operatorname|limits|nolimits|quad|qquad|label|tag)\b\*?/g;

/**
 * About how many Latin characters wide a formula is in a line of text; a fraction counts its longer half.
 * Only relative truth is asked of it: which cells cannot shrink, which formulas may be kept from breaking.
 */
export function visibleLength(tex: string): number {
  const flat = tex
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, above: string, below: string) =>
      above.length > below.length ? above : below,
    )
    .replace(silent, '')
    .replace(/\\begin\{\w+\*?\}|\\end\{\w+\*?\}/g, '')
    .replace(/\\[a-zA-Z]+/g, 'x')
    .replace(/\\[,;:! ]|[{}\s^_&~]/g, '');
  return flat.length + (flat.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0);
}

const operator =
  /^(?:[=<>+\-*:]|\\(?:leq?|geq?|neq?|approx|equiv|sim|simeq|in|notin|to|mapsto|mid|cdot|times|otimes|odot|circ|pm|cup|cap|subset|subseteq|propto|succeq?|preceq?|ll|gg|[lL]eftarrow|[rR]ightarrow|[lL]ong(?:left|right)arrow|Leftrightarrow|iff|implies|parallel|perp|allowbreak))$/;

/**
 * The parts between which KaTeX lets a formula of a line break: behind operators outside of every group.
 * @returns at least one part; together they are the formula
 */
export function unbreakableParts(tex: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of tex.matchAll(/\\[a-zA-Z]+|\\.|[{}=<>+\-*:]/gs)) {
    if (token === '{' || token === '\\left' || token === '\\begin') depth += 1;
    else if (token === '}' || token === '\\right' || token === '\\end') depth -= 1;
    else if (depth <= 0 && operator.test(token)) {
      parts.push(tex.slice(start, index + token.length));
      start = index + token.length;
    }
  }
  return [...parts, tex.slice(start)].filter((part, place) => place === 0 || part.trim() !== '');
}

/** Rows of a display: the breaks of its environment, plus one. */
export function displayRows(tex: string): number {
  return (tex.match(/\\\\(?!\w)/g)?.length ?? 0) + 1;
}

/** Width of running text in characters of the body size: a Latin letter is about half as wide as a Chinese one. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1;
  return width;
}
