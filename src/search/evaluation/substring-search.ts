/**
 * What a search without structure gives, at its best: LaTeX without spaces, sizes and braces around single characters is
 * searched for as text; a wildcard stands for any text; shorter formulas first.
 */
export function substringSearch(
  equations: readonly { readonly name: string; readonly tex: string }[],
): (query: string) => readonly string[] {
  const known = equations.map(({ name, tex }) => ({ name, text: plain(tex) }));
  known.sort((a, b) => a.text.length - b.text.length);
  return (query) => {
    const parts = query.split(/\?[a-zA-Z0-9]?/).map(plain);
    return known.filter(({ text }) => holds(text, parts)).map(({ name }) => name);
  };
}

function plain(tex: string): string {
  return tex
    .replace(/\\(?:left|right|[bB]igg?[lrm]?|displaystyle|,|;|:|!|quad|qquad)(?![a-zA-Z])/g, '')
    .replace(/\\(?:mathbf|mathrm|boldsymbol|mathcal|operatorname)(?![a-zA-Z])/g, '')
    .replace(/\\(?:dfrac|tfrac)(?![a-zA-Z])/g, '\\frac')
    .replace(/\\mid(?![a-zA-Z])/g, '|')
    .replace(/\s+/g, '')
    .replace(/\{([^{}\\])\}/g, '$1');
}

function holds(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}
