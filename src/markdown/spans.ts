/**
 * Offsets of a source text → offsets in the text that Markdown made of it. The two differ where an escape lost its
 * backslash, an entity became a character, or a continuation line lost its `> ` or indent.
 * @returns for each offset of `source` (its length included) the offset in `value`
 */
export function alignText(source: string, value: string): (offset: number) => number {
  if (source === value || source.length === value.length) return (offset) => offset;
  const places = new Int32Array(source.length + 1);
  let to = 0;
  let at = 0;
  while (at < source.length) {
    const entity =
      source[at] === '&' && value[to] !== '&' ? /^&(?:#\w{1,8}|\w{1,31});/.exec(source.slice(at, at + 34)) : null;
    if (entity !== null) {
      places.fill(to, at, at + entity[0].length);
      at += entity[0].length;
      to += (value.codePointAt(to) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    places[at] = to;
    if (source[at] === value[to]) to += 1;
    at += 1;
  }
  places[source.length] = value.length;
  return (offset) => places[Math.min(Math.max(offset, 0), source.length)] ?? value.length;
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
