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

/** KaTeX's HTML of the formulas of a post as UTF-8: megabytes that go from file to file and never become a string. */
export interface FormulaBytes {
  readonly all: Buffer;
  readonly count: number;
  /** Of one formula, by the number in its slot. */
  readonly of: (formula: number) => Buffer;
}

/** `undefined` as of `readEntry`. */
export async function readFormulas(path: string): Promise<FormulaBytes | undefined> {
  const body = await readBody(path);
  if (body === undefined) return undefined;
  const end = body.indexOf('\n');
  return cutFormulas(body.subarray(end + 1), JSON.parse(body.toString('latin1', 0, end)) as number[]);
}

export function toFormulaBytes(formulas: readonly string[]): FormulaBytes {
  return cutFormulas(
    Buffer.from(formulas.join('')),
    formulas.map((html) => Buffer.byteLength(html)),
  );
}

function cutFormulas(all: Buffer, lengths: readonly number[]): FormulaBytes {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return {
    all,
    count: lengths.length,
    of(formula) {
      if (!(formula in lengths)) throw new Error(`公式 ${String(formula)} 不存在，一共 ${String(lengths.length)} 条`);
      return all.subarray(starts[formula], starts[formula + 1]);
    },
  };
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
async function writeBody(path: string, ...body: readonly (string | Uint8Array)[]): Promise<void> {
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

export interface EntryPaths {
  readonly key: string;
  readonly derivation: string;
  readonly page: string;
  readonly formulas: string;
}

/** Writes the parts of a compiled post, the derivation last: where it is, the others are. */
export async function writeCompiled(paths: EntryPaths, { derivation, formulas, ...page }: CompiledPost): Promise<void> {
  const lengths = formulas.map((html) => Buffer.byteLength(html));
  await writeBody(paths.formulas, `${JSON.stringify(lengths)}\n`, formulas.join(''));
  await writeBody(paths.page, JSON.stringify(page satisfies CompiledPage));
  await writeBody(paths.derivation, JSON.stringify(derivation satisfies Derivation));
}

/** Tells a damaged entry from a whole one; who can write the cache on purpose could write any digest. */
function digest(body: Uint8Array): string {
  return `${crc32(body).toString(16).padStart(8, '0')}-${String(body.byteLength)}`;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
