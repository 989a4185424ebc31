import { isBlank, readPrefix, type Lines } from './text.ts';

/** Where the lines of a block must begin so that the block stays in its quotation and in its list item. */
export interface Container {
  readonly quotes: number;
  /** Columns of white space that the innermost list item around the place asks for. */
  readonly indent: number;
}

/** What every line stands in, from one pass over the file. */
export interface Containers {
  /** For a block that begins in a line (from 0); `column` is where in the line it begins. */
  at(line: number, column: number): Container;
  isInList(line: number): boolean;
}

export function readContainers(lines: Lines, isMasked: (line: number) => boolean): Containers {
  // For each line: the indents that the list items around it ask for, outermost first, before and behind its own mark.
  const around: { quotes: number; before: readonly number[]; inside: readonly number[]; indent: number }[] = [];
  let stack: number[] = [];
  let quotes = 0;
  let wasBlank = true;
  for (let index = 0; index < lines.count; index += 1) {
    const line = lines.line(index);
    const prefix = readPrefix(line);
    if (prefix.quotes !== quotes && !(prefix.quotes === 0 && quotes > 0 && !wasBlank && !isBlank(line))) {
      stack = [];
      quotes = prefix.quotes;
    }
    const blank = isBlank(line.slice(prefix.afterQuotes));
    if (!blank && !isMasked(index))
      stack = shrink(stack, line.slice(prefix.content), prefix.indent, wasBlank, prefix.marker !== undefined);
    const before = stack;
    if (!blank && prefix.marker !== undefined && !isMasked(index) && !isRule(line.slice(prefix.content))) {
      stack = [...stack.filter((offset) => offset <= prefix.indent), prefix.indent + prefix.marker.width].slice(
        -deepest,
      );
    }
    around.push({ quotes: prefix.quotes, before, inside: stack, indent: prefix.indent });
    wasBlank = blank;
  }
  return {
    at(line, column) {
      const found = around[line];
      if (found === undefined) return { quotes: 0, indent: 0 };
      const prefix = readPrefix(lines.line(line));
      const behindMark = prefix.marker !== undefined && column >= prefix.marker.content;
      // Text before the block on its line belongs to the item, however little it is indented.
      const isFirst = lines.line(line).slice(prefix.afterQuotes, column).trim() === '';
      const offsets = behindMark || !isFirst ? found.inside : found.inside.filter((offset) => offset <= found.indent);
      return { quotes: found.quotes, indent: offsets.at(-1) ?? 0 };
    },
    isInList: (line) => (around[line]?.inside.length ?? 0) > 0,
  };
}

/** Deeper lists are not told apart. */
const deepest = 20;

/** List items that go on in a line. */
function shrink(stack: number[], text: string, indent: number, wasBlank: boolean, isItem: boolean): number[] {
  const outside = stack.filter((offset) => offset <= indent);
  if (outside.length === stack.length) return stack;
  // A line of a paragraph may be indented less than its item; anything that begins a block may not.
  const begins = wasBlank || isItem || /^(?:#{1,6}\s|```|~~~|\$\$|<\/?[a-zA-Z]|>|\||-{3,}\s*$|:{3})/.test(text);
  return begins ? outside : stack;
}

function isRule(text: string): boolean {
  return /^(?:(?:-\s*){3,}|(?:\*\s*){3,})$/.test(text.slice(0, 200).trim());
}
