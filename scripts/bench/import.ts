import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project.ts';
import { measure, type Measurement } from './measure.ts';

export interface ImportBench {
  readonly posts: number;
  readonly different: number;
  readonly bytes: number;
  readonly first: Measurement;
  readonly second: Measurement;
  /** Files of both content roots, reports included, are equal byte by byte. */
  readonly sameBytes: boolean;
  /** Posts by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Copies the posts of a folder under other names until there are `count`, and imports them twice.
 *
 * @param folder Markdown files as `npm run import` takes them; only read
 * @param scratch an empty folder for copies and results
 */
export async function benchImport(folder: string, count: number, scratch: string): Promise<ImportBench> {
  const source = path.join(scratch, 'source');
  const { different, bytes } = copyPosts(folder, source, count);
  const [first, second] = [await importInto('a'), await importInto('b')];
  const report = JSON.parse(readFileSync(path.join(scratch, 'a/.import/report.json'), 'utf8')) as Readonly<
    Record<string, { readonly status: string }>
  >;
  const statuses: Record<string, number> = {};
  for (const { status } of Object.values(report)) statuses[status] = (statuses[status] ?? 0) + 1;
  const sameBytes = digest(path.join(scratch, 'a')) === digest(path.join(scratch, 'b'));
  return { posts: Object.keys(report).length, different, bytes, first, second, sameBytes, statuses };

  function importInto(name: string): Promise<Measurement> {
    const args = ['scripts/import.ts', source, '--out', path.join(scratch, name)];
    // 1: a post failed, which is a result too.
    return measure({ args, cwd: root, env: process.env, codes: [0, 1] });
  }
}

/** Copies have a name and a source of their own, so that links lead to posts of the same copy. */
function copyPosts(folder: string, target: string, count: number): { different: number; bytes: number } {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|markdown)$/i.test(name))
    .sort();
  if (names.length === 0) throw new Error(`${folder} holds no Markdown files.`);
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const copy = Math.floor(index / names.length);
    const name = names[index % names.length] ?? '';
    const original = readFileSync(path.join(folder, name), 'utf8');
    const text = copy === 0 ? original : original.replace(/\/archives\/(\d+)/g, `/archives/$1${String(copy)}`);
    const file = path.join(target, copy === 0 ? '' : `copy${String(copy)}`, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    bytes += Buffer.byteLength(text);
  }
  return { different: Math.min(names.length, count), bytes };
}

/** Of all names and contents below a folder. */
function digest(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(`${path.relative(folder, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

export function formatImport({ posts, different, bytes, first, second, sameBytes, statuses }: ImportBench): string {
  const row = (name: string, { cpu, wall, memory }: Measurement): string =>
    `| ${name} | ${cpu?.toFixed(1) ?? '–'} | ${wall.toFixed(1)} | ${memory === undefined ? '–' : (memory / 1e6).toFixed(0)} |`;
  return [
    `${String(posts)} posts (${String(different)} different), ${(bytes / 1e6).toFixed(1)} MB: ${Object.entries(statuses)
      .map(([status, count]) => `${status} ${String(count)}`)
      .join(', ')}`,
    '',
    '| import | CPU s | wall s | MB |',
    '| ------ | ----: | -----: | -: |',
    row('first ', first),
    row('second', second),
    '',
    sameBytes ? 'Both gave the same bytes.' : 'The two runs gave DIFFERENT bytes.',
    '',
  ].join('\n');
}
