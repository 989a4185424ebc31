/**
 * The lines of a file that an edit changes, as a unified diff without context. Numbers are rewritten inside lines: both
 * texts have as many lines.
 * @throws Error where they have not
 */
export function formatLineDiff(path: string, before: string, after: string): string {
  const old = before.split('\n');
  const now = after.split('\n');
  if (old.length !== now.length) throw new Error(`${path}: lines were added or removed`);
  const hunks = old.flatMap((line, place) => {
    const other = now[place] ?? '';
    if (line === other) return [];
    const at = String(place + 1);
    return [`@@ -${at} +${at} @@`, `-${line}`, `+${other}`];
  });
  return hunks.length === 0 ? '' : `${[`--- ${path}`, `+++ ${path}`, ...hunks].join('\n').replaceAll('\r', '')}\n`;
}
