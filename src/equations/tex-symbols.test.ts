import { expect, test } from 'vitest';
import { declaredSymbols, texSymbols } from './tex-symbols.ts';

const names = (tex: string): string[] => texSymbols(tex).map(({ base, sub }) => (sub === '' ? base : `${base}_${sub}`));

test.each([
  [String.raw`\mathbf{A}x_t`, [String.raw`\bold{A}`, 'x_t', 't']],
  [String.raw`\boldsymbol A^{\top}`, [String.raw`\bold{A}`, String.raw`\top`]],
  [String.raw`\hat\mu_{\max}`, [String.raw`\hat{\mu}_\max`, String.raw`\max`]],
  [String.raw`\operatorname*{arg\,max}_{x}`, [String.raw`\text{arg max}_x`.replace(' ', ''), 'x']],
  [String.raw`x_\mathbf{a}`, [String.raw`x_\mathbf{a}`, String.raw`\bold{a}`]],
  [String.raw`\frac{a}{b'_1}`, [String.raw`\frac`, 'a', 'b_1']],
  [String.raw`x_{`, ['x']],
])('%s', (tex, wanted) => {
  expect(names(tex)).toEqual(wanted);
});

test.each([
  ['U_r, V_r', ['U', 'V']],
  ['f(x, y)', ['f']],
  [String.raw`A\in\mathbb{R}^{m\times n}`, ['A']],
  ['(q, k)', ['q']],
  ['1', []],
])('a table declares by %s', (tex, wanted) => {
  expect(declaredSymbols(tex).map(({ base }) => base)).toEqual(wanted);
});
