import { expect, it } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import { cutElement, cutFormula, cutFragment, withFormulas } from './fragments.ts';

const equation =
  '<div class="eq" id="eq-7"><span id="eq-svd" class="eq__alias"></span><div class="eq__body"><span class="katex-display"><f n="svd/7"></span></div></div>';
const html = `<section class="sec"><h2 id="定义"><span class="h-no">1</span>定义</h2>\n<p>首段</p><p>次段</p>${equation}<section class="env" id="thm-1"><h3 id="thm-1-h">定理 1</h3><div>a<div>b</div></div></section></section>`;

it('cuts the element with an id', () => {
  expect(cutFragment(html, 'eq-7')).toBe(`<p>次段</p>${equation}`);
  expect(cutFragment(html, 'thm-1')).toBe(
    '<section class="env" id="thm-1"><h3 id="thm-1-h">定理 1</h3><div>a<div>b</div></div></section>',
  );
});

it('gives the whole equation for its name', () => {
  expect(cutFragment(html, 'eq-svd')).toBe(cutFragment(html, 'eq-7'));
});

it('gives a heading with its first paragraph', () => {
  expect(cutFragment(html, '定义')).toBe('<h2 id="定义"><span class="h-no">1</span>定义</h2><p>首段</p>');
});

it('takes no paragraph that does not touch the equation', () => {
  expect(cutFragment(`<p>段</p><ul></ul>${equation}`, 'eq-7')).toBe(equation);
});

it('finds nothing where there is nothing', () => {
  expect(cutFragment(html, 'eq-8')).toBeUndefined();
  expect(cutElement('<div>never closed', 0)).toBeUndefined();
  expect(cutElement('text', -1)).toBeUndefined();
  expect(cutFormula('<p>no formula</p>')).toBeUndefined();
});

it('cuts the formula out of an equation', () => {
  expect(cutFormula(equation)).toBe('<f n="svd/7">');
});

it('sets the formulas of a sentence as the post has them', () => {
  const text = '$$\na<b \\tag{1}\n$$\n\n若 $a<b$。';
  const post = parsePost({ path: 'posts/t/svd.md', text }, { topic: 't', slug: 'svd', format: 'md' });
  expect(withFormulas('若 $a<b$，则 $c$ & 其他', post)).toBe('若 <f n="svd/1">，则 <code>c</code> &amp; 其他');
});
