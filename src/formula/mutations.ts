import { canonical, canonicalNode } from './canonical.ts';
import type { FormulaList, FormulaNode } from './tree.ts';

/** A formula with one mistake in it, such as an author makes. */
export interface Mutation {
  /** What was done, in Chinese; the same mutation of the same formula always has the same text. */
  readonly what: string;
  readonly nodes: FormulaList;
}

/** A change of one list: what, and the new list. */
type Change = readonly [string, FormulaList];

/**
 * All single mistakes: signs, factors, powers, indices, roots, logarithms, fractions, numbers, relations, transposes,
 * bounds. In the order of the text, each formula once, the original not among them.
 */
export function mutations(nodes: FormulaList): readonly Mutation[] {
  const seen = new Set([canonical(nodes)]);
  const texts = new Map<string, number>();
  return changesOf(nodes).flatMap(([what, changed]) => {
    const text = canonical(changed);
    if (seen.has(text)) return [];
    seen.add(text);
    const count = (texts.get(what) ?? 0) + 1;
    texts.set(what, count);
    return [{ what: count === 1 ? what : `${what} #${String(count)}`, nodes: changed }];
  });
}

function changesOf(nodes: FormulaList): readonly Change[] {
  return nodes.flatMap((node, place) => {
    const put = (...instead: readonly FormulaNode[]): FormulaList => [
      ...nodes.slice(0, place),
      ...instead,
      ...nodes.slice(place + 1),
    ];
    const own = nodeChanges(node, nodes[place - 1]).map(([what, instead]): Change => [what, put(...instead)]);
    const inner = innerChanges(node).map(([what, instead]): Change => [what, put(instead)]);
    return [...own, ...inner];
  });
}

const reversed: Readonly<Record<string, string>> = {
  '\\le': '\\ge',
  '\\ge': '\\le',
  '<': '>',
  '>': '<',
  '\\succeq': '\\preceq',
  '\\preceq': '\\succeq',
  '\\succ': '\\prec',
  '\\prec': '\\succ',
};

const exchanged: Readonly<Record<string, string>> = {
  max: 'min',
  min: 'max',
  sup: 'inf',
  inf: 'sup',
  argmax: 'argmin',
  argmin: 'argmax',
  sin: 'cos',
  cos: 'sin',
};

/** Changes of the node itself; an empty list takes it out. */
function nodeChanges(node: FormulaNode, before: FormulaNode | undefined): readonly (readonly [string, FormulaList])[] {
  const name = canonicalNode(node);
  switch (node.type) {
    case 'operator':
      if (node.text === '+') return [[`把 + 改成 -`, [{ ...node, text: '-' }]]];
      if (node.text === '-') return [isUnary(before) ? ['丢掉负号', []] : ['把 - 改成 +', [{ ...node, text: '+' }]]];
      if (node.text === '/') return [['把 / 改成乘', [{ ...node, text: '\\cdot' }]]];
      return [];
    case 'relation': {
      const other = reversed[node.text];
      return other === undefined ? [] : [[`把 ${node.text} 反转`, [{ ...node, text: other }]]];
    }
    case 'number':
      return numberChanges(node.text);
    case 'symbol':
      return /^([a-zA-Z]|\\[a-zA-Z]+)$/.test(node.text) ? [[`丢掉 ${name}`, []]] : [];
    case 'accent':
    case 'font':
      return [[`丢掉 ${name}`, []]];
    case 'function': {
      const other = exchanged[node.name];
      const drop: (readonly [string, FormulaList])[] = [[`丢掉 ${name}`, []]];
      return other === undefined ? drop : [[`把 ${node.name} 改成 ${other}`, [{ ...node, name: other }]]];
    }
    case 'fraction':
      return [
        [`丢掉分母 ${canonical(node.denominator)}`, [group(node.numerator)]],
        [`颠倒 ${name}`, [{ ...node, numerator: node.denominator, denominator: node.numerator }]],
      ];
    case 'root':
      return [[`丢掉根号 ${name}`, [group(node.body)]]];
    case 'scripts':
      return scriptChanges(node);
    default:
      return [];
  }
}

function isUnary(before: FormulaNode | undefined): boolean {
  return before === undefined || before.type === 'relation' || before.type === 'punctuation';
}

function group(body: FormulaList): FormulaNode {
  const [only] = body;
  return body.length === 1 && only !== undefined ? only : { type: 'fence', open: '(', close: ')', body };
}

/** One more, one less; of a decimal two digits change places, as when it is copied wrongly. */
function numberChanges(text: string): readonly (readonly [string, FormulaList])[] {
  const to = (value: string): readonly [string, FormulaList] => [
    `把 ${text} 改成 ${value}`,
    [{ type: 'number', text: value }],
  ];
  if (text.includes('.')) return [to(swapDigits(text))];
  const value = Number(text);
  return value === 0 ? [to('1')] : [to(String(value + 1)), to(String(value - 1))];
}

function swapDigits(text: string): string {
  const first = text.search(/[1-9]/);
  for (let place = Math.max(first, 0); place + 1 < text.length; place += 1) {
    const [a, b] = [text[place]!, text[place + 1]!];
    if (a !== b && /\d/.test(a) && /\d/.test(b)) return text.slice(0, place) + b + a + text.slice(place + 2);
  }
  return text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
}

