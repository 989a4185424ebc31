import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';

/** Files of the cache: a digest in the first line, what it is of behind it. */

/** @returns what stands behind the digest; `undefined` for a file that is missing, cut short or edited */
export async function readChecked(path: string): Promise<Buffer | undefined> {
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

/** Writes beside and renames, so that a reader sees a whole file or none, and a killed build leaves none. */
export async function writeChecked(path: string, ...body: readonly (string | Uint8Array)[]): Promise<void> {
  writes += 1;
  const temporary = `${path}.${String(process.pid)}-${String(threadId)}-${String(writes)}.tmp`;
  try {
    const bytes = Buffer.concat(body.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
    await writeFile(temporary, [`${digest(bytes)}\n`, bytes]);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Error(`缓存文件写不进去：${path}`, { cause: error });
  }
}

/** Tells a damaged file from a whole one; who can write the cache on purpose could write any digest. */
function digest(body: Uint8Array): string {
  return `${crc32(body).toString(16).padStart(8, '0')}-${String(body.byteLength)}`;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
