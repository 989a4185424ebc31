import { canonical, canonicalNode } from '../canonical.ts';
import type { DerivativeVariable, Expression } from '../expression.ts';
import type { FormulaList, FormulaNode, FormulaNodeOf } from '../tree.ts';
import {
  isOperator,
  isSymbol,
  nodesOf,
  peel,
  readSubscript,
  textOf,
  Unsupported,
  type Item,
  type Items,
  type Peeled,
} from './items.ts';
import { callFollows, readCall, readFunction } from './read-call.ts';
import { readExpression, readTerm } from './read-expression.ts';
import { readBase, readFactor, withScripts, type FactorReading } from './read-factor.ts';

/** An upright d. A slanted one is the letter d: a dimension. */
export function isDifferentialSign(item: Item): boolean {
  return item.type === 'font' && canonicalNode(item) === '\\mathrm{d}';
}

/** `\mathrm{d}A`, `\mathrm{d}(A^{+})`: reaches over one factor. */
export function readDifferential(items: Items, place: number): FactorReading {
  const item = items[place]!;
  if (item.type === 'scripts') throw new Unsupported('高阶微分没有约定含义');
  const first = place + 1;
  const target = items[first];
  if (target === undefined) throw new Unsupported('\\mathrm{d} 后面没有内容');
  const { base, sup } = peel(target);
  const power = sup === undefined ? '' : canonical(sup);
  if (base.type !== 'fence' && power !== '' && power !== '\\top' && power !== '+') {
    throw new Unsupported('\\mathrm{d} 后面的幂有歧义，写成 \\mathrm{d}(x^2) 或 (\\mathrm{d}x)^2');
  }
  const [body, next] = callFollows(items, first) ? readCall(items, first, true) : readFactor(items, first);
  return [{ op: 'differential', key: textOf(items.slice(place, next)), body }, next];
}

/** `\frac{\partial f}{\partial x_i}` and its kin; any other fraction is a fraction. */
export function readDerivative(items: Items, place: number): FactorReading {
  const peeled = peel(items[place]!);
  const { numerator, denominator } = peeled.base as FormulaNodeOf<'fraction'>;
  const sign = derivativeSign(numerator, denominator);
  if (sign === undefined) {
    return [withScripts(readBase(peeled.base), [items[place]!], peeled), place + 1];
  }
  if (peeled.sub !== undefined || peeled.primes > 0) throw new Unsupported('导数的下标没有约定含义');
  const order = orderOf(numerator[0]!);
  const variables = readVariables(denominator, sign);
  if (variables.length !== order)
    throw new Unsupported(`导数上面是 ${String(order)} 阶，下面是 ${String(variables.length)} 阶`);
  const rest = numerator.slice(1);
  if (rest.length > 0) {
    const derivative: Expression = { op: 'derivative', variables, body: readTerm(rest), ...slanted(sign) };
    return [withScripts(derivative, [items[place]!], peeled), place + 1];
  }
  if (peeled.sup !== undefined) throw new Unsupported('求导算子的幂没有约定含义');
  const [body, next] = readOperand(items, place + 1, '求导算子');
  return [{ op: 'derivative', variables, body, ...slanted(sign) }, next];
}

type Sign = 'partial' | 'upright' | 'letter';

/** A slanted d is a differential only as long as it is no symbol of the author. */
function slanted(sign: Sign): { readonly letter?: true } {
  return sign === 'letter' ? { letter: true } : {};
}

function derivativeSign(numerator: FormulaList, denominator: FormulaList): Sign | undefined {
  const [over, under] = [numerator[0], denominator[0]].map((node) =>
    node === undefined ? undefined : peel(node).base,
  );
  if (over === undefined || under === undefined) return undefined;
  if (isSymbol(over, '\\partial') && isSymbol(under, '\\partial')) return 'partial';
  if (isDifferentialSign(over) && isDifferentialSign(under)) return 'upright';
  return isSymbol(over, 'd') && isSymbol(under, 'd') && denominator.length > 1 ? 'letter' : undefined;
}

function orderOf(sign: FormulaNode): number {
  const { sub, sup } = peel(sign);
  if (sub !== undefined) throw new Unsupported('∂ 的下标没有约定含义');
  if (sup === undefined) return 1;
  const [only, ...more] = sup;
  const order = only?.type === 'number' && more.length === 0 ? Number(only.text) : NaN;
  if (order !== 1 && order !== 2) throw new Unsupported('只会算一阶和二阶导数');
  return order;
}

