import type { FormulaList, FormulaNode, FormulaNodeOf } from '../../formula/tree.ts';
import { readProduct } from './product.ts';
import { inner, leaf, listOf, type Shape } from './shape.ts';
import { symbolLabel } from './spelling.ts';

/** The tree of a formula as search compares it. Whatever KaTeX reads has one. */
export function toShape(nodes: FormulaList): Shape {
  return readSequence(unwrapLines(nodes));
}

/** Rows of `aligned`: one that starts with a relation or a sign goes on with the row before. */
function unwrapLines(nodes: FormulaList): FormulaList {
  const [only, ...more] = nodes;
  if (only?.type !== 'array' || only.kind === 'matrix' || more.length > 0) return nodes;
  return only.rows.flatMap((row, place) => {
    const line = row.flat();
    const [first] = line;
    const continues = first?.type === 'relation' || first?.type === 'operator';
    return place === 0 || continues ? line : [comma, ...line];
  });
}

const comma: FormulaNode = { type: 'punctuation', text: ',' };

/** Parts between commas. */
export function readSequence(nodes: FormulaList): Shape {
  const parts = split(nodes, (node) => node.type === 'punctuation' || isStop(node)).map(({ part }) => part);
  const shapes = parts.filter((part) => part.some(counts)).map(readGiven);
  return shapes.length === 0 ? leaf('∅') : listOf('#seq', shapes);
}

function isStop(node: FormulaNode): boolean {
  return node.type === 'symbol' && (node.text === '.' || node.text === '。');
}

/** Words that only explain, and empty groups, say nothing. */
function counts(node: FormulaNode): boolean {
  if (node.type === 'text') return /[a-zA-Z?]/.test(node.text);
  return !(node.type === 'group' && !node.body.some(counts));
}

/** `x|y` */
function readGiven(nodes: FormulaList): Shape {
  const parts = split(nodes, (node) => node.type === 'separator')
    .map(({ part }) => part.filter(counts))
    .filter((part) => part.length > 0)
    .map(readChain);
  return parts.length === 0 ? leaf('∅') : parts.reduce((left, right) => inner('#given', left, right));
}

/** `a = b \le c`: operands and signs in turn. */
function readChain(nodes: FormulaList): Shape {
  const kids: Shape[] = [];
  for (const { mark, part } of split(nodes, (node) => relationOf(node) !== undefined)) {
    if (mark !== undefined) kids.push(leaf(symbolLabel(relationOf(mark)?.text ?? ''), [relationOf(mark) ?? mark]));
    if (part.some(counts)) kids.push(withoutBrackets(readSum(part)));
  }
  return listOf('#chain', kids);
}

function relationOf(node: FormulaNode): FormulaNodeOf<'relation'> | undefined {
  if (node.type === 'relation') return node;
  return node.type === 'annotated' && node.body.length === 1 && node.body[0]?.type === 'relation'
    ? node.body[0]
    : undefined;
}

const signs: Readonly<Record<string, string | undefined>> = {
  '+': undefined,
  '-': '#neg',
  '\\pm': '#pm',
  '\\mp': '#pm',
};

function readSum(nodes: FormulaList): Shape {
  const terms: Shape[] = [];
  for (const { mark, part } of split(nodes, (node) => node.type === 'operator' && Object.hasOwn(signs, node.text))) {
    const kept = part.filter(counts);
    if (kept.length === 0) {
      // A sign that stands alone, as in `A^+`, is a symbol.
      if (mark?.type === 'operator' && nodes.filter(counts).length === 1) terms.push(leaf(mark.text, [mark]));
      continue;
    }
    const term = readProduct(kept);
    const sign = mark?.type === 'operator' ? signs[mark.text] : undefined;
    terms.push(sign === undefined ? term : inner(sign, term));
  }
  return terms.length === 0 ? leaf('∅') : listOf('#sum', terms);
}

/** Brackets around all of an operand, an exponent, a numerator say nothing. */
export function withoutBrackets(shape: Shape): Shape {
  const [body] = shape.kids;
  return shape.label === '#paren' && body !== undefined && body.label !== '#seq' ? withoutBrackets(body) : shape;
}

interface Part {
  /** What stands before the part; `undefined` at the start. */
  readonly mark: FormulaNode | undefined;
  readonly part: FormulaList;
}

function split(nodes: FormulaList, at: (node: FormulaNode) => boolean): readonly Part[] {
  const parts: { mark: FormulaNode | undefined; part: FormulaNode[] }[] = [{ mark: undefined, part: [] }];
  for (const node of nodes) {
    if (at(node)) parts.push({ mark: node, part: [] });
    else parts.at(-1)!.part.push(node);
  }
  return parts;
}
