import z from 'zod';
import { dataFileNames, startOfFile, type DataFile, type DataFileKind } from '../equations/check-input.ts';
import type { BibEntry, ContentData } from '../site/types.ts';
import { readBibtex } from './bibtex.ts';
import { catalogueEntrySchema } from './catalogue.ts';
import { conceptSchema } from './concept.ts';
import { macrosSchema } from './macros.ts';
import { parseWithPlaces } from './parse-with-places.ts';
import { pathSchema } from './path.ts';
import { readYaml } from './read-yaml.ts';
import { topicSchema } from './topic.ts';

/** The texts of the data files; a missing file is missing here too. */
export type DataTexts = Readonly<Partial<Record<DataFileKind, string>>>;

const yamlSchemas = {
  topics: z.array(topicSchema),
  catalogue: z.array(catalogueEntrySchema),
  concepts: z.array(conceptSchema),
  paths: z.array(pathSchema),
  macros: macrosSchema,
} satisfies { [Kind in Exclude<DataFileKind, 'bibliography'>]: z.ZodType<ContentData[Kind]> };

const empty: ContentData = { topics: [], catalogue: [], concepts: [], paths: [], bibliography: [], macros: {} };

/**
 * Reads what authors write beside the posts. A file with faults yields no data at all, and is marked as unusable, so that
 * one wrong indent does not report every concept as missing.
 * @param texts by kind. @param pathOf how messages print the path of a file below the content root.
 * @param unreadable files that exist and could not be decoded; their fault is told elsewhere.
 */
export function readData(
  texts: DataTexts,
  pathOf: (name: string) => string,
  unreadable: ReadonlySet<DataFileKind> = new Set(),
): { content: ContentData; files: Record<DataFileKind, DataFile> } {
  const content: { -readonly [Kind in DataFileKind]: ContentData[Kind] } = { ...empty };
  const files = {} as Record<DataFileKind, DataFile>;
  for (const kind of Object.keys(dataFileNames) as DataFileKind[]) {
    const path = pathOf(dataFileNames[kind]);
    const text = texts[kind];
    if (text === undefined) {
      files[kind] = { path, state: unreadable.has(kind) ? 'unusable' : 'absent', places: {}, problems: [] };
    } else if (kind === 'bibliography') {
      const { entries, problems } = readBibtex(text);
      const places = Object.fromEntries(entries.map(({ key, position }) => [key, position]));
      files[kind] = { path, state: problems.length > 0 ? 'unusable' : 'read', places, problems };
      content.bibliography = entries.map(({ position: _, ...entry }): BibEntry => entry);
    } else {
      files[kind] = readYamlFile(kind, path, text, content);
    }
  }
  return { content, files };
}

function readYamlFile<Kind extends keyof typeof yamlSchemas>(
  kind: Kind,
  path: string,
  text: string,
  content: { -readonly [Other in DataFileKind]: ContentData[Other] },
): DataFile {
  const { data, places, problems } = readYaml(text);
  if (problems.length > 0) {
    const hint = '改好这一处 YAML；拿不准时把文字放进单引号。';
    return { path, state: 'unusable', places, problems: problems.map((problem) => ({ ...problem, hint })) };
  }
  // An empty file, or one with comments only, is an empty list.
  const value = data ?? (kind === 'macros' ? {} : []);
  const parsed = parseWithPlaces(
    yamlSchemas[kind] as unknown as z.ZodType<ContentData[Kind]>,
    value,
    places,
    startOfFile,
  );
  if (!parsed.ok) return { path, state: 'unusable', places, problems: parsed.problems };
  content[kind] = parsed.data as never;
  return { path, state: 'read', places, problems: [] };
}
