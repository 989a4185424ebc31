import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import type { Derivation } from '../equations/types.ts';
import type { CompiledPage, CompiledPost } from '../markdown/types.ts';

/**
 * Reads an entry of the cache.
 * @returns `undefined` for one that is missing, cut short or edited: whoever asks makes it anew
 */
export async function readEntry<T>(path: string): Promise<T | undefined> {
  const body = await readBody(path);
  return body === undefined ? undefined : (JSON.parse(body.toString('utf8')) as T);
}

/** The same for a page, whose HTML lies behind the rest as it is: taking two megabytes out of JSON costs more than reading them. */
export async function readPage(path: string): Promise<CompiledPage | undefined> {
  const body = await readBody(path);
  if (body === undefined) return undefined;
  const end = body.indexOf('\n');
  const rest = JSON.parse(body.toString('utf8', 0, end)) as Omit<CompiledPage, 'html'>;
  return { ...rest, html: body.toString('utf8', end + 1) };
}

/** What stands behind the digest, if it is whole. */
async function readBody(path: string): Promise<Buffer | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw new Error(`缓存文件读不出来：${path}`, { cause: error });
  }
  // Hashed as bytes: a page would have to be encoded again otherwise.
  const end = bytes.indexOf('\n');
  const body = bytes.subarray(end + 1);
  return end !== -1 && bytes.toString('latin1', 0, end) === digest(body) ? body : undefined;
}

let writes = 0;

/** Writes beside and renames, so that a reader sees a whole entry or none, and a killed build leaves none. */
async function writeBody(path: string, body: string): Promise<void> {
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
  const { html, ...rest } = page satisfies CompiledPage;
  await writeBody(paths.page, `${JSON.stringify(rest)}\n${html}`);
  await writeBody(paths.derivation, JSON.stringify(derivation satisfies Derivation));
}

/** Tells a damaged entry from a whole one; who can write the cache on purpose could write any digest. */
function digest(body: string | Uint8Array): string {
  return `${crc32(body).toString(16).padStart(8, '0')}-${String(Buffer.byteLength(body))}`;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
