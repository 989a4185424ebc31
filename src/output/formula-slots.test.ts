import { expect, test } from 'vitest';
import { fillFormulas, formulaSlot, hasFormulaSlots, splitAtFormulas } from './formula-slots.ts';
import { arePlainFormulas, scanHtml } from './scan-html.ts';

const html = ({ slug, formula }: { slug: string; formula: number }) =>
  `<math title="${slug}">${String(formula)}</math>`;

test('slots of any post are filled in their places, in HTML and in strings of JSON', () => {
  const page = `<p>设 ${formulaSlot('svd', 0)} 与 ${formulaSlot('a"b/中', 12)}。</p>`;
  const filled = '<p>设 <math title="svd">0</math> 与 <math title="a"b/中">12</math>。</p>';
  expect(fillFormulas(page, html)).toBe(filled);
  expect(JSON.parse(fillFormulas(JSON.stringify({ page }), html))).toEqual({ page: filled });
});

test('text without slots stays as it is', () => {
  expect(hasFormulaSlots('<p><f></p>')).toBe(false);
  expect(splitAtFormulas('<f n="svd">')).toEqual({ texts: ['<f n="svd">'], slots: [] });
});

test('the scan counts a slot as a formula and goes on behind it', () => {
  expect(scanHtml('x', `${formulaSlot('svd', 0)}<p id="a">${formulaSlot('svd', 1)}</p>`)).toMatchObject({
    maths: 2,
    ids: [{ id: 'a' }],
  });
});

test.each([
  ['<span class="katex"><math></math></span>', 1, true],
  ['<span class="katex"><math></math></span>', 2, false],
  ['<code class="katex-error">x</code><math></math>', 1, false],
  ['<span style="color:#C0FFE1"><math></math></span>', 1, false],
  ['<span id="a"><math></math></span>', 1, false],
])('%s as %i formulas is plain: %s', (formulas, count, plain) => {
  expect(arePlainFormulas(formulas, count)).toBe(plain);
});
