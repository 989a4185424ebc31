import { expect, it } from 'vitest';
import { cutElement, cutFormula, cutFragment, withFormulas } from './fragments.ts';

const equation =
  '<div class="eq" id="eq-7"><span id="eq-svd" class="eq__alias"></span><div class="eq__body"><span class="katex-display"><span class="katex"><span>x</span></span></span></div></div>';
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
  expect(cutFormula(equation)).toBe('<span class="katex"><span>x</span></span>');
});

it('sets the formulas of a sentence as the post has them', () => {
  const set =
    '<span class="katex"><math><annotation encoding="application/x-tex">a&lt;b</annotation></math><span>…</span></span>';
  expect(withFormulas('若 $a<b$，则 $c$ & 其他', `<p>${set}</p>`)).toBe(`若 ${set}，则 <code>c</code> &amp; 其他`);
});
