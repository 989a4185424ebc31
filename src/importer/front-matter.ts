import type { PostPlace } from './place-posts.ts';
import type { SourceHead } from './read-source.ts';

/** Day of posts that no date is known of. */
export const unknownDay = '2000-01-01';

export interface FrontMatterFacts {
  readonly head: SourceHead;
  readonly place: PostPlace;
  readonly description: string;
  readonly tags: readonly string[];
  readonly unnumbered: boolean;
}

/** The YAML of an imported post, all texts quoted; a draft until somebody has read it. */
export function writeFrontMatter({ head, place, description, tags, unnumbered }: FrontMatterFacts): string {
  const day = head.date ?? unknownDay;
  const alsoIn = (place.entry?.alsoIn ?? []).filter((topic) => topic !== place.topic);
  const lines = [
    '---',
    `title: ${quote(head.title)}`,
    `description: ${quote(description)}`,
    `topic: ${place.topic}`,
    ...(alsoIn.length > 0 ? [`topics: [${alsoIn.join(', ')}]`] : []),
    ...sourceLines(head),
    `created: '${day}'`,
    `updated: '${day}'`,
    'status: draft',
    ...(unnumbered ? ['unnumbered: true'] : []),
    ...(tags.length > 0 ? [`# ${tags.join(', ').replace(/[\s\p{Cc}]+/gu, ' ')}`] : []),
    '---',
    '',
    '',
  ];
  return lines.join('\n');
}

function sourceLines({ url, title, date, citation }: SourceHead): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  return [
    'source:',
    `  title: ${quote(oneLine(citation?.title ?? '') || title)}`,
    `  url: ${quote(url)}`,
    ...(date === undefined ? [] : [`  date: '${date}'`]),
    ...(citation === undefined ? [] : [`  author: ${quote(oneLine(citation.author))}`]),
  ];
}

/** A YAML text in single quotes; control characters, which YAML has no place for, go. */
export function quote(text: string): string {
  return `'${text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .replaceAll("'", "''")}'`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const longest = 110;

/** The first sentences of a post that need no formula to be understood. @param body written Markdown */
export function describe(body: string, title: string): string {
  for (const paragraph of paragraphs(body)) {
    const words = plain(paragraph);
    if (words === undefined || words.length < 12 || /[：:]$/.test(words)) continue;
    let out = '';
    for (const sentence of words.match(/(?:[^。！？!?]|[。！？!?](?=[》”」』）]))+[。！？!?]*/g) ?? []) {
      if (out !== '' && out.length + sentence.length > longest) break;
      out += sentence;
    }
    const text = out.trim();
    return text.length > longest * 2 ? `${text.slice(0, longest)}…` : text;
  }
  return `《${title}》的推导。`;
}

function* paragraphs(body: string): Generator<string> {
  let inside = false;
  for (const block of body.split('\n\n').slice(0, 80)) {
    const fences = block.match(/^(?:```|~~~|\$\$)/gm)?.length ?? 0;
    const wasInside = inside;
    if (fences % 2 === 1) inside = !inside;
    if (
      wasInside ||
      fences > 0 ||
      block.length > 5000 ||
      /^(?:\s*(?:[#>|<!:]|[-*+] |\d+[.)] |\\begin)|---)|\n\s*(?:[-*+]|\d+[.)]) /.test(block)
    )
      continue;
    yield block;
  }
}

function plain(paragraph: string): string | undefined {
  if (/^`[^`]*`$/.test(paragraph.trim())) return undefined;
  const text = paragraph
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g, '$1')
    .replace(/<[^<>\n]*>/g, '')
    .replace(/[*_`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const before = text.search(/[$\\<]/);
  if (before === -1) return text;
  const end = Math.max(...['。', '！', '？'].map((mark) => text.lastIndexOf(mark, before)));
  return end === -1 ? undefined : text.slice(0, end + 1);
}
