/** Two implementations of Markdown that share no code read the same equations out of the posts. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentRoot } from '../integrations/content-root.ts';
import { readContent } from '../integrations/read-content.ts';
import { parsePost } from './parse.ts';
import { generatedPost, writePost } from './testing/generate-post.ts';
import { normalised, readAgain, type SecondReading } from './testing/second-reader.ts';
import type { PostName } from './types.ts';

const generated: PostName = { topic: 'matrices', slug: 'generated', format: 'md' };

/** What the check, the pages and the index work on. */
function firstReading(text: string, name: PostName): SecondReading[] {
  const { equations } = parsePost({ path: 'generated.md', text }, name);
  return equations.map(({ number, tex }) => ({ number: String(number), tex: normalised(tex) }));
}

describe('posts of this site', () => {
  const { posts } = readContent(contentRoot());

  test('hold equations', () => {
    expect(posts.flatMap(({ file }) => readAgain(file.text)).length).toBeGreaterThan(posts.length);
  });

  test.each(posts)('$file.path holds the same equations for both readers', ({ file, name }) => {
    expect(readAgain(file.text)).toEqual(firstReading(file.text, name));
  });

  // What would slip through if one reader were a copy of the other, or if nothing were compared.
  test.each(posts)('$file.path: a display lost to one of them is a difference', ({ file, name }) => {
    const code = file.text.replace(/^([ >]*)\$\$\n/m, '$1```text\n').replace(/^([ >]*)\$\$$/m, '$1```');
    expect(code).not.toBe(file.text);
    expect(readAgain(code)).toEqual(firstReading(code, name));
    expect(readAgain(code)).not.toEqual(firstReading(file.text, name));
    expect(readAgain(file.text)).not.toEqual(firstReading(code, name));
  });
});

test.each([
  ['a fence', '```text\n$$\nx \\tag{9}\n$$\n```', []],
  ['a code span', '`$$`\n\n$$\nx \\tag{1}\n$$\n\n`$$`', ['1']],
  ['a comment', '<!--\n$$\nx \\tag{9}\n$$\n-->', []],
  ['a quotation in a list', '- > $$\n  > x \\tag{1}\n  > $$', ['1']],
  ['a box', ':::remark\n此时\n$$\nx \\tag{1}\n$$\n:::', ['1']],
  ['rows', '\\begin{align}\na &= b \\tag{1} \\\\\nc &= d \\notag \\\\[2pt]\ne \\tag{2}\n\\end{align}', ['1', '2']],
  ['an inner environment', '$$\n\\begin{aligned}\na \\\\\nb\n\\end{aligned} \\tag{1}\n$$', ['1']],
  ['a comment of TeX', '$$\nx % \\tag{9}\n\\tag{1}\n$$', ['1']],
])('both know %s', (_, text, numbers) => {
  expect(readAgain(text).map(({ number }) => number)).toEqual(numbers);
  expect(readAgain(text)).toEqual(firstReading(text, generated));
});

test('they agree on generated posts', () => {
  fc.assert(
    fc.property(generatedPost, (post) => {
      const text = writePost(post);
      expect(readAgain(text), text).toEqual(firstReading(text, generated));
    }),
    { seed: Number(process.env['TUIDAO_SEED'] ?? 20261124), numRuns: Number(process.env['TUIDAO_RUNS'] ?? 200) },
  );
});
