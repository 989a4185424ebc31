import { canonical, canonicalNode } from '../canonical.ts';
import type { Expression } from '../expression.ts';
import type { FormulaNodeOf } from '../tree.ts';
import {
  attempt,
  isComma,
  isSymbol,
  peel,
  readSubscript,
  readSuperscript,
  splitAt,
  textOf,
  Unsupported,
  type Item,
  type Items,
  type Peeled,
} from './items.ts';
import { readBig } from './read-big.ts';
import {
  isDifferentialSign,
  readDifferential,
  readDerivative,
  readExpectation,
  readGradient,
} from './read-calculus.ts';
import { callFollows, isExpectationSign, readCall, readFunction } from './read-call.ts';
import { readCases, readMatrix, readTuple } from './read-array.ts';
import { readExpression } from './read-expression.ts';
import { readChain } from './read-statements.ts';

/** One factor and the place behind it. */
export type FactorReading = readonly [Expression, number];

/** Reads the factor that starts at `place`. @throws Unsupported */
export function readFactor(items: Items, place: number): FactorReading {
  const item = items[place];
  if (item === undefined) throw new Unsupported('这里缺一个因子');
  const { base } = peel(item);
  const special = readSpecial(items, place, base);
  const [factor, next] = special ?? readPlain(items, place);
  return isSymbol(items[next], '!') ? [{ op: 'factorial', body: factor }, next + 1] : [factor, next];
}

/** Operators and functions: what takes something from behind it. */
function readSpecial(items: Items, place: number, base: Item): FactorReading | undefined {
  if (base.type === 'big') return readBig(items, place);
  if (base.type === 'function') return readFunction(items, place);
  if (isExpectationSign(base)) return readExpectation(items, place);
  if (isDifferentialSign(base)) return readDifferential(items, place);
  if (isSymbol(base, '\\nabla')) return readGradient(items, place);
  if (isSymbol(base, '\\partial'))
    throw new Unsupported('单独的 ∂ 没有约定含义，偏导写成 \\frac{\\partial f}{\\partial x}');
  if (base.type === 'fraction') return readDerivative(items, place);
  if (isIndicator(base, items[place + 1])) return readIndicator(items, place);
  return callFollows(items, place) ? readCall(items, place) : undefined;
}

function readPlain(items: Items, place: number): FactorReading {
  const item = items[place]!;
  const peeled = peel(item);
  if (peeled.base.type === 'fence') {
    const evaluated = readEvaluationBar(peeled.base, peeled);
    if (evaluated !== undefined) return [evaluated, place + 1];
  }
  if (peeled.base.type === 'fence' && (peeled.base.open === '\\|' || peeled.base.close === '\\|')) {
    return [withScripts(readNorm(peeled.base, peeled), [item], withoutSub(peeled)), place + 1];
  }
  return [withScripts(readBase(peeled.base), [item], peeled), place + 1];
}

function withoutSub({ base, sup, primes }: Peeled): Peeled {
  return { base, primes, ...(sup === undefined ? {} : { sup }) };
}

/** Puts scripts around what was read. */
export function withScripts(base: Expression, items: Items, { base: node, sub, sup, primes }: Peeled): Expression {
  if (sub === undefined && sup === undefined && primes === 0) return base;
  const head = textOf([node]);
  return {
    op: 'scripts',
    base,
    key: textOf(items),
    headKey: head,
    subKey: sub === undefined ? head : `${head}_{${canonical(sub)}}`,
    supKey: sup === undefined ? head : `${head}^{${canonical(sup)}}`,
    ...(sub === undefined ? {} : { sub: readSubscript(sub, readExpression) }),
    ...(sup === undefined ? {} : { sup: readSuperscript(sup, readExpression) }),
    primes,
  };
}

/** A node without scripts. */
export function readBase(node: Item): Expression {
  switch (node.type) {
    case 'read':
      return node.expression;
    case 'number':
      return { op: 'number', value: node.text };
    case 'symbol':
      if (node.text === '.' || node.text === '!') throw new Unsupported(`这里的 ${node.text} 没有含义`);
      return { op: 'name', key: node.text };
    case 'font':
      return { op: 'name', key: canonicalNode(node) };
    case 'text':
      return { op: 'name', key: canonicalNode(node) };
    case 'accent':
      return {
        op: 'accent',
        key: canonicalNode(node),
        accent: node.accent,
        body: attempt(() => readExpression(node.body)),
      };
    case 'fraction':
      return {
        op: 'fraction',
        numerator: readExpression(node.numerator),
        denominator: readExpression(node.denominator),
      };
    case 'binomial':
      return { op: 'binomial', top: readExpression(node.top), bottom: readExpression(node.bottom) };
    case 'root':
      return {
        op: 'root',
        body: readExpression(node.body),
        ...(node.index === undefined ? {} : { index: readExpression(node.index) }),
      };
    case 'group':
      return { op: 'parentheses', body: readExpression(node.body) };
    case 'annotated':
      return { op: 'parentheses', body: readExpression(node.body) };
    case 'fence':
      return readFence(node);
    case 'dots':
      throw new Unsupported('省略号不能执行，写成求和或连乘');
    case 'array':
      throw new Unsupported('没有括号的数组没有约定含义');
    default:
      throw new Unsupported(`不认识这里的 ${canonicalNode(node)}`);
  }
}

