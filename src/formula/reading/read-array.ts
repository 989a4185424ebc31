import type { Branch, Expression } from '../expression.ts';
import type { FormulaList, FormulaNodeOf } from '../tree.ts';
import { isComma, splitAt, Unsupported } from './items.ts';
import { readExpression } from './read-expression.ts';
import { readChain } from './read-statements.ts';

/** Cells may hold numbers or, in a block matrix, matrices. */
export function readMatrix(node: FormulaNodeOf<'array'>): Expression {
  const width = Math.max(...node.rows.map((row) => row.length));
  const rows = node.rows.map((row) => {
    if (row.length !== width) throw new Unsupported('矩阵各行的列数不同');
    return row.map((cell) => readExpression(cell));
  });
  return { op: 'matrix', rows };
}

/** `(a)` groups, `(a,b)` is a vector. */
export function readTuple(node: FormulaNodeOf<'fence'>): Expression {
  const { parts, marks } = splitAt(node.body, isComma);
  if (marks.length === 0) return { op: 'parentheses', body: readExpression(node.body) };
  if (node.open === '\\{') throw new Unsupported('集合不能当作数来算');
  if (marks.some((mark) => mark.type !== 'punctuation' || mark.text !== ',')) {
    throw new Unsupported('括号里的分号没有约定含义');
  }
  return { op: 'tuple', items: parts.map((part) => readExpression(part)) };
}

const otherwise = /^(否则|其他|其它|其余|其他情形|其余情形|otherwise|else)[。.]?$/i;
/** Words before a condition that add nothing to it. */
const leading = /^(若|当|如果|if|when|for)$/i;

export function readCases(node: FormulaNodeOf<'array'>): Expression {
  return { op: 'cases', branches: node.rows.map(readBranch) };
}

function readBranch(row: readonly FormulaList[]): Branch {
  const [value, condition, ...more] = row;
  if (value === undefined || condition === undefined || more.length > 0) {
    throw new Unsupported('分段函数的每一行要有两格：值，条件');
  }
  return { value: readExpression(withoutTrailing(value)), conditions: readConditions(withoutTrailing(condition)) };
}

function withoutTrailing(list: FormulaList): FormulaList {
  const last = list.at(-1);
  const trailing = last?.type === 'punctuation' || (last?.type === 'symbol' && last.text === '.');
  return trailing ? list.slice(0, -1) : list;
}

function readConditions(list: FormulaList): Branch['conditions'] {
  const [first, ...rest] = list;
  if (first?.type === 'text') {
    if (rest.length === 0 && otherwise.test(first.text.trim())) return [];
    if (leading.test(first.text.trim())) return readConditions(rest);
  }
  if (first === undefined) throw new Unsupported('分段函数缺条件');
  return splitAt(list, isComma).parts.map((part) => readChain(part));
}
