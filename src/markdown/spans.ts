import { alignToSource } from '../equations/locate.ts';

/**
 * Offsets of a source text → offsets in the text that Markdown made of it. The inverse of the alignment by which the
 * parser placed its references, so both mean the same characters.
 * @param start offset of `source` in the file
 */
export function alignToValue(value: string, source: string, start: number): (offset: number) => number {
  const toSource = alignToSource(value, source, start);
  return (offset) => {
    let low = 0;
    let high = value.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (toSource(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** The items whose place starts in `[from, to)`, of a list sorted by place. */
export function itemsBetween<T>(items: readonly T[], offsetOf: (item: T) => number, from: number, to: number): T[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && offsetOf(item) < from) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let at = low; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined || offsetOf(item) >= to) break;
    found.push(item);
  }
  return found;
}
