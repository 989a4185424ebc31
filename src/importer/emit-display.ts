import type { Edit } from './edits.ts';
import type { NumberedDisplay, Slot } from './number-displays.ts';
import type { FoundDisplay } from './read-display.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';
import { readPrefix, type Lines } from './text.ts';

/** The lines of a display as it is written into a post, fences included. */
export function displayLines({ plan, slots }: NumberedDisplay): string[] {
  if (plan.shape !== 'single') {
    const rows = plan.rows.map((row, index) => {
      const slot = slots[index];
      const text = `${row.tex}${row.tex === '' ? '' : ' '}${slot === undefined ? '\\notag' : numberOf(slot)}`;
      return index === plan.rows.length - 1 ? text : `${text} ${row.behind === '' ? '\\\\' : row.behind}`;
    });
    return [`\\begin{${plan.shape}}`, ...rows.join('\n').split('\n'), `\\end{${plan.shape}}`];
  }
  const [slot] = slots;
  const tex = (plan.rows[0]?.tex ?? '').split('\n');
  const last = tex.at(-1) ?? '';
  if (slot === undefined) return ['$$', ...tex, '$$'];
  const fits = tex.length === 1 && !last.includes('%');
  return fits ? ['$$', `${last} ${numberOf(slot)}`, '$$'] : ['$$', ...tex, numberOf(slot), '$$'];
}

function numberOf({ number, label }: Slot): string {
  return `\\tag{${String(number)}}${label === undefined ? '' : ` \\label{${label}}`}`;
}

/**
 * The change that sets a display as a block of its own: a blank line before and behind, in the same quotation and list item.
 * Text on its lines goes on before and behind it as paragraphs.
 * @param from end of the change before this one
 */
export function displayEdit(display: NumberedDisplay, lines: Lines, from: number, counts: RepairCounts): Edit {
  const { found } = display;
  const { container, source } = found;
  const content = displayLines(display);
  const quote = '> '.repeat(container.quotes);
  const { start, opening, indent } = openBlock(lines, found, quote, from);
  const prefix = quote + ' '.repeat(indent);
  const written = content.map((each, index) => (index === 0 ? each : (prefix + each).trimEnd())).join('\n');
  const blank = prefix.trimEnd();

  const lineEnd = lines.end(lines.indexOf(Math.max(source.start, source.end - 1)));
  const after = lines.text.slice(source.end, lineEnd);
  const rest = after.trimStart();
  // A point behind a display would begin the next paragraph.
  const words = rest.replace(/^[，。,.；;、]\s*/, '');
  if (words !== rest) countRepair(counts, 'point-behind-display');
  if (words === '') return { start, end: lineEnd, text: `${opening}${written}\n${blank}` };
  const end = source.end + after.length - words.length;
  return { start, end, text: `${opening}${written}\n${blank}\n${prefix}` };
}

/** What comes before the first line of a block, and how far its lines are indented. */
function openBlock(
  lines: Lines,
  { source, line, container }: FoundDisplay,
  quote: string,
  from: number,
): { start: number; opening: string; indent: number } {
  const prefix = quote + ' '.repeat(container.indent);
  const lineStart = lines.start(line - 1);
  const before = lines.text.slice(Math.max(lineStart, from), source.start);
  const { indent } = container;
  // Behind another display of the line, which has begun a new line already.
  if (from > lineStart && before.trim() === '') return { start: from, opening: '', indent };
  if (/^[\s>]*$/.test(before)) return { start: lineStart, opening: `${prefix.trimEnd()}\n${prefix}`, indent };
  const { marker, afterQuotes } = readPrefix(lines.line(line - 1));
  if (from <= lineStart && marker !== undefined && before.length <= marker.content) {
    // Behind the mark of a list item the block begins on the line of the mark: a blank line would end the item.
    const mark = `${before.slice(afterQuotes).trimEnd()} `;
    return { start: lineStart, opening: quote + mark, indent: mark.length };
  }
  const start = source.start - (before.length - before.trimEnd().length);
  return { start, opening: `\n${prefix.trimEnd()}\n${prefix}`, indent };
}
