import { matchingBrace } from '../equations/tex.ts';
import type { Container, Containers } from './containers.ts';
import type { SourceDisplay } from './scan-math.ts';
import { readPrefix, type Lines, type Place } from './text.ts';
import { commands, skipSpace } from './tex-walk.ts';

export interface SourceTag extends Place {
  readonly value: string;
}

/** A display of the original with everything that is said of it in the report. */
export interface FoundDisplay extends Place {
  readonly source: SourceDisplay;
  readonly endLine: number;
  /** As it stands in the file, quotation marks included. */
  readonly raw: string;
  /** Without the marks and indents of quotations and lists. */
  readonly tex: string;
  readonly tags: readonly SourceTag[];
  readonly labels: readonly string[];
  readonly container: Container;
  /** It stands in a heading or a table row, where no block can stand. */
  readonly inLine: boolean;
}

export function readFoundDisplay(
  source: SourceDisplay,
  lines: Lines,
  containers: Containers,
  isTableRow: (line: number) => boolean,
): FoundDisplay {
  const place = lines.place(source.start);
  const { start, end } = source.inner;
  const raw = lines.text.slice(start, end);
  const index = place.line - 1;
  const heading = /^ {0,3}#{1,6}\s/.test(lines.line(index));
  return {
    ...place,
    source,
    endLine: lines.indexOf(Math.max(source.start, source.end - 1)) + 1,
    raw,
    tex: withoutPrefixes(raw, containers.at(index, place.column - 1)),
    tags: readTags(raw).map(({ value, offset }) => ({ value, ...lines.place(start + offset) })),
    labels: [...raw.matchAll(/\\label\s*\{([^{}]*)\}/g)].map((match) => match[1] ?? ''),
    container: containers.at(index, place.column - 1),
    inLine: heading || isTableRow(index),
  };
}

/** Tags in the order of the text, values as typed. */
export function readTags(tex: string): { value: string; offset: number }[] {
  const found: { value: string; offset: number }[] = [];
  let done = 0;
  for (const { name, start, end } of commands(tex)) {
    if (name !== 'tag' || start < done) continue;
    const brace = skipSpace(tex, tex[end] === '*' ? end + 1 : end);
    if (tex[brace] !== '{') continue;
    const close = matchingBrace(tex, brace + 1);
    found.push({ value: tex.slice(brace + 1, close), offset: start });
    done = close;
  }
  return found;
}

function withoutPrefixes(raw: string, { quotes }: Container): string {
  const [first = '', ...rest] = raw.split('\n');
  const cleaned = rest.map((line) => {
    if (quotes === 0) return line;
    const prefix = readPrefix(line);
    return prefix.quotes === 0 ? line : line.slice(prefix.afterQuotes);
  });
  const indents = cleaned.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = indents.length === 0 ? 0 : Math.min(...indents.slice(0, 500));
  return [first, ...cleaned.map((line) => line.slice(Math.min(common, line.length - line.trimStart().length)))].join(
    '\n',
  );
}
