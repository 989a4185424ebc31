import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { finishWriting, writeTogether } from './write-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tuidao-write-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('all files are written, and nothing else is left', () => {
  writeFileSync(join(folder, 'a'), 'old');
  writeTogether(
    new Map(
      [
        ['a', 'new'],
        ['deep/b', 'made'],
      ].map(([name = '', to = '']) => [join(folder, name), to]),
    ),
    folder,
  );
  expect([text('a'), text('deep/b')]).toEqual(['new', 'made']);
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['a', 'deep', join('deep', 'b')]);
});

test('where one cannot be written, none is', () => {
  writeFileSync(join(folder, 'a'), 'old');
  mkdirSync(join(folder, 'taken/full'), { recursive: true });
  const files = new Map(['a', 'fresh', 'taken'].map((name) => [join(folder, name), 'new']));
  expect(() => {
    writeTogether(files, folder);
  }).toThrow();
  expect(text('a')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['a', 'deep', 'taken']);
});

/** What a process leaves that is killed: its folder with the files that have not been moved. */
function leave(pid: number, staged: readonly string[], journal?: object): string {
  const scratch = join(folder, `.unfinished-${String(pid)}`);
  mkdirSync(scratch);
  staged.forEach((text, place) => {
    writeFileSync(join(scratch, String(place)), text);
  });
  if (journal !== undefined) writeFileSync(join(scratch, 'journal.json'), JSON.stringify(journal));
  return scratch;
}
const nobody = 2 ** 22 + 1;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a process that was killed', () => {
  test('before its journal had written nothing', () => {
    writeFileSync(join(folder, 'a'), 'old');
    const scratch = leave(nobody, ['new']);
    finishWriting(folder);
    expect(text('a')).toBe('old');
    expect(existsSync(scratch)).toBe(false);
  });

  test('behind it has written everything, as soon as somebody reads', () => {
    writeFileSync(join(folder, 'a'), 'old');
    const scratch = leave(nobody, ['new', 'made'], [{ path: 'a', before: sha('old') }, { path: 'deep/c' }]);
    finishWriting(folder);
    expect([text('a'), text('deep/c')]).toEqual(['new', 'made']);
    expect(existsSync(scratch)).toBe(false);
    finishWriting(folder);
    expect(text('a')).toBe('new');
  });

  test('does not undo what somebody wrote after it', () => {
    writeFileSync(join(folder, 'a'), 'mine');
    leave(nobody, ['new', 'new'], [{ path: 'a', before: sha('old') }, { path: 'a' }]);
    finishWriting(folder);
    expect(text('a')).toBe('mine');
  });

  test('wrote nowhere else', () => {
    const outside = join(folder, 'outside');
    leave(nobody, ['new'], [{ path: '../outside' }]);
    mkdirSync(join(folder, 'inner'));
    renameSync(join(folder, `.unfinished-${String(nobody)}`), join(folder, 'inner', `.unfinished-${String(nobody)}`));
    finishWriting(join(folder, 'inner'));
    expect(existsSync(outside)).toBe(false);
    expect(readdirSync(join(folder, 'inner'))).toEqual([]);
  });

  test('is told from one that still writes', () => {
    const scratch = leave(process.pid, ['new'], [{ path: 'fresh' }]);
    finishWriting(folder);
    expect(existsSync(scratch)).toBe(true);
    rmSync(scratch, { recursive: true });
  });
});
