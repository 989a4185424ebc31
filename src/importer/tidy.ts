import { isBlank, readPrefix } from './text.ts';

/**
 * Blank lines between blocks are single, spaces before them go, and the file ends with one line end. Code and displays stay
 * as they are.
 */
export function tidy(text: string): string {
  const out: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const { content, marker, quotes } = readPrefix(line);
    const rest = line.slice(marker?.content ?? content);
    const mark = /^(?:`{3,}|~{3,})/.exec(rest)?.[0];
    if (fence !== undefined) {
      out.push(line);
      if (mark?.startsWith(fence) && rest.trim() === mark) fence = undefined;
      continue;
    }
    if (mark !== undefined && !rest.slice(mark.length).includes('`')) {
      fence = mark;
      out.push(line.trimEnd());
      continue;
    }
    const isEmpty = isBlank(line.replace(/^[ >]*/, ''));
    const last = out.at(-1);
    if (isEmpty) {
      if (last === undefined) continue;
      const before = out.length - 1;
      out[before] = last.trimEnd();
      // Between two blank lines a quotation may end; of equal ones only one is needed.
      const blank = quotes > 0 ? '> '.repeat(quotes).trimEnd() : '';
      if (isBlank(last.replace(/^[ >]*/, '')) && (last.trim() === '' || blank === last.trim())) continue;
      out.push(blank);
    } else out.push(line);
  }
  while (out.length > 0 && isBlank(out.at(-1)?.replace(/^[ >]*/, '') ?? '')) out.pop();
  return out.length === 0 ? '' : `${out.join('\n').trimEnd()}\n`;
}

/** Offset in a text → offset in the same text with white space taken out or put in. */
export function alignTidied(text: string, tidied: string): (offset: number) => number {
  const places = new Uint32Array(text.length + 1);
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (/[\s>]/.test(character)) {
      if (tidied[at] === character) {
        places[index] = at;
        at += 1;
      } else places[index] = at;
      continue;
    }
    while (at < tidied.length && tidied[at] !== character) at += 1;
    places[index] = at;
    at += 1;
  }
  places[text.length] = tidied.length;
  return (offset) => (offset > 0 ? (places[offset - 1] ?? 0) + 1 : 0);
}
