/** `src/ARCHITECTURE.md` says who may import whom; what ESLint enforces must be the same. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../project.ts';
import { table } from './boundaries.js';

const guide = readFileSync(path.join(root, 'src/ARCHITECTURE.md'), 'utf8');
const code = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

test('the table of the guide is the table of ESLint', () => {
  const section = guide.split('| folders of `src/`')[1]?.split('\n\n')[0] ?? '';
  const rows = section
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').slice(1, 3).map(code))
    .map(([folders = [], forbid = []]) => ({ folders, forbid }));
  expect(rows).toEqual(table.map(({ folders, forbid }) => ({ folders, forbid })));
});

test('every folder that it names is there, and every folder of src/ is named', () => {
  const named = [...guide.matchAll(/`(?:src\/)?([a-z0-9-]+)`/g)].map(([, name = '']) => name);
  const missing = readdirSync(path.join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !named.includes(entry.name))
    .map(({ name }) => name);
  expect(missing).toEqual([]);
  const paths = [...guide.matchAll(/`((?:src|scripts)\/[\w./-]+)`/g)].map(([, name = '']) => name);
  expect(paths.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});
