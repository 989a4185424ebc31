import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatRecord, parseRecord } from '../schemas/record.ts';
import type { VerificationRecord } from '../site/record.ts';

export function recordPath(contentRoot: string, slug: string): string {
  return join(contentRoot, 'records', `${slug}.json`);
}

/** @throws Error with one Chinese sentence where the file is no record. */
export function readRecord(contentRoot: string, slug: string): VerificationRecord | undefined {
  const path = recordPath(contentRoot, slug);
  if (!existsSync(path)) return undefined;
  const parsed = parseRecord(readFileSync(path, 'utf8'));
  if (!parsed.ok) throw new Error(`记录 records/${slug}.json 损坏：${parsed.reason}`);
  return parsed.record;
}

/** All or nothing: a reader, or a runner that is killed, never sees half a record. */
export function writeRecord(contentRoot: string, record: VerificationRecord): void {
  const path = recordPath(contentRoot, record.post);
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${record.post}.${String(process.pid)}.tmp`);
  try {
    writeFileSync(temporary, formatRecord(record));
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

export function removeRecord(contentRoot: string, slug: string): void {
  rmSync(recordPath(contentRoot, slug), { force: true });
}
