import { inOrder, isBlank, mask, maskCharacter, readPrefix, type Lines, type Span } from './text.ts';

export interface CodeSpan extends Span {
  readonly kind: 'fence' | 'inline' | 'comment' | 'script' | 'indented';
  /** Language of a fence. */
  readonly lang: string;
  /** A fence that the file ends in. */
  readonly unclosed: boolean;
}

const fence = /(`{3,}|~{3,})([^\n]*)$/y;

/**
 * Everything that is not prose and not mathematics: fenced code at any indent, comments, scripts, inline code. Nothing later
 * looks into it.
 * @param from offset of the body, behind the front matter
 */
export function findCode(lines: Lines, from: number): CodeSpan[] {
  const fences = findFences(lines, from);
  const withoutFences = mask(lines.text, fences);
  const hidden = findHidden(withoutFences, from);
  const inline = findInline(mask(withoutFences, inOrder(hidden)), from);
  return inOrder([...fences, ...hidden, ...inline]);
}

function findFences(lines: Lines, from: number): CodeSpan[] {
  const found: CodeSpan[] = [];
  let open: { start: number; mark: string; lang: string; quotes: number } | undefined;
  const close = (end: number, unclosed: boolean): void => {
    if (open !== undefined) found.push({ start: open.start, end, kind: 'fence', lang: open.lang, unclosed });
    open = undefined;
  };
  for (let index = lines.indexOf(from); index < lines.count; index += 1) {
    const line = lines.line(index);
    const mayFence = line.includes('```') || line.includes('~~~');
    if (!mayFence && (open === undefined || open.quotes === 0)) continue;
    const prefix = readPrefix(line);
    // Code in a quotation ends with the quotation.
    if (open !== undefined && prefix.quotes < open.quotes) close(lines.end(index - 1), true);
    fence.lastIndex = prefix.marker?.content ?? prefix.content;
    const match = fence.exec(line);
    if (match === null) continue;
    const [, mark = '', info = ''] = match;
    if (open === undefined) {
      if (mark.startsWith('`') && info.includes('`')) continue;
      open = { start: lines.start(index), mark, lang: info.trim(), quotes: prefix.quotes };
    } else if (mark.startsWith(open.mark) && info.trim() === '') close(lines.end(index), false);
  }
  close(lines.text.length, true);
  return found;
}

const hiding = [
  ['<!--', '-->', 'comment'],
  ['<script', '</script>', 'script'],
  ['<style', '</style>', 'script'],
] as const;

function findHidden(text: string, from: number): CodeSpan[] {
  const found: CodeSpan[] = [];
  const lower = text.toLowerCase();
  for (const [opening, closing, kind] of hiding) {
    let at = lower.indexOf(opening, from);
    while (at !== -1) {
      const close = lower.indexOf(closing, at + opening.length);
      if (close === -1) break;
      const end = close + closing.length;
      found.push({ start: at, end, kind, lang: '', unclosed: false });
      at = lower.indexOf(opening, end);
    }
  }
  // Of two that overlap the first counts.
  let last = 0;
  return inOrder(found).filter(({ start, end }) => {
    if (start < last) return false;
    last = end;
    return true;
  });
}

/** Runs of backticks pair with the next run of the same length in their line. */
function findInline(text: string, from: number): CodeSpan[] {
  const found: CodeSpan[] = [];
  if (!text.includes('`')) return found;
  let start = from;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const tick = text.indexOf('`', start);
    if (tick === -1) break;
    if (tick >= end) {
      start = end + 1;
      continue;
    }
    const runs = [...text.slice(start, end).matchAll(/`+/g)];
    const next = new Map<number, number[]>();
    runs.forEach(({ 0: run }, index) => {
      const places = next.get(run.length);
      if (places === undefined) next.set(run.length, [index]);
      else places.push(index);
    });
    for (let index = 0; index < runs.length; index += 1) {
      const opening = runs[index];
      if (opening === undefined) break;
      const places = next.get(opening[0].length) ?? [];
      while (places[0] !== undefined && places[0] <= index) places.shift();
      const close = places[0];
      if (close === undefined) continue;
      const from = start + opening.index;
      const to = start + (runs[close]?.index ?? 0) + opening[0].length;
      if (to - from > 2 * opening[0].length)
        found.push({ start: from, end: to, kind: 'inline', lang: '', unclosed: false });
      index = close;
    }
    start = end + 1;
  }
  return found;
}

/** Lines that Markdown takes for code because they are indented. */
export interface IndentedLines {
  readonly code: readonly CodeSpan[];
  /** Indices of lines that are text or formulas, indented by accident. */
  readonly accidental: readonly number[];
}

/**
 * Code that html2text wrote by indenting it: lines of four spaces, then the code. Text that is indented by accident, or
 * holds formulas, is not code.
 * @param text with fences and inline code masked
 * @param isInList whether a line (from 0) stands in a list
 */
export function findIndented(
  lines: Lines,
  text: string,
  from: number,
  isInList: (line: number) => boolean,
): IndentedLines {
  const code: CodeSpan[] = [];
  const accidental: number[] = [];
  const isIndented = (line: string): boolean => line.startsWith('    ') || line.startsWith('\t');
  let index = lines.indexOf(from);
  while (index < lines.count) {
    const isStart =
      isIndented(lines.line(index)) &&
      !isInList(index) &&
      (index === 0 || isBlank(lines.line(index - 1)) || isBlank(lines.line(index)));
    if (!isStart) {
      index += 1;
      continue;
    }
    let end = index;
    let last = index;
    while (end < lines.count && (isIndented(lines.line(end)) || isBlank(lines.line(end)))) {
      if (!isBlank(lines.line(end))) last = end;
      end += 1;
    }
    const isSigned = /^ {4}$/.test(lines.line(index));
    let open: { start: number; end: number } | undefined;
    for (const { first, behind } of paragraphs(lines, index, last + 1)) {
      const masked = text.slice(lines.start(first), lines.end(behind - 1));
      if (isCode(lines.lines.slice(first, behind), masked, isSigned)) {
        open ??= { start: lines.start(first), end: 0 };
        open.end = lines.end(behind - 1);
        continue;
      }
      if (open !== undefined) code.push({ ...open, kind: 'indented', lang: '', unclosed: false });
      open = undefined;
      if (masked.includes(maskCharacter)) continue;
      for (let line = first; line < behind; line += 1) accidental.push(line);
    }
    if (open !== undefined) code.push({ ...open, kind: 'indented', lang: '', unclosed: false });
    index = end;
  }
  return { code, accidental };
}

const codeLike = /[=;{}[\]]|\b(?:import|def|for|if|print|return|from|class)\b|\w\(|^\s*[#>$@]/;

/** Stretches of lines between blank ones. */
function paragraphs(lines: Lines, from: number, to: number): { first: number; behind: number }[] {
  const found: { first: number; behind: number }[] = [];
  for (let line = from; line < to; line += 1) {
    const last = found.at(-1);
    if (isBlank(lines.line(line))) continue;
    if (last?.behind === line) last.behind = line + 1;
    else found.push({ first: line, behind: line + 1 });
  }
  return found;
}

function isCode(written: readonly string[], masked: string, isSigned: boolean): boolean {
  if (/\$\$|\\begin\{|\0|<\/?(?:div|details|summary)\b/.test(masked)) return false;
  const likely = written.filter((line) => codeLike.test(line)).length;
  if (/\$[^$\n]+\$/.test(masked) && !isSigned) return false;
  return isSigned || likely * 2 > written.length;
}
