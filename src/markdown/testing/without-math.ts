/** HTML with each formula as ⟦its TeX⟧, so that a test shows what we made and not what KaTeX made. */
export function withoutMath(html: string): string {
  const start = /<span class="katex(?:-display)?">/;
  let rest = html;
  let kept = '';
  for (let match = start.exec(rest); match !== null; match = start.exec(rest)) {
    const end = endOfSpan(rest, match.index);
    const tex =
      /<annotation encoding="application\/x-tex">(.*?)<\/annotation>/s.exec(rest.slice(match.index, end))?.[1] ?? '';
    kept += `${rest.slice(0, match.index)}⟦${tex.replace(/\s+/g, ' ')}⟧`;
    rest = rest.slice(end);
  }
  return kept + rest;
}

function endOfSpan(html: string, start: number): number {
  let depth = 0;
  const edge = /<(\/?)span\b[^>]*>/g;
  edge.lastIndex = start;
  for (let match = edge.exec(html); match !== null; match = edge.exec(html)) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return edge.lastIndex;
  }
  throw new Error('withoutMath: a span of KaTeX is not closed');
}
