import type { Position } from '../equations/types.ts';

/** Widest stretch of a line that is shown, in columns of a terminal. */
const widest = 100;

/** Columns that a character takes in a terminal: two for Chinese and full-width ones, none for combining marks. */
function widthOf(character: string): number {
  if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u.test(
    character,
  )
    ? 2
    : 1;
}

const widthOfText = (text: string) => [...text].reduce((sum, character) => sum + widthOf(character), 0);

/** Control characters as visible signs: a source line must not be able to move the cursor or to colour the terminal. */
export function printable(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u001f\u007f]/g, (character) =>
      String.fromCharCode(0x2400 + (character === '\u007f' ? 0x21 : character.charCodeAt(0))),
    )
    .replace(/[\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** The part of a line around a stretch of it, and where the stretch is then. Columns are 0-based here. */
function crop(line: string, from: number, to: number): { text: string; from: number; to: number } {
  if (widthOfText(line) <= widest) return { text: line, from, to };
  let start = from;
  for (let room = widest / 3; start > 0 && room > 0; room -= widthOf(line[start]!)) start -= 1;
  let end = start;
  for (let room = widest; end < line.length && room > 0; room -= widthOf(line[end]!)) end += 1;
  const head = start > 0 ? '…' : '';
  const text = `${head}${line.slice(start, end)}${end < line.length ? '…' : ''}`;
  const shift = head.length - start;
  return { text, from: from + shift, to: Math.min(to, end) + shift };
}

/**
 * The lines around a place, with the place underlined.
 * @param context lines shown before and after.
 * @returns lines without a final newline; empty when the text has no such line.
 */
export function codeFrame(source: string, position: Position, context = 2): string[] {
  const lines = source.split(/\r\n|\n|\r/);
  const { start, end } = position;
  const marked = lines[start.line - 1];
  if (marked === undefined) return [];
  const first = Math.max(1, start.line - context);
  const last = Math.min(lines.length, start.line + context);
  const gutter = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const line = lines[number - 1]!;
    if (number !== start.line) {
      frame.push(`  ${String(number).padStart(gutter)} | ${crop(printable(line), 0, 0).text}`.trimEnd());
      continue;
    }
    const from = Math.min(start.column - 1, line.length);
    const to = end.line === start.line ? Math.min(end.column - 1, line.length) : line.trimEnd().length;
    const shown = crop(printable(line), from, Math.max(from + 1, to));
    const indent = ' '.repeat(widthOfText(shown.text.slice(0, shown.from)));
    const underline = '^'.repeat(Math.max(1, widthOfText(shown.text.slice(shown.from, shown.to))));
    frame.push(`> ${String(number).padStart(gutter)} | ${shown.text}`.trimEnd());
    frame.push(`  ${' '.repeat(gutter)} | ${indent}${underline}`);
  }
  return frame;
}
