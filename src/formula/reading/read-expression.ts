import type { Expression, Joint } from '../expression.ts';
import { isOperator, Unsupported, type Item, type Items } from './items.ts';
import { foldIntegrals } from './read-calculus.ts';
import { readFactor } from './read-factor.ts';

/**
 * Reads a sum. Precedence, from loose to tight: `+ -`, then products, then functions without parentheses, then scripts.
 * `\sum`, `\prod`, `\max`, `\lim`, `𝔼` without brackets reach to the end of their product.
 * @throws Unsupported with the reason, in Chinese.
 */
export function readExpression(items: Items): Expression {
  if (items.length === 0) throw new Unsupported('空的表达式');
  const terms: { sign: 1 | -1; term: Expression }[] = [];
  let sign: 1 | -1 = 1;
  let current: Item[] = [];
  const end = (): void => {
    terms.push({ sign, term: readTerm(current) });
    current = [];
  };
  foldIntegrals(items).forEach((item, place) => {
    if (isOperator(item, '\\pm', '\\mp')) throw new Unsupported('± 同时说了两件事，要拆成两个式子');
    if (!isOperator(item, '+', '-') || (item.type !== 'operator' && place > 0)) {
      current.push(item);
      return;
    }
    if (place > 0) end();
    sign = isOperator(item, '-') ? -1 : 1;
  });
  end();
  const [only] = terms;
  return terms.length === 1 && only?.sign === 1 ? only.term : { op: 'sum', terms };
}

const joints: Readonly<Record<string, Joint>> = {
  '\\cdot': 'dot',
  '*': 'dot',
  '\\times': 'times',
  '/': 'divide',
  '\\div': 'divide',
  '\\odot': 'hadamard',
  '\\otimes': 'kronecker',
};

export interface ReadFactorResult {
  readonly by: Joint;
  readonly factor: Expression;
  /** Range of the items that it was read from. */
  readonly from: number;
  readonly to: number;
}

/** Reads a product. */
export function readTerm(items: Items): Expression {
  const factors = readFactors(items);
  const [only] = factors;
  if (factors.length === 1 && only !== undefined) return only.factor;
  return { op: 'product', factors: factors.map(({ by, factor }) => ({ by, factor })) };
}

/** The factors of a product, left to right, with the items that each was read from. */
export function readFactors(items: Items): readonly ReadFactorResult[] {
  const factors: ReadFactorResult[] = [];
  let by: Joint = 'beside';
  let place = 0;
  let expected = true;
  while (place < items.length) {
    const item = items[place]!;
    if (item.type === 'operator') {
      const joint = joints[item.text];
      if (joint === undefined) throw new Unsupported(`没有约定运算符 ${item.text} 的含义`);
      if (expected) throw new Unsupported(`运算符 ${item.text} 前面缺一个因子`);
      by = joint;
      expected = true;
      place += 1;
      continue;
    }
    if (by === 'beside' && factors.at(-1)?.by === 'divide') {
      throw new Unsupported('斜杠后面跟着并列的因子，分不清分母到哪里为止；改用 \\frac 或括号');
    }
    const [factor, next] = readFactor(items, place);
    factors.push({ by, factor, from: place, to: next });
    by = 'beside';
    expected = false;
    place = next;
  }
  if (expected) throw new Unsupported('运算符后面缺一个因子');
  return factors;
}
