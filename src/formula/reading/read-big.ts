import { canonicalNode } from '../canonical.ts';
import type { Binder, BigKind, Expression } from '../expression.ts';
import { walkFormula, type FormulaNodeOf } from '../tree.ts';
import { nodesOf, peel, splitAt, textOf, Unsupported, type Items } from './items.ts';
import { readBinder, variableOf } from './read-binder.ts';
import { readFactors, readTerm, type ReadFactorResult } from './read-expression.ts';
import type { FactorReading } from './read-factor.ts';

const kinds: Readonly<Record<string, BigKind>> = { '\\sum': 'sum', '\\prod': 'prod' };

/** `\sum_{i=1}^n …`, `\prod …`. */
export function readBig(items: Items, place: number): FactorReading {
  const { base, sub, sup, primes } = peel(items[place]!);
  const { text } = base as FormulaNodeOf<'big'>;
  const kind = kinds[text];
  if (kind === undefined) throw new Unsupported(`不会算 ${text}`);
  if (sub === undefined || primes > 0) throw new Unsupported(`${text} 下面要写指标`);
  const binder = readBinder(sub, sup, true);
  if (kind !== 'sum') return readReach(items, place, kind, binder);
  const [body, next] = readLinearReach(items, place);
  return [{ op: 'big', kind, binder, body }, next];
}

/** A sum or a limit reaches to the end of the product; what does not depend on the index may stand inside or outside alike. */
function readLinearReach(items: Items, place: number): FactorReading {
  const rest = items.slice(place + 1);
  if (rest.length === 0) throw new Unsupported(`${textOf([items[place]!])} 后面没有内容`);
  return [readTerm(rest), items.length];
}

/**
 * A product or maximum over an index reaches to the end of its product as well, but there it matters: trailing factors
 * without the index could be meant to stand outside. Both readings are kept; only where they agree, or where one of them
 * makes no sense, is there a value.
 */
export function readReach(items: Items, place: number, kind: BigKind, binder: Binder): FactorReading {
  const rest = items.slice(place + 1);
  if (rest.length === 0) throw new Unsupported(`${textOf([items[place]!])} 后面没有内容`);
  const factors = readFactors(rest);
  const variables = [...binder.ranges, ...binder.members].map(({ variable }) => variable).concat(binder.symbols);
  const last = factors.findLastIndex(({ from, to }) => mentions(rest.slice(from, to), variables));
  const whole: Expression = { op: 'big', kind, binder, body: product(factors) };
  if (last === -1 || last === factors.length - 1) return [whole, items.length];
  const inner: Expression = { op: 'big', kind, binder, body: product(factors.slice(0, last + 1)) };
  const narrow = product([{ by: 'beside', factor: inner }, ...factors.slice(last + 1)]);
  return [{ op: 'either', readings: [whole, narrow], text: textOf([items[place]!]) }, items.length];
}

function product(factors: readonly Pick<ReadFactorResult, 'by' | 'factor'>[]): Expression {
  const [only] = factors;
  if (factors.length === 1 && only !== undefined) return only.factor;
  return { op: 'product', factors: factors.map(({ by, factor }) => ({ by, factor })) };
}

function mentions(items: Items, variables: readonly string[]): boolean {
  for (const node of walkFormula(nodesOf(items))) if (variables.includes(canonicalNode(node))) return true;
  return false;
}

/** `\lim_{x\to 0^+} f(x)`. */
export function readLimit(items: Items, place: number): FactorReading {
  const { sub, sup } = peel(items[place]!);
  const { parts, marks } = splitAt(sub ?? [], (item) => item.type === 'relation');
  const [left, right] = parts;
  const mark = marks[0];
  const arrow = mark?.type === 'relation' ? mark.text : undefined;
  const oneSided = arrow === '\\downarrow' ? '+' : arrow === '\\uparrow' ? '-' : '';
  const variable = left === undefined ? undefined : variableOf(left);
  if (marks.length !== 1 || right === undefined || variable === undefined || sup !== undefined || !isArrow(arrow)) {
    throw new Unsupported('极限下面要写成「变量 \\to 值」');
  }
  const { target, side } = readTarget(right);
  const [body, next] = readLinearReach(items, place);
  return [{ op: 'limit', key: textOf(sub ?? []), variable, to: target, side: oneSided || side, body }, next];
}

function isArrow(text: string | undefined): boolean {
  return text === '\\to' || text === '\\downarrow' || text === '\\uparrow';
}

/** `0^+` is 0 from above. */
function readTarget(items: Items): { target: Expression; side: '+' | '-' | '' } {
  const [only, ...more] = items;
  if (only?.type === 'scripts' && more.length === 0 && only.sub === undefined) {
    const [sign, ...rest] = only.sup ?? [];
    if (sign?.type === 'operator' && rest.length === 0 && (sign.text === '+' || sign.text === '-')) {
      return { target: readTerm([only.base]), side: sign.text };
    }
  }
  return { target: readTerm(items), side: '' };
}
