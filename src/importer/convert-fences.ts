import { resultKinds } from '../equations/types.ts';
import type { Edit } from './edits.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';
import type { Lines, Span } from './text.ts';

/** What other generators call their boxes. */
const aliases: Readonly<Record<string, string>> = {
  note: 'remark',
  info: 'remark',
  tip: 'practice',
  hint: 'remark',
  important: 'remark',
  warning: 'remark',
  caution: 'remark',
  danger: 'remark',
  question: 'remark',
  quote: 'remark',
  abstract: 'remark',
  success: 'remark',
  ...Object.fromEntries(resultKinds.map((kind) => [kind, kind])),
};

interface Fence {
  readonly start: number;
  readonly colons: number;
  readonly name: Span | undefined;
  readonly kind: string | undefined;
}

/**
 * `:::note` of other generators becomes a box of the site where its name is plain, and stays as words where it is not: a box
 * that the site does not know, or that is not closed, fails the check.
 * @param text with code and mathematics masked
 * @param isFree whether a place stands in no HTML box, list or quotation
 */
export function convertFences(
  lines: Lines,
  text: string,
  from: number,
  isFree: (offset: number) => boolean,
  counts: RepairCounts,
): Edit[] {
  if (!text.includes(':::')) return [];
  const edits: Edit[] = [];
  const open: Fence[] = [];
  const escape = (start: number): void => {
    countRepair(counts, 'fence-escaped');
    edits.push({ start, end: start, text: '\\' });
  };
  for (let index = lines.indexOf(from); index < lines.count; index += 1) {
    const start = lines.start(index);
    const match = /^(:{3,})[ \t]*([A-Za-z-]+)?(.*)$/.exec(text.slice(start, lines.end(index)));
    if (match === null || start < from) continue;
    const [, mark = '', name, rest = ''] = match;
    if (name !== undefined) {
      const nameStart = start + match[0].indexOf(name);
      // Behind the name stand a title in brackets and attributes; words there are a title of another generator.
      const isPlain = /^(?:\[[^[\]]*\])?(?:\{[^{}]*\})?\s*$/.test(rest) && isFree(start);
      const kind = isPlain ? aliases[name.toLowerCase()] : undefined;
      open.push({ start, colons: mark.length, name: { start: nameStart, end: nameStart + name.length }, kind });
    } else if (rest.trim() === '') {
      const partner = open.findLastIndex(({ colons }) => colons <= mark.length);
      const [fence, ...unclosed] = partner === -1 ? [] : open.splice(partner);
      for (const each of unclosed) escape(each.start);
      if (fence?.kind === undefined || fence.name === undefined) {
        if (fence !== undefined) escape(fence.start);
        escape(start);
      } else if (text.slice(fence.name.start, fence.name.end) !== fence.kind) {
        countRepair(counts, 'fence-renamed');
        edits.push({ ...fence.name, text: fence.kind });
      }
    } else escape(start);
  }
  for (const { start } of open) escape(start);
  return edits;
}
