import { canonical, canonicalNode } from '../canonical.ts';
import type { Binder, Expression } from '../expression.ts';
import { walkFormula, type FormulaList, type FormulaNode } from '../tree.ts';
import { isComma, relationOf, splitAt, Unsupported, type Items } from './items.ts';
import { readExpression } from './read-expression.ts';
import { readSet } from './read-set.ts';
import { readChain } from './read-statements.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] extends readonly (infer Item)[] ? Item[] : Type[Key] };

/**
 * What stands below and above `\sum`, `\max` …: `i=1` with a bound above is a range; `i`, `i,j`, `x \in S` take their values
 * from the author's declaration; everything else is a condition that selects among them.
 * @param integers the index of a sum or product is an integer; that of a maximum may be anything.
 */
export function readBinder(sub: FormulaList, sup: FormulaList | undefined, integers = false): Binder {
  const binder: Mutable<Binder> = { key: canonical(sub), ranges: [], members: [], conditions: [], symbols: [] };
  let bound = sup;
  for (const part of partsOf(sub)) {
    const { parts, marks } = splitAt(part, (item) => relationOf(item) !== undefined);
    const relations = marks.map((mark) => relationOf(mark));
    const [left, right] = parts;
    const variable = left === undefined ? undefined : variableOf(left);
    if (marks.length === 0) binder.members.push(...declared(part));
    else if (relations.length === 1 && relations[0] === '=' && variable !== undefined && bound !== undefined) {
      binder.ranges.push({ variable, from: readExpression(right!), to: readBound(bound) });
      bound = undefined;
    } else if (relations.length === 1 && relations[0] === '\\in' && variable !== undefined) {
      binder.members.push({ variable, setKey: canonical(nodes(right!)), set: readSet(right!) });
    } else if (!integers || !addBetween(binder, parts, relations)) addCondition(binder, part);
  }
  if (bound !== undefined) throw new Unsupported('上限没有对应的「指标=下限」');
  return binder;
}

/** `1\\le i\\le n`, `1\\le i<j\\le n` below a sum: integers between the ends, in this order. */
function addBetween(
  binder: Mutable<Binder>,
  parts: readonly Items[],
  relations: readonly (string | undefined)[],
): boolean {
  const variables = parts.slice(1, -1).map(variableOf);
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const rising = relations.every((relation) => relation === '\\le' || relation === '<');
  if (!rising || variables.length === 0 || variables.includes(undefined)) return false;
  const [from, to] = [readExpression(first), readExpression(last)];
  for (const variable of variables) binder.ranges.push({ variable: variable!, from, to });
  binder.conditions.push(readChain(joined(parts, relations)));
  return true;
}

function joined(parts: readonly Items[], relations: readonly (string | undefined)[]): Items {
  return parts.flatMap((part, place) =>
    place === 0 ? part : [{ type: 'relation' as const, text: relations[place - 1] ?? '' }, ...part],
  );
}

/** The upper end; `\infty` is an end too: the author declares how far to go. */
function readBound(sup: FormulaList): Expression {
  return readExpression(sup);
}

function addCondition(binder: Mutable<Binder>, part: Items): void {
  binder.conditions.push(readChain(part));
  for (const node of walkFormula(nodes(part))) {
    const name = isName(node) ? canonicalNode(node) : undefined;
    if (name !== undefined && !binder.symbols.includes(name)) binder.symbols.push(name);
  }
}

function partsOf(sub: FormulaList): readonly FormulaList[] {
  const [only, ...more] = sub;
  const rows = only?.type === 'array' && more.length === 0 ? only.rows.map((row) => row.flat()) : [sub];
  return rows.flatMap((row) => splitAt(row, isComma).parts.map(nodes)).filter((part) => part.length > 0);
}

function nodes(items: Items): FormulaList {
  return items.filter((item): item is FormulaNode => item.type !== 'read');
}

/** `i`, or letters side by side: `ij`. */
function declared(part: FormulaList): Binder['members'] {
  return part.map((node) => {
    const variable = variableOf([node]);
    if (variable === undefined) throw new Unsupported(`不认识的指标 ${canonical(part)}`);
    return { variable };
  });
}

/** The name of a single symbol. */
export function variableOf(items: Items): string | undefined {
  const [only, ...more] = items;
  if (only === undefined || more.length > 0 || only.type === 'read') return undefined;
  const base = only.type === 'scripts' && only.sup === undefined ? only.base : only;
  return isName(base) ? canonicalNode(only) : undefined;
}

function isName(node: FormulaNode): boolean {
  if (node.type === 'symbol') return /^([a-zA-Z]|\\[a-zA-Z]+|\p{L})$/u.test(node.text) && node.text !== '\\infty';
  return node.type === 'font' || node.type === 'accent';
}
