import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { dataFileNames, type DataFileKind } from '../equations/check-input.ts';
import { decodeUtf8 } from '../schemas/decode.ts';
import { readData, type DataTexts } from '../schemas/read-data.ts';
import { importCorpus, type CorpusResult } from './import-corpus.ts';
import { readTopics, TopicList } from './read-topics.ts';
import { systemFault } from './system-fault.ts';
import { TopicIds } from './topic-ids.ts';
import { failedReport, formatReport, type ImportReport, type PostReport } from './report.ts';

export interface ImportOptions {
  readonly folder: string;
  /** Content root to write; nothing is written without one. */
  readonly out: string | undefined;
  readonly topics: string | undefined;
  /** File of the JSON report; the text for people goes beside it. */
  readonly report: string | undefined;
  readonly dryRun: boolean;
  readonly dropCopies: boolean;
  readonly mode: 'all' | 'tagged';
  readonly force: boolean;
  /** Content root of the project: names of topics and common macros are taken from there. */
  readonly presets: string;
}

export interface FolderImport {
  readonly report: ImportReport;
  /** Targets that exist with other content and were left alone. */
  readonly kept: readonly string[];
  readonly written: number;
  /** The report was written to a file. */
  readonly isSaved: boolean;
}

/** Bytes of a post; twenty times the longest that anybody wrote. A larger one would take the memory of all the others. */
const largest = 2_000_000;

/** Unfinished files lie here until they are whole; the site does not look into folders that begin with a dot. */
const hidden = '.import';

/**
 * Imports a folder of Markdown posts into a content root. The originals are only read. Every file is written elsewhere in the
 * root and moved, so that whatever ends the program leaves no half file.
 * @throws Error with one Chinese sentence where the folder, the topics or the target cannot be used
 */
