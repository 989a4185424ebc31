import katex from 'katex';
import { expect, test } from 'vitest';
import { rowOffsets } from './row-offsets.ts';

const rows = [
  'a &= b',
  String.raw`c &= \frac{1}{2}`,
  String.raw`d &= \sum_{i=1}^n \begin{pmatrix} 1 \\ 2 \\ 3 \end{pmatrix}`,
];

/** Where KaTeX itself puts the tags of these rows. */
function tagOffsets(environment: string, lines: readonly string[]): number[] {
  const tex = `\\begin{${environment}}${lines.map((row, place) => `${row} \\tag{${String(place + 1)}}`).join('\\\\')}\\end{${environment}}`;
  const html = katex.renderToString(tex, { displayMode: true, output: 'html' });
  return rowOffsets(html.slice(html.indexOf('<span class="katex-tag">')).replace('katex-tag', 'mtable'));
}

test.each([
  ['align', 'aligned', rows],
  ['gather', 'gathered', rows.map((row) => row.replace('&', ''))],
] as const)('rows of %s stand where KaTeX puts their tags', (tagged, plain, lines) => {
  const html = katex.renderToString(`\\begin{${plain}}${lines.join('\\\\')}\\end{${plain}}`, { displayMode: true });
  const offsets = rowOffsets(html);
  expect(offsets).toHaveLength(lines.length);
  expect(offsets).toEqual(tagOffsets(tagged, lines));
  expect(offsets[0]).toBeLessThan(offsets[1] ?? 0);
});

test('no array, no rows', () => {
  expect(rowOffsets(katex.renderToString('x^2', { displayMode: true }))).toEqual([]);
});
