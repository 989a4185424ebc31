import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { threadId } from 'node:worker_threads';
import type { Derivation } from '../equations/types.ts';
import type { CompiledPage, CompiledPost } from '../markdown/types.ts';

/**
 * Reads an entry of the cache.
 * @returns `undefined` for one that is missing, cut short or edited: whoever asks makes it anew
 */
export async function readEntry<T>(path: string): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw new Error(`缓存文件读不出来：${path}`, { cause: error });
  }
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return end !== -1 && text.slice(0, end) === digest(body) ? (JSON.parse(body) as T) : undefined;
}

let writes = 0;

/** Writes beside and renames, so that a reader sees a whole entry or none, and a killed build leaves none. */
export async function writeEntry(path: string, data: unknown): Promise<void> {
  const body = JSON.stringify(data);
  writes += 1;
  const temporary = `${path}.${String(process.pid)}-${String(threadId)}-${String(writes)}.tmp`;
  try {
    await writeFile(temporary, `${digest(body)}\n${body}`);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Error(`缓存文件写不进去：${path}`, { cause: error });
  }
}

export interface EntryPaths {
  readonly key: string;
  readonly derivation: string;
  readonly page: string;
}

/** Writes both halves of a compiled post, the derivation last: where it is, the page is. */
export async function writeCompiled(paths: EntryPaths, { derivation, ...page }: CompiledPost): Promise<void> {
  await writeEntry(paths.page, page satisfies CompiledPage);
  await writeEntry(paths.derivation, derivation satisfies Derivation);
}

function digest(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
