import { tex } from '@mdit/plugin-tex';
import MarkdownIt from 'markdown-it';

/** A numbered row of a display, as another implementation of Markdown sees it. */
export interface SecondReading {
  readonly number: string;
  /** Without `\tag`, `\label` and comments, every stretch of white space one blank. */
  readonly tex: string;
}

/*
 * Shares no line with `src/syntax` and `tex.ts`, on purpose: markdown-it decides what is a display, and rows and tags are
 * found by replacing instead of by walking. It is for clean posts; what is broken is the business of the check.
 */
const markdown = new MarkdownIt({ html: true }).use(tex, { delimiters: 'dollars', render: () => '' });

/** The numbered equations of a post, in order. */
export function readAgain(text: string): SecondReading[] {
  const body = text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '');
  return markdown.parse(body, {}).flatMap((token) => {
    if (token.type === 'math_block') return rowsOf(token.content);
    if (token.type !== 'inline') return [];
    // `$$` is known to the plugin; an environment alone is a paragraph to it.
    const environments = token.content.match(/^\\begin\{(equation|align|gather)\*?\}[\s\S]*?^\\end\{\1\*?\}/gm) ?? [];
    const inlines = (token.children ?? []).filter(({ type, markup }) => type === 'math_inline' && markup === '$$');
    return [...environments, ...inlines.map(({ content }) => content)].flatMap(rowsOf);
  });
}

function rowsOf(source: string): SecondReading[] {
  const bare = withoutComments(source);
  const [, name = '', inner = bare] =
    /^\s*\\begin\{(equation|align|gather)\*?\}([\s\S]*)\\end\{\1\*?\}\s*$/.exec(bare) ?? [];
  return (name === 'align' || name === 'gather' ? split(inner) : [inner]).flatMap((row) => {
    const tags = [...row.matchAll(/\\tag\{(\d+)\}/g)];
    const rest = row.replace(/\\(?:tag|label)\{[^}]*\}/g, '');
    return tags.map(([, number = '']) => ({ number, tex: normalised(rest) }));
  });
}

/** At each `\\` that no inner environment holds. */
function split(inner: string): string[] {
  const kept: string[] = [];
  let text = inner;
  const innermost = /\\begin\{([a-z]+\*?)\}(?:(?!\\begin\{)[\s\S])*?\\end\{\1\}/;
  for (let match = innermost.exec(text); match !== null; match = innermost.exec(text))
    text = text.replace(match[0], () => `\u0001${String(kept.push(match[0]) - 1)}\u0002`);
  const open = (part: string): string =>
    part.replace(/\u0001(\d+)\u0002/g, (_, place: string) => open(kept[Number(place)] ?? ''));
  return text.split(/\\\\(?:\[[^\]\n]*\])?/).map(open);
}

/** Without what TeX does not mind either: comments, and how wide a blank is. */
export function normalised(text: string): string {
  return withoutComments(text).replace(/\s+/g, ' ').trim();
}

function withoutComments(source: string): string {
  return source.replace(/(^|[^\\])((?:\\\\)*)%.*$/gm, '$1$2');
}
