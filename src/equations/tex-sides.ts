/** One side of a chain of relations, with the relation before it; the first has none. */
export interface TexSide {
  readonly relation: string | undefined;
  readonly tex: string;
}

const relations: ReadonlySet<string> = new Set([
  ...[
    '=',
    '<',
    '>',
    ':=',
    '\\le',
    '\\leq',
    '\\leqslant',
    '\\ge',
    '\\geq',
    '\\geqslant',
    '\\ne',
    '\\neq',
    '\\approx',
    '\\sim',
  ],
  ...[
    '\\simeq',
    '\\equiv',
    '\\propto',
    '\\to',
    '\\ll',
    '\\gg',
    '\\in',
    '\\notin',
    '\\preceq',
    '\\succeq',
    '\\prec',
    '\\succ',
  ],
  ...[
    '\\subset',
    '\\subseteq',
    '\\Rightarrow',
    '\\Leftrightarrow',
    '\\implies',
    '\\iff',
    '\\coloneqq',
    '\\mapsto',
    '\\mid',
  ],
]);

/**
 * The chains of a formula: what stands between commas and wide spaces, cut at the relations that stand in no bracket, index
 * or argument. `a=b,\ c\le f(x=1)` has two chains of two sides.
 * @param tex of an inline formula or of one row of a display
 */
export function texChains(tex: string): TexSide[][] {
  const chains: TexSide[][] = [[]];
  let relation: string | undefined;
  let side = '';
  let depth = 0;
  const endSide = (): void => {
    chains.at(-1)?.push({ relation, tex: side.trim() });
    side = '';
  };
  for (const token of tex.match(/\\text\s*\{[^{}]*\}|\\[A-Za-z]+\*?|\\.|:=|[\s\S]/gs) ?? []) {
    if (/^(?:[([{]|\\\{|\\langle|\\lfloor|\\lceil|\\begin)$/.test(token)) depth += 1;
    else if (/^(?:[)\]}]|\\\}|\\rangle|\\rfloor|\\rceil|\\end)$/.test(token)) depth -= 1;
    const isOuter = depth === 0;
    if (isOuter && relations.has(token)) {
      endSide();
      relation = token;
    } else if (isOuter && /^(?:[,;，；、]|\\q?quad|\\text.*|\\\\)$/s.test(token)) {
      endSide();
      relation = undefined;
      chains.push([]);
    } else if (token !== '&' || !isOuter) side += token;
  }
  endSide();
  return chains.filter((chain) => chain.some((each) => each.tex !== ''));
}

/** What a row says without its number and its name. */
export function withoutTag(tex: string): string {
  return tex.replace(/\\(?:tag|label)\s*\{[^{}]*\}/g, '');
}
