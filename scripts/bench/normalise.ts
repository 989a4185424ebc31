import katex from 'katex';
import type { BenchPost } from './posts.ts';

/** A passage that has to go, as 1-based lines of a post. */
export interface Refused {
  readonly slug: string;
  readonly line: number;
  readonly endLine: number;
}

/**
 * A Markdown file of any origin → a post that both pipelines take. Only as much is changed as that needs: front matter is
 * written anew, displays stand in `$$` with a number of their own, formulas that KaTeX does not know are replaced by `x`,
 * raw HTML loses its tags.
 *
 * @param order gives the slug; names of foreign files are no slugs
 */
export function normalisePost(text: string, order: number): BenchPost {
  const body = text
    .replaceAll('\r', '')
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^# .*\n/m, '');
  const title = /^title:\s*(.+)$/m.exec(text)?.[1] ?? `Post ${order}`;
  const parts = body.split(/(^(?:```|~~~)[\s\S]*?^(?:```|~~~)\s*$)/m);
  const prose = parts.map((part, i) => (i % 2 === 1 ? part : normaliseProse(part))).join('');
  const slug = `post-${String(order).padStart(4, '0')}`;
  return { topic: 'bench', slug, text: renumber(frontMatter(title) + prose) };
}

/** Leaves out the paragraphs and displays that were refused, and numbers what is left from 1. */
export function leaveOut(post: BenchPost, refused: readonly Refused[]): BenchPost {
  const lines = post.text.split('\n');
  const first = lines.indexOf('---', 1);
  for (const { line, endLine } of refused) {
    let [from, to] = [line - 1, endLine - 1];
    if (to <= first) continue;
    while (from > first + 1 && lines[from - 1]?.trim() !== '') from -= 1;
    while (to < lines.length - 1 && lines[to + 1]?.trim() !== '') to += 1;
    for (let i = from; i <= to; i += 1) lines[i] = '';
  }
  return { ...post, text: renumber(lines.join('\n')) };
}

function frontMatter(title: string): string {
  const quoted = JSON.stringify(title.replaceAll(/[$\\"]/g, ''));
  return `---\ntitle: ${quoted}\ndescription: ${quoted}\ntopic: bench\ncreated: 2026-01-01\nupdated: 2026-01-01\nstatus: draft\n---\n`;
}

const displays = /\$\$([\s\S]*?)\$\$|\\begin\{(equation|align|gather)\*?\}([\s\S]*?)\\end\{\2\*?\}/g;

function normaliseProse(text: string): string {
  const kept: string[] = [];
  const keep = (html: string): string => `\uE000${kept.push(html) - 1}\uE001`;
  return text
    .replaceAll(
      displays,
      (_, dollars: string | undefined, environment: string | undefined, inner: string | undefined) => {
        const tex =
          dollars ?? (environment === 'equation' ? inner : `\\begin{${environment}ed}${inner}\\end{${environment}ed}`);
        return keep(`\n\n$$\n${renderable(tex ?? '', true)} \\tag{0}\n$$\n\n`);
      },
    )
    .replaceAll(/\$(?!\$)([^$\n]+)\$/g, (_, tex: string) =>
      keep(/\\(?:eq)?ref/.test(tex) ? '' : `$${renderable(tex, false)}$`),
    )
    .replaceAll(/\\(?:eqref|label|ref)\{[^}]*\}/g, '')
    .replaceAll(/<\/?[a-zA-Z!][^>\n]*>/g, '')
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replaceAll('$', '')
    .replaceAll(/\uE000(\d+)\uE001/g, (_, at: string) => kept[Number(at)] ?? '');
}

/** One formula without numbers and labels, on lines that Markdown leaves alone; `x` where KaTeX refuses it. */
function renderable(tex: string, displayMode: boolean): string {
  const plain = tex
    .replaceAll(/\\(?:tag\*?|label)\{(?:[^{}]|\{[^{}]*\})*\}|\\(?:notag|nonumber)\b/g, '')
    .replaceAll(/\\begin\{(equation|align|gather)\*?\}|\\end\{(equation|align|gather)\*?\}/g, (match) =>
      match.includes('equation') ? '' : match.replace(/\{(\w+)\*?\}/, '{$1ed}'),
    )
    .replaceAll(/^\s*>\s?/gm, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
  try {
    katex.renderToString(plain, { displayMode, throwOnError: true, strict: 'error' });
    return plain === '' ? 'x' : plain;
  } catch {
    // What both pipelines would only show in red: it costs neither of them anything.
    return 'x';
  }
}

function renumber(text: string): string {
  let number = 0;
  return text.replaceAll(/\\tag\{\d+\}/g, () => `\\tag{${(number += 1)}}`);
}
