import { parse } from 'yaml';
import { bareTitle } from './boilerplate.ts';
import { archiveOf } from './read-source.ts';

/** What a list of topics says of one post. */
export interface TopicEntry {
  readonly topic: string;
  /** Topics that list it too. */
  readonly alsoIn: readonly string[];
  readonly slug: string | undefined;
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly date: string | undefined;
  readonly priority: string | undefined;
  /** Name of the file, where the list names files. */
  readonly file: string | undefined;
}

/**
 * Reads which post belongs where: a table with the columns topic and slug, file or source_url; a catalogue in YAML; YAML
 * that maps topics to lists of files; or the same as an outline in a .txt.
 * @throws Error with one Chinese sentence where it is none of these
 */
export function readTopics(name: string, text: string): TopicEntry[] {
  const entries = /\.tsv$/i.test(name)
    ? readTable(text, '\t')
    : /\.csv$/i.test(name)
      ? readTable(text, ',')
      : /\.txt$/i.test(name)
        ? readOutline(text)
        : readYaml(text);
  const usable = entries.filter(({ topic }) => topic !== '');
  if (usable.length === 0) throw new Error(`${name} 里没有读到任何主题：需要 topic 和 slug（或 file、source_url）。`);
  return usable;
}

function readTable(text: string, separator: string): TopicEntry[] {
  const [header = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = header.split(separator).map((column) => column.trim());
  return rows
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const cells = row.split(separator);
      return toEntry(Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? ''])));
    });
}

/** `主题: name`, and below it `- file`. */
function readOutline(text: string): TopicEntry[] {
  const entries: TopicEntry[] = [];
  let topic = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const heading = /^\s*(?:主题|topic)\s*[:：]\s*(\S.*?)\s*$/i.exec(line)?.[1];
    const file = /^\s*[-*]\s+(\S.*?\.(?:md|markdown))\s*$/i.exec(line)?.[1];
    if (heading !== undefined) topic = heading;
    else if (file !== undefined) entries.push(toEntry({ topic, file }));
  }
  return entries;
}

function readYaml(text: string): TopicEntry[] {
  const data: unknown = parse(text);
  if (Array.isArray(data)) return data.filter((each) => isRecord(each)).map((each) => toEntry(flat(each)));
  if (!isRecord(data)) return [];
  return Object.entries(data).flatMap(([topic, files]) => {
    const list: unknown[] = Array.isArray(files) ? files : [];
    return list.map((each) =>
      isRecord(each)
        ? toEntry({ topic, ...flat(each) })
        : toEntry({ topic, file: typeof each === 'string' ? each : '' }),
    );
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `source.url` as `source_url`. */
function flat(record: Record<string, unknown>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value)) for (const [inner, text] of Object.entries(flat(value))) out[`${key}_${inner}`] = text;
    else if (Array.isArray(value)) out[key] = value.map(String).join(',');
    else if (typeof value === 'string' || typeof value === 'number') out[key] = String(value);
  }
  return out;
}

function toEntry(record: Readonly<Record<string, string>>): TopicEntry {
  const first = (...names: string[]): string | undefined =>
    names.map((name) => record[name]).find((text) => text !== undefined && text !== '');
  return {
    topic: record['topic'] ?? '',
    alsoIn: (first('alsoIn', 'also_in') ?? '').split(/[,;]\s*/).filter((topic) => topic !== ''),
    slug: first('slug'),
    title: first('source_title', 'title'),
    url: first('source_url', 'url'),
    date: first('source_date', 'date'),
    priority: first('priority', 'seed_batch', 'batch'),
    file: first('file', 'filename', 'path'),
  };
}

/** Entries by what a post is known by. */
export class TopicList {
  readonly #byArchive = new Map<string, TopicEntry>();
  readonly #byTitle = new Map<string, TopicEntry>();
  readonly #byFile = new Map<string, TopicEntry>();

  constructor(entries: readonly TopicEntry[]) {
    for (const entry of entries) {
      const archive = archiveOf(entry.url);
      if (archive !== undefined && !this.#byArchive.has(archive)) this.#byArchive.set(archive, entry);
      const title = bareTitle(entry.title ?? '');
      if (title !== '' && !this.#byTitle.has(title)) this.#byTitle.set(title, entry);
      for (const name of [entry.file, entry.slug]) if (name !== undefined) this.#byFile.set(stemOf(name), entry);
    }
  }

  find(post: {
    readonly file: string;
    readonly title: string;
    readonly archive: string | undefined;
  }): TopicEntry | undefined {
    return (
      this.#byFile.get(stemOf(post.file)) ??
      (post.archive === undefined ? undefined : this.#byArchive.get(post.archive)) ??
      this.#byTitle.get(bareTitle(post.title))
    );
  }
}

function stemOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.(?:md|markdown)$/i, '').normalize('NFC');
}
