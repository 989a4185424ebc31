import { startOfFile, type CheckInput } from './check-input.ts';
import { createLocator } from './locate.ts';
import { parsePost } from './parse.ts';
import type { Derivation, Position, Reference } from './types.ts';

/** A link in the overview of a topic, with its place in `topics.yaml`. */
export interface OverviewLink {
  readonly target: Reference['target'];
  readonly position: Position;
}

/** The links in the overviews of all topics; their paths are relative to `topics.yaml`: `posts/matrices/low-rank-svd.md#eq-3`. */
export function overviewLinks({ content, files }: Pick<CheckInput, 'content' | 'files'>): OverviewLink[] {
  const { path, places } = files.data.topics;
  const source = files.sources.get(path)?.text ?? '';
  return content.topics.flatMap(({ overview = '' }, place) => {
    const field = places[`${String(place)}.overview`] ?? startOfFile;
    const placed = placeBlock(source, field);
    // As many lines before it as in the file: the lines that the parser counts are those of the file.
    const text = '\n'.repeat(placed === undefined ? 0 : field.start.line) + overview;
    const { references } = parsePost({ path, text }, { topic: '', slug: '', format: 'md' });
    return references
      .filter(({ form }) => form === 'link')
      .map(({ target, position }) => ({ target, position: placed?.(position) ?? field }));
  });
}

/** The post that a link of an overview names, whether it is written in Markdown or MDX. */
export function postOfOverview(path: string, posts: Iterable<Derivation>): Derivation | undefined {
  const match = /^(?:\.\/)?posts\/([^/]+)\/([^/]+)\.mdx?$/.exec(path);
  for (const post of posts) if (post.name.topic === match?.[1] && post.name.slug === match?.[2]) return post;
  return undefined;
}

/** For a block scalar (`overview: |`): places in its text → in the file. Other scalars may be folded, and have none. */
function placeBlock(source: string, { start }: Position): ((position: Position) => Position) | undefined {
  if (source[start.offset] !== '|') return undefined;
  const locator = createLocator(source);
  const indent = /^\n*( *)/.exec(source.slice(locator.startOfLine(start.line + 1)))?.[1]?.length ?? 0;
  const at = (line: number, column: number): number => locator.startOfLine(line) + indent + column - 1;
  return ({ start: from, end }) => locator.between(at(from.line, from.column), at(end.line, end.column));
}
