import { canonical } from '../canonical.ts';
import type { Expression, Subscript, Superscript } from '../expression.ts';
import type { FormulaList, FormulaNode } from '../tree.ts';

/** Why a formula cannot be executed. Caught at the smallest place where something else may still give a value. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** A node, or a part of the list that has been read already. */
export type Item = FormulaNode | { readonly type: 'read'; readonly expression: Expression; readonly text: FormulaList };

export type Items = readonly Item[];

/** A node with its scripts apart. */
export interface Peeled {
  readonly base: Item;
  readonly sub?: FormulaList;
  readonly sup?: FormulaList;
  readonly primes: number;
}

export function peel(item: Item): Peeled {
  if (item.type !== 'scripts') return { base: item, primes: 0 };
  return {
    base: item.base,
    ...(item.sub === undefined ? {} : { sub: item.sub }),
    ...(item.sup === undefined ? {} : { sup: item.sup }),
    primes: item.primes ?? 0,
  };
}

/** The nodes behind items, for canonical names. */
export function nodesOf(items: Items): FormulaList {
  return items.flatMap((item) => (item.type === 'read' ? item.text : [item]));
}

export function textOf(items: Items): string {
  return canonical(nodesOf(items));
}

/** Splits at the items that `at` accepts; they are returned beside the parts. */
export function splitAt(items: Items, at: (item: Item) => boolean): { parts: Item[][]; marks: Item[] } {
  const parts: Item[][] = [[]];
  const marks: Item[] = [];
  for (const item of items) {
    if (at(item)) {
      marks.push(item);
      parts.push([]);
    } else parts.at(-1)!.push(item);
  }
  return { parts, marks };
}

export function isOperator(item: Item | undefined, ...texts: readonly string[]): boolean {
  return item?.type === 'operator' && (texts.length === 0 || texts.includes(item.text));
}

export function isSymbol(item: Item | undefined, ...texts: readonly string[]): boolean {
  return item?.type === 'symbol' && texts.includes(item.text);
}

export function isComma(item: Item): boolean {
  return item.type === 'punctuation';
}

/** Between arguments: commas, semicolons and bars that separate. */
export function isArgumentMark(item: Item): boolean {
  return item.type === 'punctuation' || item.type === 'separator';
}

export function markText(item: Item): string {
  return item.type === 'punctuation' || item.type === 'separator' ? item.text : '';
}

/** The sign of a relation, `\overset{(a)}{=}` and `\overset{\text{def}}{=}` included; `undefined` for anything else. */
export function relationOf(item: Item): string | undefined {
  if (item.type === 'relation') return item.text;
  if (item.type !== 'annotated') return undefined;
  const [only, ...more] = item.body;
  if (only?.type !== 'relation' || more.length > 0) return undefined;
  const note = canonical(item.above ?? item.below ?? []);
  // A number, a letter in parentheses or `def` says why it holds; anything else (`d`, `p`) changes what is meant.
  const harmless = /^(\(.*\)|\d+|!|\?|\\(mathrm|text|mathsf){def}|\\triangle|\\Delta|\(?[ivx]+\)?)$/.test(note);
  return harmless ? only.text : `\\overset{${note}}{${only.text}}`;
}

/** Reads something that may have no reading of its own, because a name around it may be known. */
export function attempt(read: () => Expression): Expression {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unsupported) return { op: 'unsupported', reason: error.message };
    throw error;
  }
}

export type ReadExpression = (items: Items) => Expression;

export function readSubscript(sub: FormulaList, read: ReadExpression): Subscript {
  const { parts } = splitAt(sub, isComma);
  const items = parts.map((part) => attempt(() => read(part)));
  const single = parts.length === 1 && sub.length > 1 && sub.every(isLetter);
  return {
    key: canonical(sub),
    items,
    ...(single ? { letters: sub.map((node) => attempt(() => read([node]))) } : {}),
  };
}

function isLetter(node: FormulaNode): boolean {
  return node.type === 'number' || (node.type === 'symbol' && /^(\w|\\[a-zA-Z]+)$/.test(node.text));
}

const fixedSuperscripts: Readonly<Record<string, Superscript['kind']>> = {
  '\\top': 'transpose',
  '\\intercal': 'transpose',
  '\\mathsf{T}': 'transpose',
  '\\mathrm{T}': 'transpose',
  '\\text{T}': 'transpose',
  '\\mathsf{\\top}': 'transpose',
  T: 'transpose-or-power',
  '\\mathsf{H}': 'hermitian',
  '\\mathrm{H}': 'hermitian',
  H: 'hermitian-or-power',
  '+': 'pseudoinverse',
  '\\dagger': 'pseudoinverse',
  '-\\top': 'inverse-transpose',
  '-T': 'inverse-transpose',
  '-\\mathsf{T}': 'inverse-transpose',
  '*': 'star',
  '\\star': 'star',
};

export function readSuperscript(sup: FormulaList, read: ReadExpression): Superscript {
  const key = canonical(sup);
  const fixed = fixedSuperscripts[key];
  const power = (from: FormulaList): Expression => attempt(() => read(from));
  if (fixed !== undefined) {
    const alsoPower = fixed === 'transpose-or-power' || fixed === 'hermitian-or-power';
    return { key, kind: fixed, ...(alsoPower ? { exponent: power(sup) } : {}) };
  }
  const [first, ...rest] = sup;
  if (isOperator(first, '\\odot') && rest.length > 0) return { key, kind: 'hadamard-power', exponent: power(rest) };
  if (first?.type === 'fence' && first.open === '(' && first.close === ')' && rest.length === 0) {
    return { key, kind: 'label', exponent: power(first.body) };
  }
  return { key, kind: 'power', exponent: power(sup) };
}
