/**
 * The page without the HTML of its formulas, for the full-text index: KaTeX's output holds each symbol three times and
 * would be most of the words. Removing it here is also what keeps Pagefind's share of a build small.
 * @param html a page as emitted
 */
export function stripFormulas(html: string): string {
  const kept: string[] = [];
  let from = 0;
  let start = html.indexOf(formulaOpening);
  while (start !== -1) {
    kept.push(html.slice(from, start), ' ');
    from = endOfSpan(html, start);
    start = html.indexOf(formulaOpening, from);
  }
  kept.push(html.slice(from));
  return kept.join('');
}

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
