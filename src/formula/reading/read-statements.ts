import { canonical } from '../canonical.ts';
import type { Chain, Quantifier, Statements } from '../expression.ts';
import type { FormulaList, FormulaNode } from '../tree.ts';
import { isComma, isSymbol, relationOf, splitAt, textOf, Unsupported, type Item, type Items } from './items.ts';
import { variableOf } from './read-binder.ts';
import { readExpression } from './read-expression.ts';
import { readDotted, readSet } from './read-set.ts';

export type ReadStatements =
  | ({ readonly ok: true } & Statements)
  /** Why the display cannot be executed, in Chinese. */
  | { readonly ok: false; readonly reason: string };

/** Reads a display as statements: chains of relations, separated by commas or lines, with their quantifiers. */
export function readStatements(nodes: FormulaList): ReadStatements {
  try {
    const chains: Chain[] = [];
    const forAll: Quantifier[] = [];
    for (const line of linesOf(nodes)) readLine(line, chains, forAll);
    if (chains.length === 0) return { ok: false, reason: '没有关系符，不是一个可以判断真假的式子' };
    return { ok: true, chains, forAll };
  } catch (error) {
    if (error instanceof Unsupported) return { ok: false, reason: error.message };
    throw error;
  }
}

/** Rows of `aligned`; a row that starts with a relation or an operator continues the row before. */
function linesOf(nodes: FormulaList): readonly FormulaList[] {
  const kept = withoutEnd(nodes);
  const [only, ...more] = kept;
  if (only?.type === 'array' && more.length === 0 && only.kind === 'lines') {
    const lines: FormulaNode[][] = [];
    for (const row of only.rows) {
      const line = row.flat();
      const [first] = line;
      if (first === undefined) continue;
      const signed = first.type === 'operator';
      if (signed && row.length === 1) throw new Unsupported('这一行以正负号开头，分不清是续行还是新的式子，用 & 对齐');
      const continues = relationOf(first) !== undefined || (signed && row[0]?.length === 0);
      if (continues && lines.length > 0) lines.at(-1)!.push(...line);
      else lines.push([...line]);
    }
    return lines.map(withoutEnd);
  }
  if (only?.type === 'fence' && more.length === 0 && only.open === '\\{' && only.close === '.') {
    const [array, ...others] = only.body;
    if (array?.type === 'array' && others.length === 0 && array.rows.every((row) => row.flat().some(isRelation))) {
      return array.rows.map((row) => withoutEnd(row.flat()));
    }
  }
  return [kept];
}

function joins(item: Item): boolean {
  return relationOf(item) !== undefined;
}

function isRelation(node: FormulaNode): boolean {
  return relationOf(node) !== undefined;
}

function withoutEnd(nodes: FormulaList): FormulaList {
  const last = nodes.at(-1);
  const ends = last?.type === 'punctuation' || isSymbol(last, '.', '。');
  return ends ? withoutEnd(nodes.slice(0, -1)) : nodes;
}

/** Words that join statements and add nothing to them. */
const connective =
  /^(且|并且|以及|和|与|或者说|即|其中|对|对于|对所有|当|若|如果|and|where|for|for all|if|when|with)[,，:：]?$/i;

function readLine(line: FormulaList, chains: Chain[], forAll: Quantifier[]): void {
  const separates = (item: Item): boolean =>
    isComma(item) || (item.type === 'text' && (connective.test(item.text.trim()) || item.text.trim() === ''));
  const parts = splitAt(line, separates).parts.filter((part) => part.length > 0);
  for (let place = 0; place < parts.length;) place = readPart(parts, place, chains, forAll);
}

/** Reads one part, or several where dots join them; returns the place of the next. */
function readPart(parts: readonly Items[], place: number, chains: Chain[], forAll: Quantifier[]): number {
  const part = parts[place]!;
  const dots = [place + 1, place + 2].find((at) => parts[at]?.length === 1 && parts[at][0]?.type === 'dots');
  if (dots !== undefined && !parts.slice(place + 1, dots + 2).some((each) => each.some(joins))) {
    const quantifier = readDottedRange(parts.slice(place, dots + 2), dots - place);
    if (quantifier !== undefined) {
      forAll.push(quantifier);
      return dots + 2;
    }
  }
  const [first, ...rest] = part;
  if (isSymbol(first, '\\forall')) {
    forAll.push(readQuantifier(rest));
    return place + 1;
  }
  if (first?.type === 'fence' && first.open === '(' && rest.length === 0 && first.body.some(isRelation)) {
    readLine(first.body, chains, forAll);
    return place + 1;
  }
  chains.push(readChain(part));
  return place + 1;
}

/** `i=1,\dots,n`; the comma has split it. */
function readDottedRange(parts: readonly Items[], dots: number): Quantifier | undefined {
  const [head, ...others] = parts;
  const { parts: sides, marks } = splitAt(head ?? [], (item) => relationOf(item) !== undefined);
  const [left, right] = sides;
  const variable = left === undefined ? undefined : variableOf(left);
  if (marks.length !== 1 || relationOf(marks[0]!) !== '=' || variable === undefined || right === undefined)
    return undefined;
  const range = readDotted([right, ...others], dots);
  return range.op === 'integers' ? { variable, from: range.from, to: range.to } : undefined;
}

function readQuantifier(items: Items): Quantifier {
  const { parts, marks } = splitAt(items, (item) => relationOf(item) !== undefined);
  const [left, right] = parts;
  const variable = left === undefined ? undefined : variableOf(left);
  if (variable === undefined || marks.length > 1) throw new Unsupported('∀ 后面要写一个变量，或者「变量 ∈ 集合」');
  if (right === undefined) return { variable };
  if (relationOf(marks[0]!) !== '\\in') throw new Unsupported('∀ 后面要写「变量 ∈ 集合」');
  return { variable, set: readSet(right) };
}

/** `a = b \le c`. @throws Unsupported where no relation stands. */
export function readChain(items: Items): Chain {
  const { parts, marks } = splitAt(items, (item) => relationOf(item) !== undefined);
  if (marks.length === 0) throw new Unsupported(`这一段没有关系符：${textOf(items)}`);
  const relations = marks.map((mark) => relationOf(mark)!);
  const operands = parts.map((part, place) => {
    const relation = relations[place - 1];
    return relation === '\\in' || relation === '\\notin' ? readSet(part) : readExpression(part);
  });
  return { operands, relations, text: textOf(items) };
}

/** The canonical text of a display. */
export function statementText(nodes: FormulaList): string {
  return canonical(nodes);
}
