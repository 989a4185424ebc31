import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '../src/equations/rules/index.ts';

/** Cells of the table of rules, as Prettier lays them out. */
function documentedRules(): string[] {
  const guide = readFileSync('CONTRIBUTING.md', 'utf8');
  return [...guide.matchAll(/^\|\s*`([a-z-]+)`\s*\|[^\n]*\|\s*(?:错误|警告)\s*\|$/gm)].map((match) => match[1] ?? '');
}

test('the author guide lists every rule of the check and no other', () => {
  expect(documentedRules()).toEqual(rules.map(({ id }) => id));
});
