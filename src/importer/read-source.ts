import { type Lines, type Place } from './text.ts';

/** What stands before the body of a post, and what the citation line adds. */
export interface SourceHead {
  /** Offset at which the body begins. */
  readonly body: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly title: string;
  readonly date: string | undefined;
  readonly tags: readonly string[];
  readonly status: string | undefined;
  /** Address of the article that the post goes back to. */
  readonly url: string | undefined;
  /** Number in `/archives/N` of that address. */
  readonly archive: string | undefined;
  /** As the citation line of the article names it. */
  readonly citation: { readonly author: string; readonly title: string; readonly date: string | undefined } | undefined;
  readonly notes: readonly SourceNote[];
}

export interface SourceNote extends Place {
  readonly kind: 'date-conflict' | 'date-invalid' | 'title-truncated' | 'title-missing' | 'front-matter-open';
  readonly detail: string;
}

/**
 * Reads the front matter line by line (`key: rest`), since a title such as `"a"b` is no YAML, and the lines below it that
 * say where the article comes from.
 * @param stem file name without its ending, taken where nothing else names the post
 */
export function readHead(lines: Lines, stem: string): SourceHead {
  const { fields, body, isOpen } = readFields(lines);
  const notes: SourceNote[] = [];
  if (isOpen) notes.push({ kind: 'front-matter-open', detail: '', line: 1, column: 1 });
  const citation = readCitation(lines);
  const heading = firstHeading(lines, body);
  const given = fields.get('title') ?? '';
  const title = chooseTitle(given || heading, citation?.title, stem, notes);
  const named = ['source', 'original', 'link'].map((key) => webAddress(fields.get(key))).find(Boolean);
  const url = named ?? sourceLine(lines);
  return {
    body,
    fields,
    title,
    date: chooseDate(lines, fields, citation?.date, notes),
    tags: splitTags(fields.get('tags') ?? ''),
    status: fields.get('status') || undefined,
    url,
    archive: archiveOf(url),
    citation,
    notes,
  };
}

/** `https://spaces.ac.cn/archives/123` → `123`. */
export function archiveOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /\/archives\/(\d+)/.exec(url)?.[1];
}

/** A line that front matter may have: a field, what belongs to the one above, a comment, nothing. */
const fieldLine = /^(?:[A-Za-z_][\w-]*\s*:|\s+\S|- |#|\s*$)/;

function readFields(lines: Lines): { fields: Map<string, string>; body: number; isOpen: boolean } {
  const fields = new Map<string, string>();
  if (lines.line(0).trim() !== '---') return { fields, body: 0, isOpen: false };
  let index = 1;
  while (index < lines.count && fieldLine.test(lines.line(index)) && !isFence(lines.line(index))) index += 1;
  const isOpen = !isFence(lines.line(index));
  // Front matter that is never closed ends with its first blank line; without a field it was a rule.
  if (isOpen) {
    index = 1;
    while (index < lines.count && lines.line(index).trim() !== '' && fieldLine.test(lines.line(index))) index += 1;
  }
  for (let line = 1; line < index; line += 1) {
    const field = /^([A-Za-z_][\w-]*)\s*:(.*)$/.exec(lines.line(line));
    if (field === null) continue;
    const value = (field[2] ?? '').trim();
    fields.set(field[1] ?? '', value === '' ? listBelow(lines, line + 1, index) : unquote(value));
  }
  if (isOpen && fields.size === 0) return { fields, body: 0, isOpen: false };
  return { fields, body: Math.min(lines.start(isOpen ? index : index + 1), lines.text.length), isOpen };
}

/** The items of a list, one a line, as they would stand in one line. */
function listBelow(lines: Lines, from: number, to: number): string {
  const items: string[] = [];
  for (let line = from; line < to; line += 1) {
    const item = /^\s*- +(\S.*)$/.exec(lines.line(line))?.[1];
    if (item === undefined) break;
    items.push(unquote(item.trim()));
  }
  return items.join(', ');
}

function isFence(line: string): boolean {
  return /^(?:---|\.\.\.)\s*$/.test(line);
}

/** Quotes count only where they enclose the whole value. */
function unquote(value: string): string {
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || value.length < 2 || !value.endsWith(quote)) return value;
  const inner = value.slice(1, -1);
  if (!inner.includes(quote)) return inner;
  const other = quote === '"' ? inner.replaceAll('\\"', '\0') : inner.replaceAll("''", '\0');
  return other.includes(quote) ? value : other.replaceAll('\0', quote);
}

