import { expect, test } from 'vitest';
import { createTranslate } from '../i18n/translate.ts';
import { renderBlocks, renderInline } from './fragment.ts';
import { withoutMath } from './testing/without-math.ts';

const set = (markdown: string): string =>
  withoutMath(renderBlocks(markdown, {}, createTranslate('zh-CN'))).replace(/^<p>|<\/p>$/g, '');

test.each([
  ['设 $x$，则', '设 <span class="nb">⟦x⟧，</span>则'],
  ['集合（$x_i$）、甲', '集合<span class="nb">（⟦x_i⟧）、</span>甲'],
  ['“$x$”', '<span class="nb">“⟦x⟧”</span>'],
  ['（$x$ 为', '<span class="nb">（⟦x⟧</span> 为'],
])('%s: a short formula is bound to its punctuation', (markdown, wanted) => {
  expect(set(markdown)).toBe(wanted);
});

test.each([
  [String.raw`$a_1+a_2+a_3+a_4+a_5+a_6+a_7+a_8=b$，即`, false],
  [String.raw`$\left(a_1+a_2+a_3+a_4+a_5\right)^{-1}$，即`, true],
  [String.raw`$\frac{a_1+a_2+a_3+a_4}{b_1+b_2+b_3+b_4}$，即`, true],
  [`$${'x'.repeat(30)}$，即`, false],
])('%s is bound: %s, since only a formula that cannot break may be kept from breaking', (markdown, bound) => {
  expect(set(markdown).includes('class="nb"')).toBe(bound);
});

test.each([
  ['令$x$为', '令 ⟦x⟧ 为'],
  ['令 $x$ 为', '令 ⟦x⟧ 为'],
  ['令 $x$是 $y$ 的', '令 ⟦x⟧ 是 ⟦y⟧ 的'],
  ['$k$-means', '⟦k⟧-means'],
  ['a$k$b', 'a⟦k⟧b'],
])('%s: one space between a formula and a Chinese character', (markdown, wanted) => {
  expect(set(markdown)).toBe(wanted);
});

test.each([
  [String.raw`见 $\boxed{\text{Attention}(q,k,v)=\text{Attention}(q,k,v)}$，即`, true],
  [String.raw`见 $a_1+a_2+a_3+a_4+a_5+a_6+a_7+a_8+a_9+a_{10}+a_{11}=b$，即`, false],
])('%s scrolls in a box of its own: %s', (markdown, scrolls) => {
  expect(
    /<span class="math-wide" tabindex="0" role="group" aria-label="公式">⟦[^⟧]*⟧，<\/span>/.test(set(markdown)),
  ).toBe(scrolls);
});

test('a title, which may stand in a link, has no tab stop', () => {
  expect(renderInline(String.raw`$\boxed{\text{Attention}(q,k,v)=\text{Attention}(q,k,v)}$`, {})).not.toContain(
    'tabindex',
  );
});
