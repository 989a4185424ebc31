/** How far a word may be from the word that is meant: none for short ones, where every neighbour is another word. */
export function allowedEdits(word: string): number {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

/**
 * Edits between two words: inserted, left out, exchanged, or two neighbours swapped.
 * @returns a number above `limit` as soon as it is known to be above
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      next.push(best);
    }
    if (Math.min(...next) > limit) return limit + 1;
    before = last;
    last = next;
  }
  return last[b.length] ?? limit + 1;
}

/** 1 for the word itself, less for a word that begins with it, less again for a slip; 0 for another word. */
export function likeness(asked: string, word: string): number {
  if (asked === word) return 1;
  if (asked.length >= 2 && word.startsWith(asked)) return 0.75 + 0.2 * (asked.length / word.length);
  const limit = allowedEdits(asked);
  if (limit === 0) return 0;
  const edits = editDistance(asked, word, limit);
  return edits > limit ? 0 : 0.75 - 0.2 * (edits - 1);
}
