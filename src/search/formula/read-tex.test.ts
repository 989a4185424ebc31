import { describe, expect, test } from 'vitest';
import { parsePost } from '../../equations/parse.ts';
import { readContent } from '../../integrations/read-content.ts';
import { readQuery } from './read-tex.ts';
import { keyOf } from './shape.ts';
import { toShape } from './to-shape.ts';

const key = (tex: string): string => keyOf(toShape(readQuery(tex, {}).nodes));

describe('what is not finished is read as far as it goes', () => {
  test.each([
    ['\\frac{a}{b', '\\frac{a}{b}'],
    ['\\frac{a', '\\frac{a}{}'],
    ['x_{\\frac{a}} + b', 'x_{\\frac{a}{}} + b'],
    ['\\sqrt[3', '\\sqrt[3]{}'],
    ['x^', 'x^{}'],
    ['\\sum_{i=1', '\\sum_{i=1}'],
    ['\\left(a+b', '(a+b)'],
    ['(a+b', '(a+b)'],
    ['\\log(\\frac{p}{q}', '\\log(\\frac pq)'],
    ['a+b\\right)', 'a+b'],
    ['a+b\\', 'a+b'],
    ['a}+b', 'a+b'],
    ['\\begin{pmatrix}a&b\\\\c', '\\begin{pmatrix}a&b\\\\c\\end{pmatrix}'],
    ['\\begin{alig', ''],
    ['a &= b', 'a=b'],
    ['$a+b$', 'a+b'],
    ['\\[a+b\\]', 'a+b'],
    ['（a＋b）', '(a+b)'],
    ['a+b\\tag{3}\\label{eq:x}', 'a+b'],
    ['x__2', 'x_{}_2'],
    ['\\nothing x', 'x'],
    ['50% x', '50\\% x'],
  ])('%s as %s', (typed, meant) => {
    expect(key(typed)).toBe(key(meant));
  });
});

test.each(['\\[', '\\(', '\\]', '\\*', '\\+', '\\?'])('%s, which no formula holds, is passed over', (command) => {
  expect(readQuery(`x ${command} y`, {}).nodes.length).toBeGreaterThan(0);
});

test('wildcards stand wherever an argument stands', () => {
  expect(key('\\frac?a?b')).toBe('#frac(?a ?b)');
  expect(key('x_?')).toBe('#sub(x ?)');
  expect(key('\\begin{pmatrix}1\\\\?\\end{pmatrix}')).toBe('#matrix(1 ?)');
});

test('what is read can be set, so that the preview shows it', () => {
  expect(readQuery('\\frac{a}{b+', {}).tex).toBe('\\frac{a}{b+}');
});

test('every beginning of every formula of the site is read without an error', () => {
  const { posts, content } = readContent('content', process.cwd());
  const texs = posts.flatMap(({ file, name }) => parsePost(file, name).equations.map(({ tex }) => tex));
  expect(texs.length).toBeGreaterThan(400);
  const read = (tex: string): string => toShape(readQuery(tex, content.macros).nodes).label;
  const nameless = texs.flatMap((tex) =>
    Array.from({ length: tex.length + 1 }, (_, end) => tex.slice(0, end)).filter((start) => read(start) === ''),
  );
  expect(nameless).toEqual([]);
  // Finished, there is something to find.
  expect(texs.filter((tex) => read(tex) === '∅')).toEqual([]);
});
