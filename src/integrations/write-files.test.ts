import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeTogether } from './write-files.ts';

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
  );
  expect([text('a'), text('deep/b')]).toEqual(['new', 'made']);
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['a', 'deep', join('deep', 'b')]);
});

test('where one cannot be written, none is', () => {
  writeFileSync(join(folder, 'a'), 'old');
  mkdirSync(join(folder, 'taken/full'), { recursive: true });
  const files = new Map(['a', 'fresh', 'taken'].map((name) => [join(folder, name), 'new']));
  expect(() => {
    writeTogether(files);
  }).toThrow();
  expect(text('a')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['a', 'deep', 'taken']);
});

test('what was put in place before the failure is put back', () => {
  writeFileSync(join(folder, 'a'), 'old');
  // Two names of one place: the second has nothing left to move when the first has moved it.
  const files = new Map([
    [join(folder, 'b'), 'new'],
    [join(folder, 'a'), 'new'],
    [`${folder}/./a`, 'newer'],
  ]);
  expect(() => {
    writeTogether(files);
  }).toThrow('ENOENT');
  expect(text('a')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['a', 'deep', 'taken']);
});
