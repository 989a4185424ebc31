import type { Position } from '../types.ts';

/** Replaces a stretch of a file; offsets are those of the text as it was read. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A place where the tool does not know what is meant, so that nothing is written. */
export interface Refusal {
  readonly path: string;
  readonly position: Position;
  readonly message: string;
}

export interface Rewriting {
  readonly edits: readonly Edit[];
  readonly refusals: readonly Refusal[];
}

/**
 * The text with its edits made.
 * @throws Error where two edits overlap: the second would be lost
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: by, path } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) throw new Error(`${path}: two edits overlap at ${String(start)}`);
    result += text.slice(at, start) + by;
    at = end;
  }
  return result + text.slice(at);
}
