import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { postComponents } from '../../equations/post-components.ts';

const names = [...postComponents];

test('each component that a post may use is there, and the page of a post hands over these and no others', () => {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.astro') && file !== 'Interactive.astro',
  );
  expect(files.map((file) => file.replace('.astro', '')).sort()).toEqual(names);
  const page = readFileSync(`${import.meta.dirname}/../../pages/posts/[slug]/index.astro`, 'utf8');
  const given = /const forPosts = \{([^}]*)\}/.exec(page)?.[1] ?? '';
  expect(given.match(/\w+/g)).toEqual(names);
});