function scriptChanges(node: Extract<FormulaNode, { type: 'scripts' }>): readonly (readonly [string, FormulaList])[] {
  const { base, sub, sup } = node;
  const name = canonicalNode(node);
  const changes: (readonly [string, FormulaList])[] = [];
  const isBig = base.type === 'big' || base.type === 'function';
  if (!isBig && base.type !== 'fence' && !isOperatorSign(base)) changes.push([`丢掉 ${name}`, []]);
  if (sup !== undefined && !isBig) changes.push([`丢掉上标 ${name}`, [without(node, 'sup')]]);
  if (base.type === 'function' && exchanged[base.name] !== undefined) {
    const other = exchanged[base.name]!;
    changes.push([`把 ${base.name} 改成 ${other}`, [{ ...node, base: { ...base, name: other } }]]);
  }
  if (base.type === 'root') changes.push([`丢掉根号 ${canonicalNode(base)}`, [{ ...node, base: group(base.body) }]]);
  if (sub !== undefined && !isBig && base.type !== 'fence') changes.push(...indexChanges(node, sub));
  if (base.type === 'big' && sup !== undefined && isLetter(sup)) {
    changes.push([`上限 ${canonical(sup)} 减一`, [{ ...node, sup: [...sup, minus, one] }]]);
  }
  return changes;
}

const minus: FormulaNode = { type: 'operator', text: '-' };
const one: FormulaNode = { type: 'number', text: '1' };

/** t against t-1. */
function indexChanges(
  node: Extract<FormulaNode, { type: 'scripts' }>,
  sub: FormulaList,
): readonly (readonly [string, FormulaList])[] {
  const name = canonicalNode(node);
  if (isLetter(sub)) return [[`下标减一 ${name}`, [{ ...node, sub: [...sub, minus, one] }]]];
  const [letter, sign, number] = sub;
  const shifted = sub.length === 3 && sign?.type === 'operator' && number?.type === 'number' && letter !== undefined;
  return shifted && '+-'.includes(sign.text) ? [[`丢掉下标的平移 ${name}`, [{ ...node, sub: [letter] }]]] : [];
}

function isLetter(list: FormulaList): boolean {
  const [only] = list;
  return list.length === 1 && only?.type === 'symbol' && /^[a-zA-Z]$/.test(only.text);
}

/** ∇ and ∂ are no factors. */
function isOperatorSign(node: FormulaNode): boolean {
  return node.type === 'symbol' && (node.text === '\\nabla' || node.text === '\\partial');
}

function without(node: Extract<FormulaNode, { type: 'scripts' }>, part: 'sup'): FormulaNode {
  const { [part]: _, ...rest } = node;
  return rest.sub === undefined && rest.primes === undefined ? node.base : rest;
}

/** Changes inside a node. Labels (fonts, accents, text, what stands below 𝔼) are left alone. */
function innerChanges(node: FormulaNode): readonly (readonly [string, FormulaNode])[] {
  const within = <Key extends string>(
    key: Key,
    list: FormulaList | undefined,
  ): readonly (readonly [string, FormulaNode])[] =>
    list === undefined ? [] : changesOf(list).map(([what, changed]) => [what, { ...node, [key]: changed }]);
  switch (node.type) {
    case 'fraction':
      return [...within('numerator', node.numerator), ...within('denominator', node.denominator)];
    case 'binomial':
      return [...within('top', node.top), ...within('bottom', node.bottom)];
    case 'root':
    case 'fence':
    case 'group':
    case 'annotated':
      return within('body', node.body);
    case 'array':
      return arrayChanges(node);
    case 'scripts': {
      const base = innerChanges(node.base).map(([what, changed]) => [what, { ...node, base: changed }] as const);
      const counted = node.base.type === 'big' || node.base.type === 'function';
      const sub = counted ? boundChanges(node.sub ?? []) : indexNumbers(node.sub ?? []);
      return [
        ...base,
        ...sub.map(([what, changed]) => [what, { ...node, sub: changed }] as const),
        ...within('sup', node.sup),
      ];
    }
    default:
      return [];
  }
}

/** Below a sum only where it starts and which way its condition points. */
function boundChanges(sub: FormulaList): readonly Change[] {
  return changesOf(sub).filter(([what]) => /^把 (\d+|\\le|\\ge|<|>|\+|-) /.test(what));
}

/** In an index only its numbers and signs: the letters are taken care of as a whole. */
function indexNumbers(sub: FormulaList): readonly Change[] {
  return changesOf(sub).filter(([what]) => /^把 (\d+|\+|-) /.test(what));
}

function arrayChanges(node: Extract<FormulaNode, { type: 'array' }>): readonly (readonly [string, FormulaNode])[] {
  return node.rows.flatMap((row, r) =>
    row.flatMap((cell, c) =>
      changesOf(cell).map(([what, changed]) => {
        const rows = node.rows.map((each, at) => (at === r ? each.map((list, k) => (k === c ? changed : list)) : each));
        return [what, { ...node, rows }] as const;
      }),
    ),
  );
}
