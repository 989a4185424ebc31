import type { FormulaNode, FormulaNodeOf } from '../../formula/tree.ts';
import { readScripts } from './scripts.ts';
import { inner, leaf, listOf, type Shape } from './shape.ts';
import { symbolLabel, wordLabel } from './spelling.ts';
import { readSequence } from './to-shape.ts';

/** A node without scripts. */
export function readBase(node: FormulaNode): Shape {
  switch (node.type) {
    case 'symbol':
    case 'operator':
    case 'relation':
    case 'punctuation':
    case 'separator':
    case 'big':
      return leaf(symbolLabel(node.text), [node]);
    case 'unknown':
      return leaf(symbolLabel(node.text), [node]);
    case 'number':
      return leaf(node.text.replace(/^\./, '0.'), [node]);
    case 'dots':
      return leaf('…', [node]);
    case 'function':
      return leaf(wordLabel(node.name) || node.name.toLowerCase() || '∅', [node]);
    case 'text':
      return leaf(node.text.startsWith('?') ? node.text : wordLabel(node.text) || '∅', [node]);
    case 'scripts':
      return readScripts(node);
    case 'fraction':
      return inner('#frac', readSequence(node.numerator), readSequence(node.denominator));
    case 'binomial':
      return inner('#binom', readSequence(node.top), readSequence(node.bottom));
    case 'root':
      return node.index === undefined
        ? inner('#sqrt', readSequence(node.body))
        : inner('#root', readSequence(node.index), readSequence(node.body));
    case 'accent':
      return readAccent(node);
    case 'font':
      return readFont(node);
    case 'fence':
      return readFence(node);
    case 'array':
      return readArray(node);
    case 'group':
    case 'annotated':
      return readSequence(node.body);
  }
}

const accents: Readonly<Record<string, string>> = {
  '\\hat': '#hat',
  '\\tilde': '#tilde',
  '\\bar': '#bar',
  '\\overline': '#bar',
  '\\dot': '#dot',
};

/** An arrow above a letter, a line below it: how a vector is written. */
const silent: ReadonlySet<string> = new Set(['\\vec', '\\overrightarrow', '\\underline', '\\overgroup']);

function readAccent({ accent, body }: FormulaNodeOf<'accent'>): Shape {
  const shape = readSequence(body);
  return silent.has(accent) ? shape : inner(accents[accent] ?? '#accent', shape);
}

/** `\mathrm{KL}` is a name, `\mathbf{W}` a letter. */
function readFont(node: FormulaNodeOf<'font'>): Shape {
  const letters = node.body.map((each) => (each.type === 'symbol' && /^[A-Za-z]$/.test(each.text) ? each.text : ' '));
  const name = letters.length > 1 && !letters.includes(' ') ? wordLabel(letters.join('')) : '';
  return name === '' ? readSequence(node.body) : leaf(name, node.body);
}

const fences: Readonly<Record<string, string>> = {
  '|': '#abs',
  '\\|': '#norm',
  '\\langle': '#angle',
  '\\lfloor': '#floor',
  '\\lceil': '#floor',
};

function readFence({ open, close, body }: FormulaNodeOf<'fence'>): Shape {
  const [only, ...more] = body;
  const matrix = only?.type === 'array' && more.length === 0 ? only : undefined;
  if (open === '\\{' && close === '.') return inner('#cases', readSequence(body));
  if (matrix !== undefined && '(['.includes(open)) return readArray(matrix);
  if (open === '.' && close === '|') return inner('#at', readSequence(body));
  return inner(fences[open] ?? '#paren', readSequence(body));
}

function readArray({ kind, rows }: FormulaNodeOf<'array'>): Shape {
  const cells = rows.map((row) => row.filter((cell) => cell.length > 0).map(readSequence));
  const filled = cells.filter((row) => row.length > 0);
  if (kind !== 'matrix') return listOf('#seq', filled.flat());
  return { label: '#matrix', kids: filled.map((row) => listOf('#row', row)) };
}
