import { canonicalNode } from '../canonical.ts';
import type { Expression } from '../expression.ts';
import type { FormulaNodeOf } from '../tree.ts';
import { isComma, isOperator, peel, splitAt, Unsupported, type Items } from './items.ts';
import { readExpression } from './read-expression.ts';

/** The right side of `\in`: ℝ with its dimensions, an interval, a finite set; else the name of a set of the author. */
export function readSet(items: Items): Expression {
  const [only, ...more] = items;
  if (only === undefined || more.length > 0) throw new Unsupported('∈ 右边要是一个集合');
  const { base, sub, sup } = peel(only);
  if (base.type === 'font' && base.font === 'mathbb') {
    const field = canonicalNode(base);
    if (sub === undefined && /^\\mathbb\{[RCNZ]\}$/.test(field)) {
      const dimensions = sup === undefined ? [] : splitAt(sup, (item) => isOperator(item, '\\times')).parts;
      return { op: 'space', field, dimensions: dimensions.map((part) => readExpression(part)) };
    }
  }
  if (base.type === 'fence' && sub === undefined && sup === undefined) {
    if (base.open === '\\{' && base.close === '\\}') return readFinite(base);
    if ('([]'.includes(base.open) && '()]'.includes(base.close)) return readInterval(base);
  }
  return readExpression(items);
}

function readFinite(fence: FormulaNodeOf<'fence'>): Expression {
  if (fence.body.some((node) => node.type === 'separator' || node.type === 'relation')) {
    throw new Unsupported('用条件写出的集合不能执行，给它起个名字并在符号表里声明');
  }
  const { parts } = splitAt(fence.body, isComma);
  const dots = parts.findIndex((part) => part.length === 1 && part[0]?.type === 'dots');
  if (dots === -1) return { op: 'set', items: parts.map((part) => readExpression(part)) };
  return readDotted(parts, dots);
}

/** `1,\dots,n` and `1,2,\dots,n`. */
export function readDotted(parts: readonly Items[], dots: number): Expression {
  const [first, second] = parts;
  const last = parts[dots + 1];
  if (first === undefined || last === undefined || dots + 2 !== parts.length || dots < 1 || dots > 2) {
    throw new Unsupported('省略号前面写一两项，后面写末项');
  }
  const from = readExpression(first);
  if (dots === 2) {
    const next = readExpression(second!);
    const consecutive = from.op === 'number' && next.op === 'number' && Number(next.value) === Number(from.value) + 1;
    if (!consecutive) throw new Unsupported('省略号前的两项不是相邻的整数');
  }
  return { op: 'integers', from, to: readExpression(last) };
}

function readInterval(fence: FormulaNodeOf<'fence'>): Expression {
  const { parts } = splitAt(fence.body, isComma);
  const [from, to, ...more] = parts;
  if (from === undefined || to === undefined || more.length > 0) throw new Unsupported('区间要写两个端点');
  return {
    op: 'interval',
    from: readExpression(from),
    to: readExpression(to),
    open: [fence.open !== '[', fence.close !== ']'],
  };
}