export function importFolder(
  options: ImportOptions,
  onProgress: (done: number, total: number, file: string) => void = () => undefined,
): FolderImport {
  const folder = path.resolve(options.folder);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${options.folder} 不是文件夹。`);
  const out = options.out === undefined ? undefined : path.resolve(options.out);
  if (out !== undefined && isInside(out, folder)) throw new Error('--out 不能放在被导入的文件夹里面。');
  const existing = out === undefined ? {} : readDataTexts(out);
  const presets = readDataTexts(options.presets);
  const ids = new TopicIds([existing, presets].flatMap((texts) => readData(texts, (name) => name).content.topics));
  const topics =
    options.topics === undefined
      ? undefined
      : new TopicList(
          readTopics(path.basename(options.topics), readText(options.topics)).map((entry) => ({
            ...entry,
            topic: ids.idOf(entry.topic),
            alsoIn: entry.alsoIn.map((name) => ids.idOf(name)),
          })),
        );

  const unreadable = new Map<string, PostReport>();
  const files = new Map<string, string>();
  for (const file of listPosts(folder, '')) {
    const read = readPost(path.join(folder, file));
    if (typeof read === 'string') files.set(file, read);
    else unreadable.set(file, failedReport(file, read.message));
  }
  if (files.size + unreadable.size === 0) throw new Error(`${options.folder} 里没有 Markdown 文件。`);

  const assets = new Map<string, string>();
  const result = importCorpus(files, {
    mode: options.mode,
    dropCopies: options.dropCopies,
    topics,
    topicNames: ids.made,
    existing,
    presets,
    assetOf: (file, link, place) => {
      const source = path.resolve(folder, path.dirname(file), safeDecode(link));
      if (!isAsset(source, folder)) return undefined;
      const name = `${place.slug}-${path.basename(source).replace(/[^\w.-]+/g, '-')}`;
      const kept = `posts/${place.topic}/figures/${name}`;
      assets.set(kept, source);
      return { link: `./figures/${name}`, path: kept };
    },
    onProgress,
  });

  const reports = new Map<string, PostReport>([...result.reports, ...unreadable]);
  const kept: string[] = [];
  let written = 0;
  if (out !== undefined && !options.dryRun) {
    written = writeRoot(out, result, assets, options.force, kept);
    for (const [file, report] of reports) {
      if (kept.includes(report.written)) reports.set(file, withNote(report, 'exists', report.written));
    }
  }
  const report: ImportReport = Object.fromEntries([...reports].sort(([a], [b]) => (a < b ? -1 : 1)));
  const target =
    options.report ?? (out === undefined || options.dryRun ? undefined : path.join(out, hidden, 'report.json'));
  if (target !== undefined) {
    // A report that is asked for elsewhere may lie on another disk than the content root.
    const scratch =
      options.report === undefined && out !== undefined
        ? path.join(out, hidden, 'unfinished')
        : path.join(path.dirname(path.resolve(target)), `.${path.basename(target)}.unfinished`);
    const save = (file: string, text: string): void => {
      writeWhole(path.resolve(file), scratch, (part) => {
        writeFileSync(part, text);
      });
    };
    save(target, `${JSON.stringify(report, null, 1)}\n`);
    save(target.replace(/\.json$/i, '') + '.txt', formatReport(report));
    rmSync(scratch, { recursive: true, force: true });
  }
  return { report, kept, written, isSaved: target !== undefined };
}

function withNote(report: PostReport, kind: string, detail: string): PostReport {
  return { ...report, written: '', notes: [...report.notes, { kind, detail }] };
}

/** Bytes of the posts in a folder that are not too large; 0 where there is no such folder. */
export function folderSize(folder: string): number {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return 0;
  const sizes = listPosts(folder, '').map((file) => statSync(path.join(folder, file)).size);
  return sizes.filter((size) => size <= largest).reduce((sum, size) => sum + size, 0);
}

/** The text of a file, or why there is none. */
function readPost(file: string): string | { readonly message: string } {
  if (lstatSync(file).isSymbolicLink()) return { message: '是符号链接，没有跟随。把文件本身放进文件夹。' };
  const { size } = statSync(file);
  if (size > largest) {
    return {
      message: `文件有 ${(size / 1e6).toFixed(1)} MB，一篇最多 ${String(largest / 1e6)} MB。分成几篇再导入。`,
    };
  }
  try {
    const decoded = decodeUtf8(readFileSync(file));
    return decoded.ok ? decoded.text : { message: `${decoded.reason}。${decoded.hint}` };
  } catch (error) {
    return { message: `读不出来（${systemFault(error)}）。` };
  }
}

function listPosts(folder: string, below: string): string[] {
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return listPosts(folder, name);
    return (entry.isFile() || entry.isSymbolicLink()) &&
      /\.(?:md|markdown)$/i.test(entry.name) &&
      !/^readme\./i.test(entry.name)
      ? [name]
      : [];
  });
}

function readText(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`找不到文件 ${file}。`);
  const decoded = decodeUtf8(readFileSync(file));
  if (!decoded.ok) throw new Error(`${file}：${decoded.reason}。`);
  return decoded.text;
}

function readDataTexts(root: string): DataTexts {
  const texts: Partial<Record<DataFileKind, string>> = {};
  for (const [kind, name] of Object.entries(dataFileNames) as [DataFileKind, string][]) {
    const file = path.join(root, name);
    if (existsSync(file)) texts[kind] = readText(file);
  }
  return texts;
}

/** @returns how many files were written */
function writeRoot(
  out: string,
  result: CorpusResult,
  assets: ReadonlyMap<string, string>,
  force: boolean,
  kept: string[],
): number {
  let written = 0;
  const put = (name: string, text: string, mayReplace: boolean): void => {
    const file = path.join(out, name);
    if (existsSync(file)) {
      if (readFileSync(file, 'utf8') === text) return;
      if (!mayReplace) {
        kept.push(name);
        return;
      }
    }
    writeWhole(file, scratch, (part) => {
      writeFileSync(part, text);
    });
    written += 1;
  };
  const scratch = path.join(out, hidden, 'unfinished');
  rmSync(scratch, { recursive: true, force: true });
  rmSync(path.join(out, hidden, 'undecided'), { recursive: true, force: true });
  for (const [name, text] of result.data) put(name, text, true);
  for (const [name, text] of result.posts) put(name, text, force);
  for (const [slug, text] of result.undecided) put(`${hidden}/undecided/${slug}.md`, text, true);
  for (const [name, source] of [...assets].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = path.join(out, name);
    if (existsSync(file) && !force) continue;
    writeWhole(file, scratch, (part) => {
      copyFileSync(source, part);
    });
  }
  rmSync(scratch, { recursive: true, force: true });
  return written;
}

/** A file that is there is whole: it is written in another folder of the same disk, and moved. */
function writeWhole(file: string, scratch: string, write: (part: string) => void): void {
  mkdirSync(path.dirname(file), { recursive: true });
  mkdirSync(scratch, { recursive: true });
  const part = path.join(scratch, 'part');
  try {
    write(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    throw error;
  }
}

/** A file of the folder itself, of a kind that shows or holds data and runs nothing. */
function isAsset(file: string, folder: string): boolean {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  const isHidden = path.basename(file).startsWith('.');
  return (
    !isHidden && !/\.(?:x?html?|shtml|[mc]?js|php)$/i.test(file) && isInside(realpathSync(file), realpathSync(folder))
  );
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

function safeDecode(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch (error) {
    if (error instanceof URIError) return link;
    throw error;
  }
}
