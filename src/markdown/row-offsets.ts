/**
 * Where the rows of a display stand, read from KaTeX's HTML: the first array in it holds one child per row, shifted by
 * `top` against a strut of known height. That is the same rule by which KaTeX places its own tags.
 * @param html KaTeX's HTML of `aligned`, `gathered` …
 * @returns for each row its shift against the base line of the whole in em, down is positive; `[]` where there is no array
 */
export function rowOffsets(html: string): number[] {
  const array = html.indexOf('<span class="mtable">');
  const list = array === -1 ? -1 : html.indexOf('<span class="vlist"', array);
  if (list === -1) return [];
  const offsets: number[] = [];
  const edge = /<(\/?)span\b[^>]*>/g;
  edge.lastIndex = list;
  let depth = 0;
  for (let match = edge.exec(html); match !== null; match = edge.exec(html)) {
    if (match[1] === '/') {
      depth -= 1;
      if (depth === 0) break;
      continue;
    }
    depth += 1;
    if (depth !== 2) continue;
    const shift = /style="top:(-?[\d.]+)em/.exec(match[0]);
    const strut = /^<span class="pstrut" style="height:([\d.]+)em/.exec(
      html.slice(edge.lastIndex, edge.lastIndex + 60),
    );
    if (shift === null || strut === null) continue;
    offsets.push(Math.round((Number(shift[1]) + Number(strut[1])) * 1e4) / 1e4);
  }
  return offsets;
}
