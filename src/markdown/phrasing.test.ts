import { expect, test } from 'vitest';
import { renderInline } from './fragment.ts';

/** The line with each formula as ▢, and what is bound together in brackets. */
function set(markdown: string): string {
  return renderInline(markdown, {})
    .replace(/<span class="katex">.*?<\/math>.*?(?=<\/?(?!span)|<\/span>(?:<\/span>)*$|[^<>]*$)/gs, '▢')
    .replace(/▢(?:<\/span>|<span[^>]*>)*/g, '▢');
}

test.each([
  ['设 $x$，则', '<span class="nb">'],
  ['（$x$）', '<span class="nb">（'],
  ['“$x$”', '<span class="nb">“'],
])('%s binds a short formula to its punctuation', (markdown, bound) => {
  expect(renderInline(markdown, {})).toContain(bound);
});

test('punctuation before and after goes along', () => {
  expect(renderInline('集合（$x_i$）、甲', {})).toMatch(
    /^集合<span class="nb">（<span class="katex">.*<\/span>）、<\/span>甲$/s,
  );
});

test('a long formula keeps its breaks', () => {
  const long = String.raw`$a_1+a_2+a_3+a_4+a_5+a_6+a_7+a_8=b$，即`;
  expect(renderInline(long, {})).not.toContain('class="nb"');
});

test('a long formula without a break inside is bound', () => {
  expect(renderInline(String.raw`$\left(a_1+a_2+a_3+a_4+a_5+a_6\right)^{-1}$，即`, {})).toContain('class="nb"');
});

test.each([
  ['令$x$为', '令 ▢ 为'],
  ['令 $x$ 为', '令 ▢ 为'],
  ['（$x$ 为', '<span class="nb">（▢ 为'],
  ['$k$-means', '▢-means'],
])('%s: one space between a formula and a Chinese character', (markdown, wanted) => {
  expect(set(markdown)).toBe(wanted);
});