function splitTags(value: string): string[] {
  return value
    .replace(/^\[|\]$/g, '')
    .split(/[,，]/)
    .map((tag) => unquote(tag.trim()))
    .filter((tag) => tag !== '');
}

function webAddress(value: string | undefined): string | undefined {
  return value === undefined ? undefined : /https?:\/\/[^\s)>\]"']+/.exec(value)?.[0];
}

/** `**原文链接**: [https://…](https://…)`, in the first lines of the body or in the donation block. */
function sourceLine(lines: Lines): string | undefined {
  for (const line of lines.lines) {
    if (!line.includes('原文链接') && !line.includes('转载到请包括本文地址')) continue;
    const url = webAddress(line.slice(Math.max(line.indexOf('原文链接'), line.indexOf('本文地址'))));
    if (url !== undefined) return url;
  }
  return undefined;
}

function firstHeading(lines: Lines, body: number): string {
  for (let index = lines.indexOf(body); index < lines.count; index += 1) {
    const heading = /^# +(\S.*)$/.exec(lines.line(index));
    if (heading !== null) return (heading[1] ?? '').trim().replace(/\s+#+$/, '');
  }
  return '';
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const citationLine =
  /^(\S[^(（《]{0,60}?)\. *\(([A-Z][a-z]{2})[a-z]*\.? *(\d{1,2}), *(\d{4})\)\. *《(.*)》 *\[Blog post\]/;

function readCitation(lines: Lines): SourceHead['citation'] {
  for (let index = lines.count - 1; index >= 0; index -= 1) {
    const line = lines.line(index);
    if (!line.includes('[Blog post]') || line.length > 2000) continue;
    const match = citationLine.exec(line);
    if (match === null) continue;
    const [, author = '', month = '', day = '', year = '', title = ''] = match;
    const place = months.indexOf(month);
    const date = place === -1 ? undefined : `${year}-${pad(place + 1)}-${day.padStart(2, '0')}`;
    return { author: author.trim(), title: title.trim(), date: isDay(date) ? date : undefined };
  }
  return undefined;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** Whether a text is a day of the calendar, written YYYY-MM-DD. */
export function isDay(text: string | undefined): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function chooseDate(
  lines: Lines,
  fields: ReadonlyMap<string, string>,
  cited: string | undefined,
  notes: SourceNote[],
): string | undefined {
  const own = ['date', 'created', 'published', 'pubDate']
    .map((key) => /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(fields.get(key) ?? ''))
    .map((found) =>
      found === null ? undefined : `${found[1] ?? ''}-${pad(Number(found[2]))}-${pad(Number(found[3]))}`,
    )
    .find((day) => isDay(day));
  const given = fields.get('date') ?? '';
  if (own === undefined && given !== '') notes.push({ kind: 'date-invalid', detail: given, line: 1, column: 1 });
  if (own !== undefined && cited !== undefined && own !== cited) {
    const line = lines.lines.findIndex((text) => /^date:/.test(text)) + 1;
    notes.push({ kind: 'date-conflict', detail: `${own} / ${cited}`, line: Math.max(line, 1), column: 1 });
  }
  return own ?? cited;
}

const truncated = /(?:\.\.\.|…)\s*$/;

function chooseTitle(given: string, cited: string | undefined, stem: string, notes: SourceNote[]): string {
  const note = (kind: SourceNote['kind'], detail: string): void => {
    notes.push({ kind, detail, line: 1, column: 1 });
  };
  const clean = oneLine(given);
  if (clean === '') {
    note('title-missing', stem);
    return oneLine(cited ?? '') || stem;
  }
  if (!truncated.test(clean)) return clean;
  note('title-truncated', clean);
  const whole = oneLine(cited ?? '');
  const begins = whole.startsWith(clean.replace(truncated, '').trim());
  return begins ? whole : clean;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
