import { expect, it } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import { formulaSlot } from '../output/formula-slots.ts';
import { symbolOrder, symbolRows } from './symbols.ts';

const text = '$z$ $A$ $m\\times n$ $b$';
const { formulas } = parsePost({ path: 'posts/t/p.md', text }, { topic: 't', slug: 'p', format: 'md' });
const formula = (tex: string): string =>
  formulaSlot(
    'p',
    formulas.findIndex((each) => each.tex === tex),
  );
const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

it('reads the rows of every table of symbols', () => {
  const html = `<table class="tbl"><tbody>${row(formula('z'), '别的表')}</tbody></table>
<div class="tbl-box"><table class="tbl tbl--symbols"><thead><tr><th>符号</th></tr></thead><tbody>${row(formula('A'), '给定矩阵', formula('m\\times n'))}${row('文字', '不是符号')}</tbody></table></div>
<table class="tbl tbl--symbols"><tbody>${row(formula('b'), '右端')}</tbody></table>`;
  expect(symbolRows(html, formulas)).toEqual([
    { tex: 'A', symbol: formula('A'), meaning: '给定矩阵', domain: formula('m\\times n') },
    { tex: 'b', symbol: formula('b'), meaning: '右端', domain: '' },
  ]);
});

it('orders symbols by their letters', () => {
  const sorted = ['\\hat{x}', '\\Sigma_r', 'b', 'A', 'x'].map((tex) => ({ tex })).sort(symbolOrder);
  expect(sorted.map(({ tex }) => tex)).toEqual(['A', 'b', '\\Sigma_r', '\\hat{x}', 'x']);
});
