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
