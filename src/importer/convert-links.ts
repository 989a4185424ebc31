import type { Edit } from './edits.ts';
import { isUnsafe } from './safe-html.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';
import { isBlank, type Lines, type Place, type Span } from './text.ts';

/** What links of a post may lead to. */
export interface LinkTargets {
  /** Origin that root-relative addresses belong to, without final slash; `undefined` where the post has no source. */
  readonly origin: string | undefined;
  /** Relative link to the post that came from an archive number; `undefined` where none was imported. */
  postOf(archive: string, fragment: string): string | undefined;
  /** Relative link to the post that came from a file beside the original, whatever its ending is. */
  postOfFile(path: string): string | undefined;
  /** Where a file beside the original is kept from now on; `undefined` where there is no such file. */
  fileOf(path: string): KeptFile | undefined;
}

export interface KeptFile {
  /** As the post names it. */
  readonly link: string;
  /** Path below the content root. */
  readonly path: string;
}

export interface MissingFile extends Place {
  readonly path: string;
  /** A picture; otherwise a link. */
  readonly isShown: boolean;
}

export interface LinkConversion {
  readonly edits: readonly Edit[];
  /** Files that the post shows and that do not exist. */
  readonly missing: readonly MissingFile[];
  /** Archive numbers that the post links to. */
  readonly archives: readonly string[];
  /** Files beside the original that it links to and that may be posts. */
  readonly linkedFiles: readonly string[];
  /** How many of the links to posts name a section. */
  readonly fragments: number;
  readonly assets: readonly string[];
}

