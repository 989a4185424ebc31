/** Commands that print nothing of their own. */
const silent =
  /\\(?:left|right|big+[lrm]?|Big+[lrm]?|displaystyle|textstyle|boldsymbol|mathbf|mathbb|mathcal|mathrm|mathsf|text|textbf|operatorname|limits|nolimits|quad|qquad|label|tag)\b\*?/g;

/**
 * About how many characters wide a formula is in a line of text; a fraction counts its longer half.
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
  return flat.length;
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
