/** After one of these a row cannot end, so `\\{` is a brace that was escaped twice. */
const afterDelimiter = /\\(?:left|right|middle|[bB]igg?[lrm]?)\s*\\\\[{}|]/;

/** Offset of a brace that was escaped twice; `\\` before a group is right in a formula of several rows. */
export function doubledBrace(tex: string): number | undefined {
  const delimiter = afterDelimiter.exec(tex);
  if (delimiter) return delimiter.index + delimiter[0].length - 3;
  const opening = doubled(tex, '{');
  const closing = doubled(tex, '}');
  const hasRows = /\\begin\{|\\(?:substack|shortstack)\b/.test(tex);
  if (hasRows) return opening.length > 0 && opening.length === closing.length ? opening[0] : undefined;
  const all = [...opening, ...closing].sort((a, b) => a - b);
  return all[0];
}

/** Offsets of exactly two backslashes before a brace. */
function doubled(tex: string, brace: '{' | '}'): number[] {
  const pattern = brace === '{' ? /(?<!\\)\\\\\{/g : /(?<!\\)\\\\\}/g;
  return [...tex.matchAll(pattern)].map(({ index }) => index);
}
