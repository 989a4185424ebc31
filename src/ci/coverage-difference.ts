/** What is counted of a state of the content, by name. */
export type Figures = Readonly<Record<string, number>>;

/** What a change does to the figures, as a table in Markdown; one sentence where it does nothing. */
export function coverageDifference(before: Figures, after: Figures): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const rows = names.flatMap((name) => {
    const [old, now] = [before[name] ?? 0, after[name] ?? 0];
    return old === now ? [] : [`| ${name} | ${String(old)} | ${String(now)} | ${signed(now - old)} |`];
  });
  if (rows.length === 0) return '覆盖数字没有变化。\n';
  return ['| | 之前 | 之后 | 变化 |', '|---|---:|---:|---:|', ...rows, ''].join('\n');
}

function signed(change: number): string {
  return change > 0 ? `+${String(change)}` : `−${String(-change)}`;
}