/** `\partial x_i \partial x_j`, `\partial x^2`. */
function readVariables(denominator: FormulaList, sign: Sign): readonly DerivativeVariable[] {
  const variables: DerivativeVariable[] = [];
  const isSign = (node: FormulaNode | undefined): boolean => {
    if (node === undefined) return false;
    if (sign === 'upright') return isDifferentialSign(node);
    return isSymbol(node, sign === 'partial' ? '\\partial' : 'd');
  };
  for (let place = 0; place < denominator.length; place += 2) {
    const node = denominator[place + 1];
    if (!isSign(denominator[place]) || node === undefined) throw new Unsupported('看不懂导数的分母');
    const { base, sub, sup, primes } = peel(node);
    if (base.type === 'read' || !['symbol', 'font', 'accent'].includes(base.type) || primes > 0) {
      throw new Unsupported('只能对一个符号求导');
    }
    const label = sup?.[0]?.type === 'fence' ? sup : undefined;
    const [power, ...more] = label === undefined ? (sup ?? []) : [];
    if (power !== undefined && (power.type !== 'number' || power.text !== '2' || more.length > 0)) {
      throw new Unsupported('看不懂导数的分母');
    }
    const name = textOf([base]) + (label === undefined ? '' : `^{${canonical(label)}}`);
    const variable: DerivativeVariable = {
      base: name,
      key:
        textOf([base]) +
        (sub === undefined ? '' : `_{${canonical(sub)}}`) +
        (label === undefined ? '' : `^{${canonical(label)}}`),
      ...(sub === undefined ? {} : { sub: readSubscript(sub, readExpression) }),
    };
    variables.push(variable, ...(power === undefined ? [] : [variable]));
  }
  return variables;
}

/** What an operator such as `\frac{\partial}{\partial x}` or `\nabla_x` acts on: one thing, and nothing beside it. */
function readOperand(items: Items, place: number, name: string): FactorReading {
  if (items[place] === undefined) throw new Unsupported(`${name} 后面没有内容`);
  const [body, next] = callFollows(items, place) ? readCall(items, place, true) : readFactor(items, place);
  const after = items[next];
  if (after !== undefined && !isOperator(after, '\\cdot', '\\times')) {
    throw new Unsupported(`${name} 管到哪里有歧义，加括号`);
  }
  return [body, next];
}

/** `\nabla f(x)`, `\nabla_x \log p(x)`, `\nabla^2 f(x)`, `\nabla \cdot v(x)`. */
export function readGradient(items: Items, place: number): FactorReading {
  const { sub, sup, primes } = peel(items[place]!);
  const power = sup === undefined ? '' : canonical(sup);
  if ((power !== '' && power !== '2') || primes > 0) throw new Unsupported('∇ 的上标只能是 2');
  const divergence = isOperator(items[place + 1], '\\cdot');
  const kind = divergence ? 'divergence' : power === '2' ? 'hessian' : 'gradient';
  if (divergence && power !== '') throw new Unsupported('看不懂 ∇^2 后面的点');
  const variable = sub === undefined ? {} : { variable: canonical(sub) };
  const first = place + (divergence ? 2 : 1);
  const head = items[first];
  if (head === undefined) throw new Unsupported('∇ 后面没有内容');
  const name = textOf(items.slice(place, first + 1));
  const named =
    peel(head).base.type === 'function' && items[first + 1] !== undefined && variable.variable === undefined;
  if (!callFollows(items, first) && !named) {
    const [body, next] = sub === undefined ? [readBareOperand(head), first + 1] : readOperand(items, first, '∇');
    return [{ op: 'gradient', kind, key: name, ...variable, body }, next];
  }
  // ∇f(x)^\top v: the bracket's transpose is that of the gradient, and what follows multiplies it.
  const behind = peel(items[first + 1]!);
  const transposed = behind.sup !== undefined && canonical(behind.sup) === '\\top';
  if (behind.sup !== undefined && !transposed) throw new Unsupported('∇f(x) 的幂有歧义，加括号');
  const plain = [...items.slice(0, first + 1), behind.base];
  const [body] = named ? readFunction(plain, first) : readCall(plain, first, true);
  if (body.op !== 'call' || body.bare) throw new Unsupported('∇ 后面的函数要带括号');
  const after = items[first + 2];
  if (sub !== undefined && !transposed && kind === 'gradient' && after !== undefined && after.type !== 'operator') {
    throw new Unsupported(`${textOf([items[place]!])} 管到哪里有歧义，加括号`);
  }
  const gradient: Expression = { op: 'gradient', kind, key: name, ...variable, body };
  return [withScripts(gradient, items.slice(place, first + 2), behind), first + 2];
}

