import { slugMaxBytes, slugPattern } from '../schemas/fields.ts';
import type { PreparedPost } from './prepare-post.ts';
import type { TopicEntry, TopicList } from './read-topics.ts';

/** Where a post goes. */
export interface PostPlace {
  readonly topic: string;
  readonly slug: string;
  readonly entry: TopicEntry | undefined;
}

/** Something about the folder as a whole that its owner should know. */
export interface PlaceNote {
  readonly kind: 'shared-source' | 'duplicate-title' | 'comment-page' | 'not-in-topics';
  readonly detail: string;
}

export interface Places {
  readonly places: ReadonlyMap<string, PostPlace>;
  readonly notes: ReadonlyMap<string, readonly PlaceNote[]>;
  /** Archive number → file of the post that stands for it. */
  readonly archives: ReadonlyMap<string, string>;
}

export const defaultTopic = 'others';

/** Gives every post a topic and a slug of its own; of posts with one source the longest that is not cut off stands for it. */
export function placePosts(posts: readonly PreparedPost[], topics: TopicList | undefined): Places {
  const notes = new Map<string, PlaceNote[]>();
  const note = (file: string, kind: PlaceNote['kind'], detail: string): void => {
    notes.set(file, [...(notes.get(file) ?? []), { kind, detail }]);
  };
  const archives = standIns(posts, note);
  const sorted = [...posts].sort((a, b) => rank(a, archives) - rank(b, archives) || compare(a.file, b.file));
  const taken = new Set<string>();
  const places = new Map<string, PostPlace>();
  for (const post of sorted) {
    const isFirst = rank(post, archives) === 0;
    const entry = topics?.find({ file: post.file, title: post.head.title, archive: post.head.archive });
    if (topics !== undefined && entry === undefined) note(post.file, 'not-in-topics', post.head.title);
    const listed = isFirst && entry?.slug !== undefined && isSlug(entry.slug) ? entry.slug : undefined;
    const slug = unique(listed ?? slugOf(post), taken);
    taken.add(slug);
    const topic = entry !== undefined && isSlug(entry.topic) ? entry.topic : defaultTopic;
    places.set(post.file, { topic, slug, entry: isFirst ? entry : undefined });
  }
  noteTitles(posts, note);
  return { places, notes, archives };
}

function rank({ file, head }: PreparedPost, archives: ReadonlyMap<string, string>): number {
  return head.archive === undefined || archives.get(head.archive) === file ? 0 : 1;
}

function standIns(
  posts: readonly PreparedPost[],
  note: (file: string, kind: PlaceNote['kind'], detail: string) => void,
): Map<string, string> {
  const byArchive = new Map<string, PreparedPost[]>();
  for (const post of posts) {
    const { archive } = post.head;
    if (archive !== undefined) byArchive.set(archive, [...(byArchive.get(archive) ?? []), post]);
  }
  const chosen = new Map<string, string>();
  for (const [archive, group] of byArchive) {
    const best = [...group].sort(
      (a, b) =>
        Number(isCutOff(a)) - Number(isCutOff(b)) ||
        b.lines.text.length - a.lines.text.length ||
        compare(a.file, b.file),
    )[0];
    if (best !== undefined) chosen.set(archive, best.file);
    if (group.length < 2) continue;
    for (const post of group) note(post.file, 'shared-source', group.map(({ file }) => file).join('、'));
  }
  return chosen;
}

/** The title is cut off, or the file is a page of comments: its title is not that of the article. */
function isCutOff({ head }: PreparedPost): boolean {
  return head.notes.some(({ kind }) => kind === 'title-truncated') || isCommentPage(head);
}

function isCommentPage({ title, citation }: PreparedPost['head']): boolean {
  if (citation === undefined) return false;
  const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
  const [own, cited] = [bare(title), bare(citation.title)];
  return cited !== '' && own !== '' && !own.includes(cited.slice(0, 6)) && !cited.includes(own.slice(0, 6));
}

function noteTitles(
  posts: readonly PreparedPost[],
  note: (file: string, kind: PlaceNote['kind'], detail: string) => void,
): void {
  const byTitle = new Map<string, string[]>();
  for (const { file, head } of posts) byTitle.set(head.title, [...(byTitle.get(head.title) ?? []), file]);
  for (const files of byTitle.values())
    if (files.length > 1) for (const file of files) note(file, 'duplicate-title', files.join('、'));
  for (const { file, head } of posts) if (isCommentPage(head)) note(file, 'comment-page', head.title);
}

/** Latin words of the title and the number of the source: readable where it can be, and always the same. */
function slugOf({ file, head }: PreparedPost): string {
  const words = head.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8);
  const end = head.archive ?? checksum(file);
  const begin = words.length === 0 || !/[a-z]/.test(words.join('')) ? ['post'] : words;
  return [...begin, end].join('-').slice(-slugMaxBytes).replace(/^-+/, '');
}

/** FNV-1a: names files that nothing else tells apart. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text.normalize('NFC'))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function unique(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let count = 2;
  while (taken.has(`${slug}-${String(count)}`)) count += 1;
  return `${slug}-${String(count)}`;
}

function isSlug(text: string): boolean {
  return slugPattern.test(text) && text.length <= slugMaxBytes;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
