/** A Python text with what is not code blanked out, so that brackets and names found in it are code. */
export interface PythonText {
  /** As long as the text; strings and comments are blanks. */
  readonly code: string;
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

const token = /#[^\r\n]*|("""|''')[\s\S]*?(?:(?<!\\)\1|$)|(["'])(?:\\[\s\S]|(?!\2)[^\\\r\n])*(?:\2|(?=[\r\n])|$)/g;

export function readPython(text: string): PythonText {
  const comments: { start: number; end: number }[] = [];
  const code = text.replace(token, (found: string, ...[, , at]: [unknown, unknown, number]) => {
    if (found.startsWith('#')) comments.push({ start: at, end: at + found.length });
    return found.replace(/[^\r\n]/g, ' ');
  });
  return { code, comments };
}

/** Stretches between the commas of a list, brackets of any kind respected; `from` is behind the opening bracket. */
export function splitItems(code: string, from: number): { items: { start: number; end: number }[]; end: number } {
  const items: { start: number; end: number }[] = [];
  let depth = 0;
  let start = from;
  let at = from;
  for (; at < code.length; at += 1) {
    const character = code[at] ?? '';
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      if (depth === 0) break;
      depth -= 1;
    } else if (character === ',' && depth === 0) {
      items.push({ start, end: at });
      start = at + 1;
    }
  }
  if (code.slice(start, at).trim() !== '') items.push({ start, end: at });
  return { items: items.map((item) => trimmed(code, item)), end: at };
}

function trimmed(code: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const text = code.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  return { start: from, end: from + text.trim().length };
}
