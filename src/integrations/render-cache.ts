import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Derivation, PostName, SourceFile } from '../equations/types.ts';
import type { Language } from '../i18n/translate.ts';
import type { CompiledPage, CompiledPost } from '../markdown/types.ts';
import { isRunning } from './is-running.ts';
import { readEntry, readFormulas, toFormulaBytes, type EntryPaths, type FormulaBytes } from './render-entry.ts';
import { compileJobs, type Job } from './render-pool.ts';
import { pipelineVersion } from './render-version.ts';

export interface PostSource {
  readonly file: SourceFile;
  readonly name: PostName;
}

export type Macros = Readonly<Record<string, string>>;

export interface CompileOptions {
  /** Absolute path of the project: the pipeline's own code is hashed and run in workers from there. */
  readonly root: string;
  /** Absolute; made when it does not exist. Two builds may share it. */
  readonly cacheDir: string;
  readonly macros: Macros;
  /** Of what pages print by themselves; default Chinese. */
  readonly language?: Language;
  /** Called after each post: how many are done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Threads beside this one; default: as many as pay for this number of posts. */
  readonly workers?: number;
  /** Whether entries of posts that are not among these are removed. Default true. */
  readonly prune?: boolean;
}

/** A compiled post whose HTML lies on disk. */
export interface CompiledHandle extends PostSource {
  /** Hash of all that the result depends on. */
  readonly key: string;
  /** `formulaProblems` filled. */
  readonly derivation: Derivation;
  /** Entries of the cache. */
  readonly paths: EntryPaths;
}

/**
 * Compiles posts, or finds them compiled. A post is compiled again when its text, its name, the macros, the code of the
 * pipeline or one of its packages changed, and when its entry is missing or damaged.
 * @returns handles in the order of `posts`
 * @throws Error that names the post, with the cause, where the pipeline itself fails
 */
export async function compileAll(posts: readonly PostSource[], options: CompileOptions): Promise<CompiledHandle[]> {
  const version = await loadedVersion(options.root);
  await mkdir(options.cacheDir, { recursive: true });
  let done = 0;
  const step = <T>(value: T): T => {
    done += 1;
    options.onProgress?.(done, posts.length);
    return value;
  };
  const handles = new Map<PostSource, CompiledHandle>();
  const missing: Job[] = [];
  for (const post of posts) {
    const paths = entryPaths(post, options, version);
    const derivation = await readEntry<Derivation>(paths.derivation);
    if (derivation === undefined) missing.push({ post, paths });
    else handles.set(post, step(toHandle(post, paths, derivation)));
  }
  await compileJobs(missing, { ...options, version }, ({ post, paths }, derivation) => {
    handles.set(post, step(toHandle(post, paths, derivation)));
  });
  const found = posts.flatMap((post) => handles.get(post) ?? []);
  if (options.prune !== false) await removeOthers(options.cacheDir, found);
  return found;
}

/**
 * The page of a compiled post. Meant to be called when the page is made, so that one page at a time is in memory.
 * An entry that vanished or was damaged since is compiled again.
 */
export async function loadCompiled(handle: CompiledHandle, options: PostOptions): Promise<CompiledPage> {
  const page = await readEntry<CompiledPage>(handle.paths.page);
  if (page !== undefined) return page;
  const { derivation: _known, formulas: _apart, latex: _beside, ...compiled } = await compileAgain(handle, options);
  return compiled;
}

/** The same for the formulas of its page. */
export async function loadFormulas(handle: CompiledHandle, options: PostOptions): Promise<FormulaBytes> {
  return (await readFormulas(handle.paths.formulas)) ?? toFormulaBytes((await compileAgain(handle, options)).formulas);
}

/** The same for its body as LaTeX, a template. */
export async function loadLatex(handle: CompiledHandle, options: PostOptions): Promise<string> {
  return (await readEntry<string>(handle.paths.latex)) ?? (await compileAgain(handle, options)).latex;
}

/** What else a post depends on. */
type PostOptions = Pick<CompileOptions, 'macros' | 'language'>;

async function compileAgain({ file, name }: CompiledHandle, { macros, language }: PostOptions): Promise<CompiledPost> {
  const { compilePost } = await import('../markdown/compile-post.ts');
  return compilePost(file, name, macros, language);
}

const versions = new Map<string, Promise<string>>();

/** Of the code as this process loaded it: an edit made while it runs must not be credited with the old code's output. */
function loadedVersion(root: string): Promise<string> {
  const version = versions.get(root) ?? pipelineVersion(root);
  versions.set(root, version);
  return version;
}

function entryPaths(
  { file, name }: PostSource,
  { cacheDir, macros, language = 'zh-CN' }: CompileOptions,
  version: string,
): EntryPaths {
  const sorted = Object.entries(macros).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify([version, sorted, language, name.topic, name.slug, name.format, file.path]);
  const key = createHash('sha256').update(facts).update('\0').update(file.text).digest('hex');
  const base = join(cacheDir, key.slice(0, 40));
  return {
    key,
    derivation: `${base}.derivation.json`,
    page: `${base}.page.json`,
    formulas: `${base}.formulas.html`,
    latex: `${base}.latex.json`,
  };
}

function toHandle(post: PostSource, paths: EntryPaths, derivation: Derivation): CompiledHandle {
  return { file: post.file, name: post.name, key: paths.key, derivation, paths };
}

async function removeOthers(cacheDir: string, handles: readonly CompiledHandle[]): Promise<void> {
  const kept = new Set(handles.map(({ key }) => key.slice(0, 40)));
  for (const file of await readdir(cacheDir)) {
    const entry =
      /^([0-9a-f]{40})\.(?:derivation\.json|page\.json|formulas\.html|latex\.json)(?:\.(\d+)-[\d-]+\.tmp)?$/.exec(file);
    if (entry === null) continue;
    const [, key = '', writer] = entry;
    if (writer === undefined ? kept.has(key) : isRunning(Number(writer))) continue;
    await rm(join(cacheDir, file), { force: true });
  }
}