function readFence(node: FormulaNodeOf<'fence'>): Expression {
  const [only, ...more] = node.body;
  if (only?.type === 'array' && more.length === 0) {
    if (node.open === '\\{' && node.close === '.') return readCases(only);
    const matrix = readMatrix(only);
    if (node.open === '|' && node.close === '|') return { op: 'determinant', body: matrix };
    if ('(['.includes(node.open)) return matrix;
    throw new Unsupported(`没有约定 ${node.open}…${node.close} 里的数组的含义`);
  }
  const kind = `${node.open}${node.close}`;
  if (kind === '||') return { op: 'absolute', body: readExpression(node.body) };
  if (kind === '\\lfloor\\rfloor') return { op: 'floor', body: readExpression(node.body) };
  if (kind === '\\lceil\\rceil') return { op: 'ceiling', body: readExpression(node.body) };
  if (kind === '\\langle\\rangle') return readInner(node);
  if (kind === '()' || kind === '[]' || kind === '\\{\\}' || kind === '..') return readTuple(node);
  throw new Unsupported(`没有约定 ${node.open}…${node.close} 的含义`);
}

function readInner(node: FormulaNodeOf<'fence'>): Expression {
  const { parts } = splitAt(node.body, isComma);
  const [left, right, ...more] = parts;
  if (left === undefined || right === undefined || more.length > 0) throw new Unsupported('内积要有两个量，用逗号隔开');
  return { op: 'inner', left: readExpression(left), right: readExpression(right) };
}

/** The index says which norm: it belongs to the norm, not to its value. */
function readNorm(node: FormulaNodeOf<'fence'>, { sub }: Peeled): Expression {
  if (node.open !== node.close) throw new Unsupported(`没有约定 ${node.open}…${node.close} 的含义`);
  return {
    op: 'norm',
    body: readExpression(node.body),
    ...(sub === undefined ? {} : { sub: readSubscript(sub, readExpression) }),
  };
}

/** `\left.f\right|_{x=0}`. */
function readEvaluationBar(node: FormulaNodeOf<'fence'>, { sub, sup, primes }: Peeled): Expression | undefined {
  if (node.open !== '.' || node.close !== '|') return undefined;
  if (sub === undefined || sup !== undefined || primes > 0) throw new Unsupported('右竖线下面要写在哪里取值');
  const settings = splitAt(sub, isComma).parts.map((part) => {
    const { parts, marks } = splitAt(part, (item) => item.type === 'relation');
    const [left, right] = parts;
    const mark = marks[0];
    if (
      marks.length !== 1 ||
      mark?.type !== 'relation' ||
      mark.text !== '=' ||
      left?.length !== 1 ||
      right === undefined
    ) {
      throw new Unsupported('右竖线下面要写成「变量=值」');
    }
    return { key: textOf(left), value: readExpression(right) };
  });
  return { op: 'at', body: readExpression(node.body), settings };
}

function isIndicator(base: Item, next: Item | undefined): boolean {
  if (next === undefined) return false;
  const follows = peel(next).base;
  if (follows.type !== 'fence' || !follows.body.some((node) => node.type === 'relation')) return false;
  if (base.type === 'font') return /^\\(mathbf|mathbb|boldsymbol|mathds)\{[1I]\}$/.test(canonicalNode(base));
  return false;
}

function readIndicator(items: Items, place: number): FactorReading {
  const item = items[place]!;
  const fence = peel(items[place + 1]!);
  if (item.type === 'scripts' || fence.base.type !== 'fence') throw new Unsupported('示性函数不能带上下标');
  const conditions = splitAt(fence.base.body, isComma).parts.map((part) => readChain(part));
  return [withScripts({ op: 'indicator', conditions }, items.slice(place, place + 2), fence), place + 2];
}
