import type { FormulaList, FormulaNode, FormulaNodeOf } from '../../formula/tree.ts';
import { readBase } from './base.ts';
import { readScripts } from './scripts.ts';
import { inner, leaf, listOf, type Shape } from './shape.ts';
import { symbolLabel, typedWords, wordLabel } from './spelling.ts';
import { withoutBrackets } from './to-shape.ts';

/** Signs between factors that say no more than standing side by side. */
const silent: ReadonlySet<string> = new Set(['\\cdot', '*', '\\times']);

/** Functions whose argument is what stands behind, brackets or not; all others are factors. */
const optimisers: ReadonlySet<string> = new Set([
  'max',
  'min',
  'sup',
  'inf',
  'argmax',
  'argmin',
  'lim',
  'limsup',
  'liminf',
]);

/** Factors side by side. */
export function readProduct(nodes: FormulaList): Shape {
  const factors: Shape[] = [];
  /** Where the numerator of a slash starts. */
  let numerator = 0;
  const items = joinWords(nodes);
  for (let place = 0; place < items.length;) {
    const item = items[place]!;
    if (item.type === 'operator') {
      place += 1;
      if (item.text === '/' || item.text === '\\div') {
        const [denominator, next] = place < items.length ? readFactor(items, place) : [undefined, place];
        if (denominator !== undefined && factors.length > numerator) {
          const above = listOf('#prod', factors.splice(numerator));
          factors.push(inner('#frac', withoutBrackets(above), withoutBrackets(denominator)));
        } else if (denominator !== undefined) factors.push(denominator);
        place = next;
      } else if (!silent.has(item.text) || items.length === 1) factors.push(leaf(symbolLabel(item.text), [item]));
      continue;
    }
    const [factor, next] = readFactor(items, place);
    factors.push(factor);
    if (baseOf(item).type === 'big') numerator = factors.length;
    place = next;
  }
  const flat = factors.flatMap((factor) => (factor.label === '#prod' ? factor.kids : [factor]));
  return flat.length === 0 ? leaf('∅') : listOf('#prod', flat);
}

function baseOf(node: FormulaNode): FormulaNode {
  return node.type === 'scripts' ? node.base : node;
}

/** The factor at a place, and the place behind it. */
function readFactor(items: FormulaList, place: number): readonly [Shape, number] {
  const item = items[place]!;
  const base = baseOf(item);
  if (base.type === 'symbol' && base.text === '\\partial' && place + 1 < items.length) {
    const next = items[place + 1]!;
    if (next.type !== 'operator') {
      const sign = item.type === 'scripts' ? [readScripts(item)] : [];
      const [of, after] = readFactor(items, place + 1);
      return [inner('#partial', listOf('#prod', [...sign, of])), after];
    }
  }
  const name = nameOf(base);
  if (name === undefined || optimisers.has(name)) return [readScripts(item), place + 1];
  return readCall(items, place, name);
}

function readCall(items: FormulaList, place: number, name: string): readonly [Shape, number] {
  const item = items[place]!;
  const behind = items[place + 1];
  const fence = behind === undefined ? undefined : baseOf(behind);
  const power = item.type === 'scripts' && name !== 'exp' ? readScripts(item) : leaf(name, lettersOf(baseOf(item)));
  if (fence?.type === 'fence' && isBracket(fence)) {
    const call = inner('#call', power, withoutBrackets(readBase(fence)));
    // `\operatorname{softmax}(x)_i`: the index belongs to the value.
    return [behind?.type === 'scripts' ? readScripts(behind, call) : call, place + 2];
  }
  let end = place + 1;
  let complete = false;
  // `\log\sum_i \exp x_i`: what a sum stands before belongs to it; `\log a \log b` are two.
  while (end < items.length && !(complete ? isNamed(items[end]!) : items[end]!.type === 'operator')) {
    complete ||= baseOf(items[end]!).type !== 'big' && !isNamed(items[end]!);
    end += 1;
  }
  if (end === place + 1) return [power, place + 1];
  return [inner('#call', power, withoutBrackets(readProduct(items.slice(place + 1, end)))), end];
}

function isNamed(item: FormulaNode): boolean {
  const name = nameOf(baseOf(item));
  return name !== undefined && !optimisers.has(name);
}

function isBracket({ open, close, body }: FormulaNodeOf<'fence'>): boolean {
  return /^[([.]$|^\\\{$/.test(open) && /^[)\].]$|^\\\}$/.test(close) && body.length > 0;
}

/** What stands on the page for a name: its letters, where they are letters in a font. */
function lettersOf(node: FormulaNode): FormulaList {
  return node.type === 'font' ? node.body : [node];
}

/** The name of what is applied to something. */
function nameOf(node: FormulaNode): string | undefined {
  if (node.type === 'function') return wordLabel(node.name) || undefined;
  if (node.type === 'text') return node.text.startsWith('?') ? undefined : wordLabel(node.text) || undefined;
  if (node.type !== 'font' || node.body.length < 2) return undefined;
  const letters = node.body.map((each) => (each.type === 'symbol' && /^[A-Za-z]$/.test(each.text) ? each.text : ' '));
  return wordLabel(letters.join('').replace(/.* .*/, '1')) || undefined;
}

/** `softmax` typed as seven letters is the function. */
function joinWords(nodes: FormulaList): FormulaList {
  const out: FormulaNode[] = [];
  for (let place = 0; place < nodes.length;) {
    const word = typedWords.find((each) => [...each].every((letter, at) => isLetter(nodes[place + at], letter)));
    if (word === undefined) {
      out.push(nodes[place]!);
      place += 1;
      continue;
    }
    const last = nodes[place + word.length - 1]!;
    const named: FormulaNode = { type: 'function', name: word, builtin: false };
    out.push(last.type === 'scripts' ? { ...last, base: named } : named);
    place += word.length;
    // Scripts on an earlier letter would have ended the word: `isLetter` wants plain letters but for the last.
  }
  return out;

  function isLetter(node: FormulaNode | undefined, letter: string): boolean {
    return node?.type === 'symbol' && node.text === letter;
  }
}
