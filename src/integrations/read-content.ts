import { existsSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { relative, resolve, join, sep } from 'node:path';
import {
  dataFileNames,
  startOfFile,
  type ContentFiles,
  type DataFileKind,
  type FileFault,
  type RecordFile,
} from '../equations/check-input.ts';
import { ledgerFileName } from '../equations/ledger/published.ts';
import { nearestName } from '../equations/nearest-name.ts';
import type { PostName, Position, SourceFile } from '../equations/types.ts';
import { readAllowanceFile } from '../schemas/allowances.ts';
import { decodeUtf8, lineOfByte } from '../schemas/decode.ts';
import { readData } from '../schemas/read-data.ts';
import { parseRecord } from '../schemas/record.ts';
import type { ContentData } from '../site/types.ts';
import { finishWriting } from './write-files.ts';

/** A post that is published. */
export interface PostSource {
  readonly file: SourceFile;
  readonly name: PostName;
}

export interface ContentReading {
  /** By topic, then slug, in the order of their code units. */
  readonly posts: readonly PostSource[];
  readonly content: ContentData;
  readonly files: ContentFiles;
  /** The ledger of published anchors. */
  readonly anchors: SourceFile | undefined;
}

/**
 * Reads a content root, after it has ended what a killed `writeTogether` left half done there. Whatever could be taken for a post and is not published is a fault, never passed over.
 * @param root folder with `posts/`, relative to `cwd` or absolute.
 * @param cwd what printed paths are relative to.
 * @throws Error with one Chinese sentence where there is no such folder.
 */
export function readContent(root: string, cwd: string = process.cwd()): ContentReading {
  finishWriting(resolve(cwd, root));
  const reader = new ContentReader(root, cwd);
  return reader.read();
}

/**
 * The data files of a content root alone, for those who need no posts. Faults are told by `readContent`; here a file that
 * cannot be used is as good as empty.
 * @param root absolute
 */
export function readContentData(root: string): ContentData {
  const texts: Partial<Record<DataFileKind, string>> = {};
  for (const kind of Object.keys(dataFileNames) as DataFileKind[]) {
    const path = join(root, dataFileNames[kind]);
    const decoded = existsSync(path) ? decodeUtf8(readFileSync(path)) : undefined;
    if (decoded?.ok === true) texts[kind] = decoded.text;
  }
  return readData(texts, (name) => name).content;
}

const looksLikePost = /\.(?:md|mdx|markdown|mdown|mkdn?|mdwn)$/i;
const isCheckFile = /^posts\/[^/]+\/[^/]+\.check\.py$/;
const isRecordFile = /^records\/([^/.][^/]*)\.json$/;
const allowanceFile = 'records/allow.yaml';
const isPostFile = /^[^._].*\.(md|mdx)$/;

class ContentReader {
  readonly #root: string;
  readonly #realRoot: string;
  readonly #printedRoot: string;
  readonly #paths = new Set<string>();
  readonly #sources = new Map<string, SourceFile>();
  readonly #records = new Map<string, RecordFile>();
  readonly #faults: FileFault[] = [];
  #allowances: string | undefined;

  constructor(root: string, cwd: string) {
    this.#root = resolve(cwd, root);
    if (!statSync(this.#root, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(`内容目录 ${root} 不存在，或者不是文件夹。`);
    }
    this.#realRoot = realpathSync(this.#root);
    this.#printedRoot = printed(relative(cwd, this.#root)) || '.';
  }

  read(): ContentReading {
    const posts: PostSource[] = [];
    const texts: Partial<Record<DataFileKind, string>> = {};
    const unreadable = new Set<DataFileKind>();
    for (const path of this.#walk('')) {
      const kind = kindOfDataFile(path);
      const name = postName(path);
      if (path === ledgerFileName) {
        this.#readText(path);
        continue;
      }
      if (!kind && !name) {
        if (!this.#readVerification(path)) this.#judgeOther(path);
        continue;
      }
      const text = this.#readText(path);
      if (kind && text === undefined) unreadable.add(kind);
      else if (kind) texts[kind] = text!;
      else if (name && text !== undefined) posts.push({ file: this.#sources.get(this.#print(path))!, name });
    }
    const { content, files: data } = readData(texts, (name) => this.#print(name), unreadable);
    const allowances = readAllowanceFile(this.#allowances, this.#print(allowanceFile));
    const files = {
      root: this.#printedRoot,
      paths: this.#paths,
      sources: this.#sources,
      data,
      verification: { records: this.#records, allowances },
      faults: this.#faults,
    };
    return { posts, content, files, anchors: this.#sources.get(this.#print(ledgerFileName)) };
  }

  /** Check files stay texts; records are read. @returns whether the file is one of these. */
  #readVerification(path: string): boolean {
    const slug = isRecordFile.exec(path)?.[1];
    if (slug === undefined && path !== allowanceFile && !isCheckFile.test(path)) return false;
    const text = this.#readText(path);
    if (path === allowanceFile) this.#allowances = text;
    if (slug !== undefined && text !== undefined) {
      const parsed = parseRecord(text);
      const read = parsed.ok ? { record: parsed.record } : { record: undefined, reason: parsed.reason };
      this.#records.set(slug, { path: this.#print(path), ...read });
    }
    return true;
  }

  #print(path: string): string {
    return this.#printedRoot === '.' ? path : `${this.#printedRoot}/${path}`;
  }

  #fault(kind: FileFault['kind'], path: string, message: string, hint: string, position: Position = startOfFile) {
    this.#faults.push({ kind, path: this.#print(path), position, message, hint });
  }

  /** Files below the root, `/`-separated, sorted; symbolic links are followed to files inside the root only. */
  *#walk(folder: string): Generator<string> {
    for (const entry of this.#entries(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isSymbolicLink()) {
        if (this.#mayFollow(path)) yield this.#seen(path);
      } else if (entry.isDirectory()) {
        if (looksLikePost.test(entry.name)) {
          this.#fault('stray', path, '这是一个文件夹，名字却像一篇文章。', '给文件夹改名，去掉后缀。');
        } else if (!entry.name.startsWith('.') && entry.name !== 'node_modules') {
          yield* this.#walk(path);
        }
      } else if (entry.isFile()) {
        yield this.#seen(path);
      } else if (looksLikePost.test(entry.name)) {
        this.#fault('stray', path, '这不是普通文件（管道、套接字或设备）。', '换成普通文件，或者删掉它。');
      }
    }
  }

  #seen(path: string): string {
    this.#paths.add(this.#print(path));
    return path;
  }

  #entries(folder: string): Dirent[] {
    try {
      const entries = readdirSync(join(this.#root, folder), { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (!isPermissionError(error)) throw error;
      this.#fault('unreadable', folder, '没有权限读取这个文件夹。', '改好它的权限（chmod）。');
      return [];
    }
  }

  #mayFollow(path: string): boolean {
    const full = join(this.#root, path);
    const target = targetOf(full);
    if (!target) {
      this.#fault('stray', path, '未收录的文件：符号链接指向的文件不存在。', '改正链接的目标，或者删掉这个链接。');
      return false;
    }
    const inside = `${realpathSync(full)}${sep}`.startsWith(this.#realRoot + sep);
    if (inside && target.isFile()) return true;
    if (inside)
      this.#fault(
        'stray',
        path,
        '未收录的文件：指向文件夹的符号链接不会被跟随。',
        '把文件夹本身放到这里，或者删掉这个链接。',
      );
    else this.#fault('stray', path, '未收录的文件：符号链接指向内容目录之外。', '把文件复制进来，代替这个链接。');
    return false;
  }

  #readText(path: string): string | undefined {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(this.#root, path));
    } catch (error) {
      if (!isPermissionError(error)) throw error;
      this.#fault('unreadable', path, '没有权限读取这个文件。', '改好它的权限（chmod）。');
      return undefined;
    }
    const decoded = decodeUtf8(bytes);
    if (decoded.ok) {
      this.#sources.set(this.#print(path), { path: this.#print(path), text: decoded.text });
      return decoded.text;
    }
    const point = { line: lineOfByte(bytes, decoded.at), column: 1, offset: 0 };
    this.#fault('unreadable', path, `${decoded.reason}。`, decoded.hint, { start: point, end: point });
    return undefined;
  }

  /** A file that is neither post nor data: fine unless it looks like one of them. */
  #judgeOther(path: string): void {
    const reason = whyNoPost(path);
    if (reason) {
      this.#fault('stray', path, `未收录的文件：${reason.why}。`, reason.hint);
      return;
    }
    const intended = path.includes('/') ? undefined : nearDataFile(path);
    if (intended) this.#fault('stray', path, `未收录的文件：数据文件的名字应是 ${intended}。`, `改名为 ${intended}。`);
  }
}

/** `posts/matrices/low-rank-svd.md` → its name; anything else → `undefined`. */
export function postName(path: string): PostName | undefined {
  const [posts, topic, file, ...rest] = path.split('/');
  if (posts !== 'posts' || topic === undefined || file === undefined || rest.length > 0 || topic.startsWith('_'))
    return undefined;
  const format = isPostFile.exec(file)?.[1];
  if (format !== 'md' && format !== 'mdx') return undefined;
  return { topic, slug: file.slice(0, -format.length - 1), format };
}

/** Posts whose body Astro renders: their slug, and their path below the root. Of two with one slug the first counts. */
export function componentPosts(root: string): { readonly slug: string; readonly path: string }[] {
  const posts = join(root, 'posts');
  if (!existsSync(posts)) return [];
  const found = new Map<string, string>();
  for (const file of readdirSync(posts, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = `posts/${printed(file)}`;
    const name = postName(path);
    if (name?.format === 'mdx' && !found.has(name.slug)) found.set(name.slug, path);
  }
  return [...found].map(([slug, path]) => ({ slug, path }));
}

function kindOfDataFile(path: string): DataFileKind | undefined {
  return (Object.keys(dataFileNames) as DataFileKind[]).find((kind) => dataFileNames[kind] === path);
}

function nearDataFile(name: string): string | undefined {
  const stem = name.toLowerCase().replace(/\.(?:ya?ml|bib|json)$/, '');
  const known = Object.values(dataFileNames);
  const same = known.find((file) => file.replace(/\.\w+$/, '') === stem);
  return same ?? (/\.(?:ya?ml|bib)$/i.test(name) ? nearestName(name.toLowerCase(), known) : undefined);
}

function whyNoPost(path: string): { why: string; hint: string } | undefined {
  const parts = path.split('/');
  const file = parts.at(-1)!;
  if (!looksLikePost.test(file)) return undefined;
  const move = '放到 posts/<主题>/<slug>.md；不是文章就移出内容目录。';
  if (parts[0] !== 'posts' && /^(?:readme|license)\b/i.test(file)) return undefined;
  // What re-deriving a post has shown, by its slug.
  if (parts[0] === 'reviews' && parts.length === 2 && /^[a-z0-9-]+\.md$/.test(file)) return undefined;
  if (parts[0] !== 'posts') return { why: '文章要放在 posts 文件夹里', hint: move };
  if (parts.length === 2) return { why: '文章要放在某个主题的文件夹里', hint: move };
  if (parts.length > 3) return { why: '主题文件夹下面的文件夹里不放文章', hint: move };
  const draft = '没写完的文章在 front matter 里写 status: draft；不想收录就移出内容目录。';
  if (parts[1]!.startsWith('_')) return { why: '主题文件夹的名字以下划线开头', hint: draft };
  if (file.startsWith('_')) return { why: '文件名以下划线开头', hint: draft };
  if (file.startsWith('.')) return { why: '文件名以点开头', hint: draft };
  return { why: '后缀只能是小写的 .md 或 .mdx', hint: '把后缀改成小写的 .md。' };
}

/** What a link leads to; `undefined` where it leads nowhere, or round in a circle. */
function targetOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') return undefined;
    throw error;
  }
}

const printed = (path: string) => path.split(sep).join('/');

function isPermissionError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}
