import { isBlank, readPrefix, type Lines } from './text.ts';

/** Indices of the lines (from 0) that are rows of a GFM table. */
export function findTableRows(lines: Lines, isMasked: (line: number) => boolean): Set<number> {
  const rows = new Set<number>();
  const inner = (index: number): string => {
    const line = lines.line(index);
    const prefix = readPrefix(line);
    return line.slice(prefix.content).trim();
  };
  for (let index = 1; index < lines.count; index += 1) {
    if (rows.has(index) || isMasked(index) || !isDelimiter(inner(index)) || !inner(index - 1).includes('|')) continue;
    rows.add(index - 1).add(index);
    for (
      let row = index + 1;
      row < lines.count && !isBlank(inner(row)) && inner(row).includes('|') && !isMasked(row);
      row += 1
    ) {
      rows.add(row);
    }
  }
  return rows;
}

/** `|---|:--:|`: only these characters, at least one bar and one dash. */
function isDelimiter(line: string): boolean {
  return line.includes('-') && line.includes('|') && /^[|:\- \t]+$/.test(line) && /-/.test(line);
}
