/** Where the YAML of a file stands: offsets of its first character and of the closing fence; `undefined` where there is none. */
export function findFrontMatter(text: string): { start: number; end: number; after: number } | undefined {
  const opening = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  if (opening === null) return undefined;
  const closing = /^---[ \t]*$/m;
  const start = opening[0].length;
  const match = closing.exec(text.slice(start));
  return match === null ? undefined : { start, end: start + match.index, after: start + match.index + match[0].length };
}

/** The same text with its front matter replaced by spaces: every line and column stays where it was. */
export function blankFrontMatter(text: string): string {
  const found = findFrontMatter(text);
  if (found === undefined) return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  return text.slice(0, found.after).replace(/[^\r\n]/g, ' ') + text.slice(found.after);
}
