import type z from 'zod';
import type { Position } from '../equations/types.ts';
import { explainIssue, type Explanation } from './explain-issue.ts';

/** Path of a value (`prerequisites.0.post`) → where it stands in the file. */
export type Places = Readonly<Record<string, Position>>;

/** A value that does not satisfy its schema. */
export interface SchemaProblem extends Explanation {
  readonly position: Position;
}

export type Parsed<Data> =
  { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly problems: readonly SchemaProblem[] };

/**
 * Parses a YAML value and says of each fault where it stands.
 * @param places as the YAML reader gave them; a missing field stands where the group of fields stands that lacks it.
 * @param start used when no place is known, e.g. for a file without any content.
 */
export function parseWithPlaces<Data>(
  schema: z.ZodType<Data>,
  data: unknown,
  places: Places,
  start: Position,
): Parsed<Data> {
  const parsed = schema.safeParse(data, { reportInput: true });
  if (parsed.success) return { ok: true, data: parsed.data };
  const problems: SchemaProblem[] = [];
  const meant = new Set<string>();
  // Unknown fields first: a misspelt field is one fault, not also a missing one.
  const issues = [...parsed.error.issues].sort((a, b) => rank(a) - rank(b));
  for (const issue of issues) {
    if (isMissing(issue) && meant.has(issue.path.map(String).join('.'))) continue;
    for (const explanation of explainIssue(issue, keysAt(schema, issue.path))) {
      const unknown = issue.code === 'unrecognized_keys' ? [...issue.path, explanation.actual ?? ''] : issue.path;
      if (issue.code === 'unrecognized_keys')
        meant.add([...issue.path, explanation.expected ?? ''].map(String).join('.'));
      problems.push({ ...explanation, position: placeOf(unknown, places, start) });
    }
  }
  problems.sort((a, b) => a.position.start.offset - b.position.start.offset);
  return { ok: false, problems };
}

const rank = (issue: z.core.$ZodIssue) => (issue.code === 'unrecognized_keys' ? 0 : 1);
const isMissing = (issue: z.core.$ZodIssue) => issue.input === undefined && issue.code !== 'unrecognized_keys';

function placeOf(path: readonly PropertyKey[], places: Places, start: Position): Position {
  for (let length = path.length; length >= 0; length -= 1) {
    const place = places[path.slice(0, length).map(String).join('.')];
    if (place) return place;
  }
  return start;
}

interface SchemaDefinition {
  readonly type: string;
  readonly shape?: Record<string, z.core.$ZodType>;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
}

/** The fields that the schema allows at a path; empty where it is not a group of fields. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const definition = schema._zod.def as unknown as SchemaDefinition;
  const inside = definition.innerType ?? definition.out;
  if (inside) return keysAt(inside, path);
  const [head, ...rest] = path;
  if (head === undefined) return Object.keys(definition.shape ?? {});
  const next = definition.element ?? definition.shape?.[String(head)];
  return next ? keysAt(next, rest) : [];
}
