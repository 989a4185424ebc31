import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isRunning } from './is-running.ts';

/** One file of several that are written together. `before`: hash of what stood there, `undefined` where nothing did. */
interface Planned {
  readonly path: string;
  readonly before?: string;
}

const prefix = '.unfinished-';
const journalName = 'journal.json';

/**
 * Writes several files that belong together: all of them or, where one cannot be written, none. A process that is killed on the
 * way has written none, or leaves a journal by which `finishWriting` writes the others; a reader sees an old or a new
 * file, never half of one.
 * @param files absolute path → text, all below `root`
 * @param root folder that takes what is not yet in its place
 * @throws the error of the file system, after what was renamed has been put back
 */
export function writeTogether(files: ReadonlyMap<string, string>, root: string): void {
  const scratch = join(root, `${prefix}${String(process.pid)}`);
  const staged = [...files].map(([path, text], place) => ({
    path,
    text,
    temporary: join(scratch, String(place)),
    before: existsSync(path) ? readFileSync(path) : undefined,
  }));
  const done: typeof staged = [];
  const wait = (): void => {};
  process.on('SIGINT', wait).on('SIGTERM', wait).on('SIGHUP', wait);
  try {
    mkdirSync(scratch, { recursive: true });
    for (const { path, temporary, text } of staged) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, text);
    }
    const plan = staged.map(({ path, before }): Planned => ({
      path: relative(root, path),
      ...(before === undefined ? {} : { before: hashOf(before) }),
    }));
    writeFileSync(join(scratch, `${journalName}.tmp`), JSON.stringify(plan));
    renameSync(join(scratch, `${journalName}.tmp`), join(scratch, journalName));
    for (const file of staged) {
      renameSync(file.temporary, file.path);
      done.push(file);
    }
  } catch (error) {
    for (const { path, temporary, before } of done) {
      if (before === undefined) rmSync(path, { force: true });
      else {
        writeFileSync(temporary, before);
        renameSync(temporary, path);
      }
    }
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    process.off('SIGINT', wait).off('SIGTERM', wait).off('SIGHUP', wait);
  }
}

/**
 * Ends what a process that was killed in `writeTogether` had begun: with a journal the rest is put in its place, without
 * one nothing had been. A file that somebody has changed since then stays as it is.
 * @param root as given to `writeTogether`
 */
export function finishWriting(root: string): void {
  if (!existsSync(root)) return;
  for (const name of readdirSync(root)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    const scratch = join(root, name);
    const journal = join(scratch, journalName);
    const plan = existsSync(journal) ? (JSON.parse(readFileSync(journal, 'utf8')) as Planned[]) : [];
    for (const [place, { path, before }] of plan.entries()) {
      const [temporary, target] = [join(scratch, String(place)), join(root, path)];
      if (!existsSync(temporary) || !isBelow(dirname(target), root)) continue;
      const now = existsSync(target) ? hashOf(readFileSync(target)) : undefined;
      if (now === before) renameSync(temporary, target);
    }
    rmSync(scratch, { recursive: true, force: true });
  }
}

function isBelow(folder: string, root: string): boolean {
  if (!existsSync(folder)) return false;
  const [inner, outer] = [realpathSync(folder), realpathSync(root)];
  return inner === outer || inner.startsWith(outer + sep);
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
