import { describe, expect, it, test } from 'vitest';
import { canonical } from './canonical.ts';
import { mutations } from './mutations.ts';
import { parseFormula } from './parse-formula.ts';
import type { FormulaList } from './tree.ts';

function read(tex: string): FormulaList {
  const parsed = parseFormula(tex);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.nodes;
}

const texts = (tex: string): string[] => mutations(read(tex)).map(({ nodes }) => canonical(nodes));

describe('mistakes of authors', () => {
  test.each([
    ['a sign', 'y=a+b', 'y=a-b'],
    ['a lost minus', 'y=-a', 'y=a'],
    ['a lost factor', 'y=a b', 'y=b'],
    ['a lost half', 'y=\\frac{1}{2}x', 'y=1x'],
    ['a fraction upside down', 'y=\\frac{a}{b}', 'y=\\frac{b}{a}'],
    ['a lost square', 'y=x^2', 'y=x'],
    ['a lost square of a norm', 'y=\\|x\\|_2^2', 'y=\\|x\\|_{2}'],
    ['a lost transpose', 'y=A^\\top x', 'y=Ax'],
    ['a lost root', 'y=\\sqrt{1-a}', 'y=(1-a)'],
    ['a lost logarithm', 'y=\\log(x)', 'y=(x)'],
    ['an index one off', 'y=x_{t-1}', 'y=x_{t}'],
    ['an index one off, the other way', 'y=x_t', 'y=x_{t-1}'],
    ['a number one off', 'y=x+2', 'y=x+3'],
    ['a number one off, the other way', 'y=x+2', 'y=x+1'],
    ['digits swapped', 'y=0.8373', 'y=0.3873'],
    ['a relation turned round', 'a\\le b', 'a\\ge b'],
    ['a sum that starts one later', 'y=\\sum_{i=1}^n x_i', 'y=\\sum_{i=2}^{n}x_{i}'],
    ['a sum that ends one earlier', 'y=\\sum_{i=1}^n x_i', 'y=\\sum_{i=1}^{n-1}x_{i}'],
    ['max for min', 'y=\\max_i x_i', 'y=\\min_{i}x_{i}'],
    ['something inside a matrix', 'y=\\begin{bmatrix}a&b\\end{bmatrix}', 'y=[a&]'],
  ])('%s', (_, original, mutant) => {
    expect(texts(original)).toContain(mutant);
  });
});

it('never gives the original, nor one formula twice', () => {
  const tex = '\\tilde\\beta_t=\\frac{1-\\bar\\alpha_{t-1}}{1-\\bar\\alpha_t}\\beta_t+\\sum_{i=1}^n x_i^2\\le 1';
  const all = texts(tex);
  expect(all).not.toContain(canonical(read(tex)));
  expect(new Set(all).size).toBe(all.length);
});

it('names each one differently, and in every run alike', () => {
  const names = mutations(read('y=\\frac{1}{2}+\\frac{1}{2}x')).map(({ what }) => what);
  expect(new Set(names).size).toBe(names.length);
  expect(mutations(read('y=\\frac{1}{2}+\\frac{1}{2}x')).map(({ what }) => what)).toEqual(names);
});

it('leaves labels alone: fonts, text, what stands below an expectation', () => {
  expect(texts('y=\\mathbb{E}_{x\\sim p}[x]').join(' ')).not.toContain('\\mathbb{E}_{x}');
  expect(texts('y=D_{\\mathrm{KL}}')).toEqual(['=D_{\\mathrm{KL}}', 'y=']);
});
