import { buildIndex } from '../build-index.ts';
import { parsePost } from '../parse.ts';
import type { EquationIndex } from '../types.ts';

/** The index of posts given by slug and text, all in one topic. */
export function indexOf(posts: Readonly<Record<string, string>>): EquationIndex {
  return buildIndex(
    Object.entries(posts).map(([slug, text]) =>
      parsePost({ path: `content/posts/t/${slug}.md`, text }, { topic: 't', slug, format: 'md' }),
    ),
  );
}

/** A post of displays, numbered in their order; `x|eq:a` has a label. */
export function post(...tex: string[]): string {
  return tex
    .map((each, place) => {
      const [body = '', label] = each.split('|');
      return `$$\n${body} \\tag{${String(place + 1)}}${label === undefined ? '' : ` \\label{${label}}`}\n$$`;
    })
    .join('\n\n');
}
