import type { Edit } from './edits.ts';
import type { PreparedPost } from './prepare-post.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';
import type { MarkupFault } from './scan-math.ts';
import { isBlank, readPrefix, type Span } from './text.ts';

/** Listings as Markdown sees them; comments and scripts go. Inline code stays. */
export function convertCode(
  post: PreparedPost,
  isCut: (offset: number) => boolean,
  counts: RepairCounts,
): { edits: Edit[]; faults: MarkupFault[] } {
  const edits: Edit[] = [];
  const faults: MarkupFault[] = [];
  const { lines, code } = post;
  for (const { kind, start, end, unclosed } of code) {
    if (isCut(start)) continue;
    if (kind === 'comment' || kind === 'script') {
      countRepair(counts, `${kind}-removed`);
      edits.push({ start, end, text: '' });
    } else if (kind === 'indented') {
      countRepair(counts, 'code-fenced');
      edits.push({ start, end, text: `\n${fenceCode(lines.text.slice(start, end))}\n` });
    } else if (kind === 'fence') {
      edits.push(...convertFence(post, { start, end }, unclosed, counts));
      if (unclosed) faults.push({ kind: 'unclosed-fence', detail: '', ...lines.place(start) });
    }
  }
  return { edits, faults };
}

function convertFence(
  { lines, containers }: PreparedPost,
  { start, end }: Span,
  unclosed: boolean,
  counts: RepairCounts,
): Edit[] {
  const edits: Edit[] = [];
  const { quotes, indent } = containers.at(lines.indexOf(start), 0);
  const text = lines.text.slice(start, end);
  const written = text.split('\n');
  const hasMark = readPrefix(written[0] ?? '').marker !== undefined;
  const placed = quotes > 0 || hasMark ? undefined : placeFence(written, indent);
  if (placed !== undefined) {
    countRepair(counts, 'fence-placed');
    edits.push({ start, end, text: placed.join('\n') });
  }
  if (unclosed) {
    const mark = /`{3,}|~{3,}/.exec(text)?.[0] ?? '```';
    edits.push({ start: end, end, text: `\n${'> '.repeat(quotes)}${' '.repeat(indent)}${mark}` });
  }
  return edits;
}

/** Indented code as a fence. */
function fenceCode(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^(?: {4}|\t)/, '').trimEnd());
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  const isPython = lines.some((line) =>
    /^(?:import \w|from [\w.]+ import |def \w+\(|class \w+[:(]|\s*print\()/.test(line),
  );
  const mark = lines.some((line) => line.includes('```')) ? '~~~~' : '```';
  return [`${mark}${isPython ? 'python' : ''}`, ...lines, mark].join('\n');
}

/**
 * Puts a fence where Markdown sees it: at most as far in as its list item asks for, and none of its lines less.
 * @param lines those of the fence, the marks included
 * @param indent columns that the list item around it asks for
 * @returns `undefined` where nothing is to be changed
 */
function placeFence(lines: readonly string[], indent: number): string[] | undefined {
  const indentOf = (line: string): number => readPrefix(line).indent;
  const tooFar = indentOf(lines[0] ?? '') - indent;
  const moved = tooFar >= 4 ? lines.map((line) => line.replace(new RegExp(`^[ ]{0,${String(tooFar)}}`), '')) : lines;
  const missing = Math.max(0, ...moved.slice(1).map((line) => (isBlank(line) ? 0 : indent - indentOf(line))));
  if (tooFar < 4 && missing === 0) return undefined;
  return moved.map((line, index) => {
    if (index === 0 || isBlank(line) || missing === 0) return line;
    return /^\s*(?:`{3,}|~{3,})\s*$/.test(line) ? ' '.repeat(indent) + line.trimStart() : ' '.repeat(missing) + line;
  });
}
