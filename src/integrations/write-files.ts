import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes several files that belong together: all of them or, where one cannot be written, none. Each is written beside its
 * place first and then renamed, so that a reader sees an old or a new file, never half of one. No signal comes between
 * the renames.
 * @param files absolute path → text
 * @throws the error of the file system, after what was renamed has been put back
 */
export function writeTogether(files: ReadonlyMap<string, string>): void {
  const staged = [...files].map(([path, text]) => ({
    path,
    text,
    temporary: join(dirname(path), `.${basename(path)}.${String(process.pid)}.tmp`),
    before: existsSync(path) ? readFileSync(path) : undefined,
  }));
  const done: typeof staged = [];
  const wait = (): void => {};
  process.on('SIGINT', wait).on('SIGTERM', wait).on('SIGHUP', wait);
  try {
    for (const { path, temporary, text } of staged) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, text);
    }
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
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    process.off('SIGINT', wait).off('SIGTERM', wait).off('SIGHUP', wait);
  }
}
