import { expect, it } from 'vitest';
import { buildIndex } from '../equations/build-index.ts';
import { parsePost } from '../equations/parse.ts';
import { namesUsedElsewhere } from './places.ts';

function post(slug: string, text: string) {
  return parsePost({ path: `posts/t/${slug}.md`, text }, { topic: 't', slug, format: 'md' });
}

const equations = '## 一\n\n$$\na \\tag{1} \\label{eq:first}\n$$\n\n$$\nb \\tag{2}\n$$\n\n## 二\n\n由式(2)。\n';
const used = post('used', equations);

it('names what other posts refer to, by all its names, and nothing else', () => {
  const user = post('user', '见[](./used.md#eq-first)和[](./used.md#二)，还有[](./used.md)。\n');
  expect(namesUsedElsewhere(used, buildIndex([used, user]))).toEqual({
    ids: ['eq-1', '二'],
    aliases: { 'eq-first': 'eq-1' },
  });
});

it('names nothing that only its own post uses', () => {
  expect(namesUsedElsewhere(used, buildIndex([used]))).toEqual({ ids: [], aliases: {} });
});
