import type { Span } from './text.ts';

/** A change to the original text. Insertions have `start === end`. */
export interface Edit extends Span {
  readonly text: string;
}

/** The text after its edits, and where the places of the original came to stand. */
export interface Edited {
  readonly text: string;
  /** Whether an edit was made, and not hidden by one around it. */
  readonly applied: ReadonlySet<Edit>;
  /** New offset of an original offset; one inside replaced text comes to the end of the replacement. */
  at(offset: number): number;
}

/**
 * Applies edits in the order of the text. Of two that overlap the earlier counts, an enclosing one before what it encloses;
 * insertions at one place keep their order.
 */
export function applyEdits(original: string, edits: readonly Edit[]): Edited {
  const sorted = edits
    .map((edit, index) => ({ edit, index, start: edit.start, end: edit.end }))
    .sort((a, b) => a.start - b.start || width(a) - width(b) || b.end - a.end || a.index - b.index);
  const applied = new Set<Edit>();
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const behind: number[] = [];
  let at = 0;
  let length = 0;
  for (const { edit, start, end } of sorted) {
    if (start < at) continue;
    const { text } = edit;
    applied.add(edit);
    parts.push(original.slice(at, start), text);
    length += start - at + text.length;
    starts.push(start);
    ends.push(end);
    behind.push(length);
    at = end;
  }
  parts.push(original.slice(at));
  return {
    text: parts.join(''),
    applied,
    at(offset) {
      let low = -1;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      if (low === -1) return offset;
      const end = ends[low] ?? 0;
      return (behind[low] ?? 0) + Math.max(0, offset - end);
    },
  };
}

/** Insertions come before changes at the same place. */
function width({ start, end }: Span): number {
  return start === end ? 0 : 1;
}
