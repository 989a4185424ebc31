import { expect, test } from 'vitest';
import { createTranslate } from '../i18n/translate.ts';
import { renderBlocks, renderInline } from './fragment.ts';
import { withoutMath } from './testing/without-math.ts';

test.each([
  ['普通 <标题> & 其他', '普通 &#x3C;标题> &#x26; 其他'],
  ['普通 & 其他', '普通 &#x26; 其他'],
  ['从 $x$ 到 *y*', '从 ⟦x⟧ 到 <em>y</em>'],
  ['`a<b` 与 [链接](https://a.example/)', '<code>a&#x3C;b</code> 与 <a href="https://a.example/">链接</a>'],
  ['<script>alert(1)</script>正文', '正文'],
  ['1. 不是 $x$ 列表', '1. 不是 ⟦x⟧ 列表'],
  ['# 也不是 _标题_', '# 也不是 <em>标题</em>'],
  ['$x$ 开头', '⟦x⟧ 开头'],
  ['- 两\n\n行 `x`', '- 两 行 <code>x</code>'],
])('renderInline(%j)', (markdown, wanted) => {
  expect(withoutMath(renderInline(markdown, {}))).toEqual(wanted);
});

test('macros reach the formulas', () => {
  expect(renderInline('$\\R$', { '\\R': '\\mathbb{R}' })).toContain('mathbb');
});

test('a formula that KaTeX refuses is marked, so that the check of the output sees it', () => {
  expect(renderInline('$\\frac{$ 与 <b>', {})).toBe('<code class="katex-error">\\frac{</code> 与 <b></b>');
});

test('renderBlocks gives paragraphs, lists and displays', () => {
  expect(withoutMath(renderBlocks('一段 $x$。\n\n- 项\n\n$$\ny\n$$', {}, createTranslate('zh-CN')))).toBe(
    '<p>一段 <span class="nb">⟦x⟧。</span></p>\n<ul>\n<li>项</li>\n</ul>\n<span>⟦y⟧</span>'.replace(
      /<span>(⟦y⟧)<\/span>/,
      '$1',
    ),
  );
});

test('a link to a post leads there, and says where when its author did not', () => {
  const resolve = (url: string) =>
    url === 'posts/a/b.md#eq-1' ? { href: '/posts/b/#eq-1', text: '《B & C》式(1)' } : undefined;
  const html = renderBlocks(
    '1. [核](posts/a/b.md#eq-1)和[](posts/a/b.md#eq-1)，[外面](https://example.org/)',
    {},
    createTranslate('zh-CN'),
    resolve,
  );
  expect(html).toContain('<a class="ref ref--text" href="/posts/b/#eq-1">核</a>');
  expect(html).toMatch(/>《B &(?:amp|#x26); C》式\(1\)<\/a>/);
  expect(html).toContain('href="https://example.org/"');
});
