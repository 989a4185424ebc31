import type { FormulaList, FormulaNode } from '../../formula/tree.ts';
import { readBase } from './base.ts';
import { inner, leaf, listOf, type Shape } from './shape.ts';
import { readSequence } from './to-shape.ts';

/**
 * A node with what stands below and above it.
 * @param value what takes the place of the base, where that has been read already
 */
export function readScripts(node: FormulaNode, value?: Shape): Shape {
  if (node.type !== 'scripts') return value ?? readBase(node);
  const { base: below, sub, sup, primes = 0 } = node;
  const big = below.type === 'big' || below.type === 'function';
  const marks = Array.from({ length: primes }, () => leaf("'"));
  const above = sup === undefined ? [] : [big ? readSequence(sup) : readExponent(sup)];
  const exponent = [...marks, ...above];
  const index = sub === undefined ? undefined : readSequence(sub);
  const base = value ?? readBase(below);
  if (exponent.length === 0) return index === undefined ? base : inner('#sub', base, index);
  const power = listOf('#prod', exponent);
  if (index !== undefined) return inner('#both', base, index, power);
  if (value === undefined && isEuler(below) && primes === 0) return inner('#call', leaf('exp', [below]), power);
  if (isHalf(power)) return inner('#sqrt', base.label === '#paren' ? base.kids[0]! : base);
  return inner('#sup', base, power);
}

/** The e of `e^{x}`, upright or not. */
function isEuler(node: FormulaNode): boolean {
  const inside = node.type === 'font' && node.font === 'mathrm' && node.body.length === 1 ? node.body[0] : node;
  return inside?.type === 'symbol' && inside.text === 'e';
}

function isHalf({ label, kids }: Shape): boolean {
  return label === '#frac' && kids[0]?.label === '1' && kids[1]?.label === '2';
}

/** `^T`, `^{\mathsf T}`, `^{-T}` transpose. */
function readExponent(sup: FormulaList): Shape {
  const last = sup.at(-1);
  const before = sup.slice(0, -1);
  const signed = before.length === 1 && before[0]?.type === 'operator' && before[0].text === '-';
  if (last !== undefined && isCapitalT(last) && (before.length === 0 || signed)) {
    const transpose = leaf('⊤', [last]);
    return signed ? inner('#neg', transpose) : transpose;
  }
  return readSequence(sup);
}

function isCapitalT(node: FormulaNode): boolean {
  if (node.type === 'font') return node.body.length === 1 && isCapitalT(node.body[0]!);
  if (node.type === 'text') return node.text.trim() === 'T';
  return node.type === 'symbol' && (node.text === 'T' || node.text === '\\top' || node.text === '\\intercal');
}