/** `\nabla f` alone is a name that the author may declare. */
function readBareOperand(head: Item): Expression {
  const { base } = peel(head);
  if (base.type !== 'symbol' && base.type !== 'font') throw new Unsupported('∇ 后面要写函数和自变量，或者写 ∇_x');
  return { op: 'unsupported', reason: `∇ 后面的 ${textOf([head])} 没有自变量` };
}

/** `\mathbb{E}_{x\sim p}[…]`; without brackets it reaches to the end of the product. */
export function readExpectation(items: Items, place: number): FactorReading {
  const { base, sub, sup, primes } = peel(items[place]!);
  if (sup !== undefined || primes > 0) throw new Unsupported('期望的上标有歧义，平方写在方括号后面');
  const kind = /V/.test(textOf([base])) ? 'variance' : 'mean';
  const subKey = sub === undefined ? '' : canonical(sub);
  const next = items[place + 1];
  if (next === undefined) throw new Unsupported('期望后面没有内容');
  const behind = peel(next);
  const head = textOf([items[place]!]);
  if (behind.base.type === 'fence' && ['(', '[', '\\{'].includes(behind.base.open)) {
    const { body } = behind.base;
    if (body.some((node) => node.type === 'separator')) {
      return [conditional(items, place, behind, head), place + 2];
    }
    const expectation = {
      op: 'expectation',
      kind,
      key: head + textOf([behind.base]),
      subKey,
      body: readExpression(body),
    } as const;
    return [withScripts(expectation, items.slice(place, place + 2), behind), place + 2];
  }
  const rest = items.slice(place + 1);
  const text = canonical(nodesOf(rest));
  const key = /^[a-zA-Z]/.test(text) && /\\[a-zA-Z]+$/.test(head) ? `${head} ${text}` : head + text;
  return [{ op: 'expectation', kind, key, subKey, body: readTerm(rest) }, items.length];
}

/** A conditional expectation is known only by name. */
function conditional(items: Items, place: number, behind: Peeled, head: string): Expression {
  const name: Expression = { op: 'name', key: head + textOf([behind.base]) };
  return withScripts(name, items.slice(place, place + 2), behind);
}

/** Finds the `\mathrm{d}x` of each integral, over `+` and `-`, and puts the integral in one piece. */
export function foldIntegrals(items: Items): Items {
  const start = items.findIndex(isIntegral);
  if (start === -1) return items;
  const end = matchingDifferential(items, start);
  const variable = items[end + 1];
  const body = items.slice(start + 1, end);
  if (variable === undefined || body.length === 0) throw new Unsupported('积分要写成 \\int … \\mathrm{d}x');
  const { sub, sup, primes } = peel(items[start]!);
  if (primes > 0 || (sub === undefined) !== (sup === undefined)) throw new Unsupported('积分要么写上下限，要么都不写');
  const bounds = sub === undefined || sup === undefined ? {} : { from: readExpression(sub), to: readExpression(sup) };
  const piece: Item = {
    type: 'read',
    expression: {
      op: 'integral',
      variable: textOf([variable]),
      ...bounds,
      body: readExpression(body),
      ...slanted(isSymbol(items[end], 'd') ? 'letter' : 'upright'),
    },
    text: nodesOf(items.slice(start, end + 2)),
  };
  return foldIntegrals([...items.slice(0, start), piece, ...items.slice(end + 2)]);
}

function isIntegral(item: Item): boolean {
  const { base } = peel(item);
  return base.type === 'big' && base.text === '\\int';
}

function matchingDifferential(items: Items, start: number): number {
  const upright = items.some(isDifferentialSign);
  const isSign = (item: Item): boolean => (upright ? isDifferentialSign(item) : isSymbol(item, 'd'));
  if (items.filter(isSign).length !== items.filter(isIntegral).length) {
    throw new Unsupported('积分号和微分的个数不同，微分写成 \\mathrm{d}x');
  }
  let depth = 0;
  for (let place = start + 1; place < items.length; place += 1) {
    const item = items[place]!;
    if (isIntegral(item)) depth += 1;
    else if (isSign(item)) {
      if (depth === 0) return place;
      depth -= 1;
    }
  }
  throw new Unsupported('积分后面找不到微分');
}
