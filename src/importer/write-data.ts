import { parse, stringify } from 'yaml';
import { dataFileNames } from '../equations/check-input.ts';
import { readData, type DataTexts } from '../schemas/read-data.ts';
import { unknownDay } from './front-matter.ts';
import type { WrittenPost } from './imported-post.ts';

export interface DataInput {
  readonly written: readonly WrittenPost[];
  readonly macros: Readonly<Record<string, string>>;
  /** Names of topics that are new, by id. */
  readonly topicNames: ReadonlyMap<string, string>;
  readonly existing: DataTexts;
  readonly presets: DataTexts;
}

/** Topics, catalogue and macros that the posts need: what a content root has already stays, what it lacks is added. */
export function writeData({ written, macros, topicNames, existing, presets }: DataInput): Map<string, string> {
  const out = new Map<string, string>();
  const add = (
    kind: 'topics' | 'catalogue' | 'macros',
    entries: readonly unknown[] | Readonly<Record<string, string>>,
  ): void => {
    const text = append(existing[kind], entries);
    if (text !== undefined) out.set(dataFileNames[kind], text);
  };
  const { content } = readData(existing, (name) => name);
  const known = readData(presets, (name) => name).content.topics;
  const topics = [
    ...new Set(written.flatMap(({ setting: { place } }) => [place.topic, ...(place.entry?.alsoIn ?? [])])),
  ];
  const order = (id: string): number => known.findIndex((topic) => topic.id === id) + 1 || known.length + 1;
  add(
    'topics',
    topics
      .filter((id) => !content.topics.some((topic) => topic.id === id))
      .sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))
      .map((id) => {
        const name = topicNames.get(id) ?? id;
        const preset = known.find((topic) => topic.id === id);
        // Its overview speaks of the posts of the site that it comes from, and links to them.
        return preset === undefined
          ? { id, name, english: id, description: `专题：${name}` }
          : { ...preset, overview: undefined };
      }),
  );
  const listed = new Set(content.catalogue.map(({ slug }) => slug));
  add(
    'catalogue',
    [...written]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .filter(({ name, post }) => !listed.has(name.slug) && post.head.url !== undefined && URL.canParse(post.head.url))
      .map(({ name, post: { head }, setting: { place } }) => ({
        slug: name.slug,
        topic: name.topic,
        ...alsoIn(place.entry?.alsoIn ?? [], name.topic),
        priority: place.entry?.priority ?? '1',
        source: {
          title: oneLine(head.citation?.title ?? '') || head.title,
          url: head.url,
          date: head.date ?? unknownDay,
        },
      })),
  );
  const missing = Object.keys(macros).filter((name) => !Object.hasOwn(content.macros, name));
  add('macros', Object.fromEntries(missing.sort().map((name) => [name, macros[name] ?? ''])));
  return out;
}

function alsoIn(topics: readonly string[], topic: string): { alsoIn?: string[] } {
  const others = topics.filter((other) => other !== topic);
  return others.length === 0 ? {} : { alsoIn: others };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The file with new entries at its end; `undefined` where it exists and nothing is to be added. */
function append(
  text: string | undefined,
  entries: readonly unknown[] | Readonly<Record<string, string>>,
): string | undefined {
  const isEmpty = (Array.isArray(entries) ? entries : Object.keys(entries)).length === 0;
  if (isEmpty) return text === undefined ? (Array.isArray(entries) ? '[]\n' : '{}\n') : undefined;
  const added = stringify(entries, { lineWidth: 0, singleQuote: true });
  const before: unknown = text === undefined ? undefined : parse(text);
  const hasEntries = typeof before === 'object' && before !== null && Object.keys(before).length > 0;
  if (text === undefined || !hasEntries) return added;
  return `${text.trimEnd()}\n${added}`;
}
