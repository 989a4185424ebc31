import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeTogether } from '../integrations/write-files.ts';
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
  writeTogether(new Map([[recordPath(contentRoot, record.post), formatRecord(record)]]), contentRoot);
}

export function removeRecord(contentRoot: string, slug: string): void {
  rmSync(recordPath(contentRoot, slug), { force: true });
}