const linkedImage =
  /\[!\[((?:\\.|[^\]\\\n]){0,300})\]\(([^()\s]{1,1000})\)\]\(([^()\s]{1,1000})(?:\s+"[^"\n]{0,300}")?\)/y;
const destination =
  /\]\(\s*(<[^<>\n]{0,1000}>|(?:[^()\s]|\([^()\s]{0,300}\)){1,1000})(\s+(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\s*\)/y;
/** `[name]: address`; of a footnote `[^1]: words` it is not. */
const definition = /^ {0,3}\[(?!\^)[^\]\n\0]{1,200}\]:[ \t]*(<[^<>\n]{0,1000}>|[^\s\0]{1,1000})/gm;
const autolink = /<(https?:\/\/[^\s<>]{1,1000})>/g;

/**
 * Links between articles become links between posts, the others absolute; pictures lose the link to themselves and take
 * the paragraph that repeats their name as caption.
 * @param text with code and mathematics masked
 */
export function convertLinks(
  lines: Lines,
  text: string,
  from: number,
  targets: LinkTargets,
  counts: RepairCounts,
): LinkConversion {
  const edits: Edit[] = [];
  const missing: MissingFile[] = [];
  const archives = new Set<string>();
  const assets = new Set<string>();
  const linkedFiles = new Set<string>();
  let fragments = 0;
  /** `undefined`: there is nothing that the link could lead to. */
  const rewrite = (url: string, at: number): string | undefined => {
    if (isUnsafe(url)) {
      missing.push({ path: url, isShown: false, ...lines.place(at) });
      return undefined;
    }
    const archive = archiveOfLink(url, targets.origin);
    if (archive !== undefined) {
      archives.add(archive.number);
      if (archive.fragment !== '') fragments += 1;
      const post = targets.postOf(archive.number, archive.fragment);
      if (post !== undefined) {
        countRepair(counts, 'link-to-post');
        return post;
      }
    }
    if (url.startsWith('/') && !url.startsWith('//')) {
      if (targets.origin === undefined) return url;
      countRepair(counts, 'link-made-absolute');
      return targets.origin + url;
    }
    if (url.startsWith('//')) return `https:${url}`;
    if (!isRelativeFile(url)) return url;
    const path = url.replace(/[?#].*$/, '');
    const mayBePost = /\.(?:html?|md|markdown)$/i.test(path);
    if (mayBePost) linkedFiles.add(path);
    const post = mayBePost ? targets.postOfFile(path) : undefined;
    if (post !== undefined) {
      countRepair(counts, 'link-to-post');
      return post;
    }
    const file = targets.fileOf(path);
    if (file === undefined) missing.push({ path: url, isShown: isPicture(text, at), ...lines.place(at) });
    else assets.add(file.path);
    return file?.link;
  };

  let done = from;
  for (let open = text.indexOf('[', from); open !== -1; open = text.indexOf('[', open + 1)) {
    if (open < done) continue;
    linkedImage.lastIndex = open;
    const match = text.startsWith('[![', open) ? linkedImage.exec(text) : null;
    if (match === null) continue;
    const [whole, alt = '', picture = '', target = ''] = match;
    // A picture that leads somewhere else keeps its link.
    if (bareAddress(picture) !== bareAddress(target)) continue;
    const end = open + whole.length;
    const caption = captionBehind(lines, end, alt);
    countRepair(counts, 'linked-image');
    if (caption !== undefined) countRepair(counts, 'image-caption');
    const title = alt.replace(/\\([[\]])/g, '$1').replaceAll('"', '”');
    const address = rewrite(picture, open);
    const written = alt.trim() === '' ? '' : ` "${title}"`;
    edits.push({ start: open, end, text: address === undefined ? alt : `![${alt}](${address}${written})` });
    if (caption !== undefined) edits.push({ ...caption, text: '' });
    done = end;
  }
  for (let at = text.indexOf('](', from); at !== -1; at = text.indexOf('](', at + 2)) {
    destination.lastIndex = at;
    const match = destination.exec(text);
    if (match === null) continue;
    const written = match[1] ?? '';
    const url = written.startsWith('<') ? written.slice(1, -1) : written;
    const next = rewrite(url, at);
    const start = at + match[0].indexOf(written);
    if (next === undefined) edits.push(...unlink(text, at, at + match[0].length));
    else if (next !== url) edits.push({ start, end: start + written.length, text: next });
  }
  for (const match of text.matchAll(definition)) {
    if (match.index < from) continue;
    const written = match[1] ?? '';
    const url = written.startsWith('<') ? written.slice(1, -1) : written;
    const start = match.index + match[0].length - written.length;
    const next = rewrite(url, match.index);
    // Without its definition a link is words in brackets.
    if (next === undefined) edits.push({ start: match.index, end: lines.end(lines.indexOf(start)), text: '' });
    else if (next !== url) edits.push({ start, end: start + written.length, text: next });
  }
  for (const match of text.matchAll(autolink)) {
    const archive = match.index < from ? undefined : archiveOfLink(match[1] ?? '', targets.origin);
    if (archive === undefined) continue;
    archives.add(archive.number);
    const post = targets.postOf(archive.number, archive.fragment);
    if (post === undefined) continue;
    countRepair(counts, 'link-to-post');
    // The site fills in the title.
    edits.push({ start: match.index, end: match.index + match[0].length, text: `[](${post})` });
  }
  return {
    edits,
    missing,
    archives: [...archives].sort(),
    linkedFiles: [...linkedFiles].sort(),
    fragments,
    assets: [...assets].sort(),
  };
}

/** Whether the `[` that pairs with a `]` follows an exclamation mark. @param at offset of the `]`, or of the `[` itself */
function isPicture(text: string, at: number): boolean {
  const open = text[at] === '[' ? at + 1 : text.lastIndexOf('[', at - 1);
  return open > 0 && (text[open - 1] === '!' || text.startsWith('[![', at));
}

/** Of a link that leads nowhere the words stay, of a picture its name. @param close offset of the `]` */
function unlink(text: string, close: number, end: number): Edit[] {
  const near = text.slice(Math.max(0, close - 300), close);
  const open = near.lastIndexOf('[');
  if (open === -1 || near.slice(open).includes('\n')) return [{ start: close + 1, end, text: '' }];
  const start = close - near.length + open;
  const from = text[start - 1] === '!' ? start - 1 : start;
  return [
    { start: from, end: start + 1, text: '' },
    { start: close, end, text: '' },
  ];
}

/** Hosts that serve the same articles. */
const mirrors = ['spaces.ac.cn', 'www.spaces.ac.cn', 'kexue.fm', 'www.kexue.fm'];

/** `/archives/123#part` of the site that the post comes from. */
function archiveOfLink(url: string, origin: string | undefined): { number: string; fragment: string } | undefined {
  const match = /^(https?:\/\/[^/]+)?\/archives\/(\d+)(?:\.html|\/)?(?:#(.*))?$/.exec(url);
  if (match === null) return undefined;
  const [, host, number = '', fragment = ''] = match;
  if (host === undefined) return { number, fragment };
  const name = host.replace(/^https?:\/\//, '');
  const own = origin?.replace(/^https?:\/\//, '');
  return name === own || mirrors.includes(name) ? { number, fragment } : undefined;
}

function bareAddress(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '');
}

function isRelativeFile(url: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|#|\/)/i.test(url) && url !== '';
}

/** The line of the paragraph behind a picture that only repeats its name. */
function captionBehind(lines: Lines, end: number, alt: string): { start: number; end: number } | undefined {
  const line = lines.indexOf(end);
  let index = line + 1;
  while (index < lines.count && isBlank(lines.line(index))) index += 1;
  if (index - line < 2 || index - line > 4) return undefined;
  const bare = (text: string): string => text.replace(/\\(.)/g, '$1').replace(/\s+/g, '');
  const isAlone = index + 1 >= lines.count || isBlank(lines.line(index + 1));
  if (alt.trim() === '' || !isAlone || bare(lines.line(index)) !== bare(alt)) return undefined;
  return { start: lines.start(index), end: lines.end(index) };
}

/** The words of links: what stands between `[` and `](`. */
export function findLinkTexts(text: string, from: number): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('](', from); at !== -1; at = text.indexOf('](', at + 2)) {
    const near = text.slice(Math.max(from, at - 300), at);
    const words = near.slice(near.lastIndexOf('[') + 1);
    const start = at - words.length;
    const isLink = words.length < near.length && !words.includes('\n');
    if (isLink && start >= (spans.at(-1)?.end ?? 0)) spans.push({ start, end: at });
  }
  return spans;
}
