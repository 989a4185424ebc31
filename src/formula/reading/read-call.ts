import { canonical, canonicalNode } from '../canonical.ts';
import type { BigKind, Call, Expression } from '../expression.ts';
import type { FormulaNodeOf } from '../tree.ts';
import {
  attempt,
  isArgumentMark,
  isSymbol,
  markText,
  nodesOf,
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
import { readBinder } from './read-binder.ts';
import { readLimit, readReach } from './read-big.ts';
import { readExpectation } from './read-calculus.ts';
import { readExpression } from './read-expression.ts';
import { readBase, readFactor, withScripts, type FactorReading } from './read-factor.ts';

/** `\mathbb{E}`, `\operatorname{Var}` … A plain or bold E is a symbol of the author. */
export function isExpectationSign(base: Item): boolean {
  if (base.type === 'function') return base.name === 'E' || base.name === 'Var';
  return base.type === 'font' && /^\\(mathbb\{[EV]\}|mathrm\{(E|Var)\})$/.test(canonicalNode(base));
}

/** Whether a name stands here with a bracket behind it. */
export function callFollows(items: Items, place: number): boolean {
  const { base } = peel(items[place]!);
  const named =
    base.type === 'font' ||
    base.type === 'accent' ||
    base.type === 'text' ||
    (base.type === 'symbol' && !isSymbol(base, '.', '!', '\\infty', '\\partial'));
  const next = items[place + 1];
  return named && next !== undefined && isBracket(peel(next).base);
}

function isBracket(item: Item): boolean {
  if (item.type !== 'fence' || !'(['.includes(item.open) || !')]'.includes(item.close)) return false;
  // A vector or matrix in brackets is a factor.
  return !(item.body.length === 1 && item.body[0]?.type === 'array');
}

function isBraces(item: Item): boolean {
  return item.type === 'fence' && item.open === '\\{' && item.close === '\\}';
}

/** `f(x)`, `q(x_t|x_0)`, `\mathcal{O}(h^2)`. */
export function readCall(items: Items, place: number, strict = false): FactorReading {
  const head = items[place]!;
  const peeled = peel(head);
  const behind = peel(items[place + 1]!);
  const call = makeCall(items, place, withScripts(readBase(peeled.base), [head], peeled), behind, { strict });
  if (
    isSymbol(peeled.base, 'O', 'o') ||
    (peeled.base.type === 'font' && canonicalNode(peeled.base) === '\\mathcal{O}')
  ) {
    return [readOrder(call, peeled, behind), place + 2];
  }
  return [call, place + 2];
}

function readOrder(call: Call, { base, sub, sup, primes }: Peeled, behind: Peeled): Expression {
  const [size, ...more] = call.args;
  const plain =
    sub === undefined && sup === undefined && primes === 0 && behind.sup === undefined && behind.sub === undefined;
  if (!plain || size === undefined || more.length > 0) return call;
  return { op: 'order', key: textOf([base]), little: isSymbol(base, 'o'), size, instead: call };
}

interface CallOptions {
  readonly strict: boolean;
  readonly function?: string;
}

function makeCall(items: Items, place: number, head: Expression, behind: Peeled, options: CallOptions): Call {
  const fence = behind.base as FormulaNodeOf<'fence'>;
  const { parts, marks } = splitAt(fence.body, isArgumentMark);
  const separators = marks.map(markText);
  const brackets = [fence.open === '.' ? '' : fence.open, fence.close === '.' ? '' : fence.close] as const;
  const key = textOf([items[place]!]) + brackets[0] + canonical(fence.body) + brackets[1];
  const dots = `${brackets[0]}\\cdot${separators.map((mark) => `${mark}\\cdot`).join('')}${brackets[1]}`;
  return {
    op: 'call',
    key,
    patterns: patternsOf(items[place]!, dots),
    head,
    ...(options.function === undefined ? {} : { function: options.function }),
    bare: false,
    separators,
    args: fence.body.length === 0 ? [] : parts.map((part) => attempt(() => readExpression(part))),
    ...(behind.sub === undefined ? {} : { sub: readSubscript(behind.sub, readExpression) }),
    ...(behind.sup === undefined ? {} : { sup: readSuperscript(behind.sup, readExpression) }),
    primes: behind.primes,
    strict: options.strict,
  };
}

/** `p_\theta(\cdot|\cdot)`, then `\sigma_{\cdot}(\cdot)`, `f^{(\cdot)}(\cdot)`. */
function patternsOf(head: Item, dots: string): Call['patterns'] {
  const { base, sub, sup, primes } = peel(head);
  const name = textOf([base]);
  // `p'` is another function than `p`: its primes are part of every pattern.
  const marks = '\\prime'.repeat(primes);
  const patterns: { key: string; indices: readonly Expression[] }[] = [{ key: textOf([head]) + dots, indices: [] }];
  if (sub !== undefined) {
    const { items } = readSubscript(sub, readExpression);
    const above = sup === undefined && primes === 0 ? '' : `^{${marks}${canonical(sup ?? [])}}`;
    patterns.push({ key: `${name}_{${items.map(() => '\\cdot').join(',')}}${above}${dots}`, indices: items });
  }
  const label = sup === undefined ? undefined : readSuperscript(sup, readExpression);
  if (primes === 0 && label?.kind === 'label' && label.exponent !== undefined) {
    const below = sub === undefined ? '' : `_{${canonical(sub)}}`;
    patterns.push({ key: `${name}${below}^{(\\cdot)}${dots}`, indices: [label.exponent] });
  }
  return patterns;
}

const optimisers: ReadonlySet<string> = new Set(['max', 'min', 'sup', 'inf', 'argmax', 'argmin']);
/** Their square behind the bracket is read both ways in print. */
const elementary: ReadonlySet<string> = new Set(
  'log ln lg exp sin cos tan cot sinh cosh tanh arcsin arccos arctan log1p expm1'.split(' '),
);

/** `\log x`, `\operatorname{tr}(A)`, `\max_i x_i`, `\max(a,b)`, `\lim_{x\to 0} f(x)`. */
export function readFunction(items: Items, place: number): FactorReading {
  const item = items[place]!;
  const peeled = peel(item);
  const base = peeled.base as FormulaNodeOf<'function'>;
  if (isExpectationSign(base)) return readExpectation(items, place);
  if (base.name === 'lim') return readLimit(items, place);
  if (['limsup', 'liminf', 'injlim', 'projlim'].includes(base.name)) throw new Unsupported(`不会算 \\${base.name}`);
  if (optimisers.has(base.name) && peeled.sub !== undefined) {
    const binder = readBinder(peeled.sub, undefined);
    if (peeled.sup !== undefined) throw new Unsupported(`\\${base.name} 不能带上标`);
    return readReach(items, place, base.name as BigKind, binder);
  }
  const head = withScripts({ op: 'name', key: canonicalNode(base) }, [item], peeled);
  const next = items[place + 1];
  if (next === undefined) throw new Unsupported(`函数 ${canonicalNode(base)} 后面没有自变量`);
  const behind = peel(next);
  if (isBracket(behind.base) || isBraces(behind.base)) {
    if (elementary.has(base.name) && (behind.sup !== undefined || behind.primes > 0)) {
      throw new Unsupported(`\\${base.name}(…) 的上标有歧义：写成 \\${base.name}^2(x) 或者把平方放进括号里`);
    }
    return [makeCall(items, place, head, behind, { strict: true, function: base.name }), place + 2];
  }
  return readBare(items, place, head, base.name);
}

/** Without parentheses the argument is one factor, and nothing may stand behind it that could belong to it. */
function readBare(items: Items, place: number, head: Expression, name: string): FactorReading {
  const first = place + 1;
  const [argument, next] = callFollows(items, first) ? readCall(items, first, true) : readFactor(items, first);
  const key = textOf([items[place]!]);
  const enclosed = peel(items[first]!).base.type === 'fence';
  const after = items[next];
  const ends =
    after === undefined ||
    after.type === 'punctuation' ||
    (after.type === 'operator' && after.text !== '/') ||
    startsFunction(after) ||
    (enclosed && after.type !== 'operator');
  if (!ends) throw new Unsupported(`${key} 的自变量到哪里为止有歧义，加括号`);
  const text = textOf(nodesOf(items.slice(first, next)));
  return [
    {
      op: 'call',
      key: /^[a-zA-Z]/.test(text) && /\\[a-zA-Z]+$/.test(key) ? `${key} ${text}` : key + text,
      patterns: [],
      head,
      function: name,
      bare: true,
      separators: [],
      args: [argument],
      primes: 0,
      strict: true,
    },
    next,
  ];
}

function startsFunction(item: Item): boolean {
  const { base } = peel(item);
  return base.type === 'function' || base.type === 'big';
}
