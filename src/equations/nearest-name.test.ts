import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

test.each([
  ['topc', ['title', 'topic'], 'topic'],
  ['matirces', ['matrices', 'attention'], 'matrices'],
  ['Matrices', ['matrices'], 'matrices'],
  ['svd', ['qr', 'lu'], undefined],
  ['x', ['y'], undefined],
  ['eq:main-bond', ['eq:main-bound', 'eq:main'], 'eq:main-bound'],
])('%s of %j is %s', (name, names, nearest) => {
  expect(nearestName(name, names)).toBe(nearest);
});
