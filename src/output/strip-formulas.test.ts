import katex from 'katex';
import { expect, test } from 'vitest';
import { stripFormulas } from './strip-formulas.ts';

test('removes formulas whole and nothing else', () => {
  const inline = katex.renderToString('\\frac{a}{b}');
  const display = katex.renderToString('\\sum_{i=1}^n x_i', { displayMode: true });
  const page = `<p>设 ${inline} 为<span class="nb">${inline}，</span>则</p><div>${display}</div><p>完。</p>`;
  expect(stripFormulas(page)).toBe(
    '<p>设   为<span class="nb"> ，</span>则</p><div><span class="katex-display"> </span></div><p>完。</p>',
  );
});

test('keeps a page without formulas as it is', () => {
  expect(stripFormulas('<p>只有<span>文字</span></p>')).toBe('<p>只有<span>文字</span></p>');
});
