/** How KaTeX begins a formula. */
export const formulaOpening = '<span class="katex">';

/** Offset just behind the `</span>` that closes the span starting at `start`; the end of the text if none does. */
export function endOfSpan(html: string, start: number): number {
  const edge = /<(\/?)span\b/g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(html); match !== null; match = edge.exec(html)) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return html.indexOf('>', match.index) + 1;
  }
  return html.length;
}
