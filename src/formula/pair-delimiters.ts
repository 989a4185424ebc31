import type { RawNode } from './normalise.ts';
import { closing, isBar, openers, prefixes } from './symbols.ts';
import type { FormulaList, FormulaNode } from './tree.ts';

type Delimiter = Extract<RawNode, { raw: 'delimiter' }>;

/**
 * Pairs brackets first, then the bars between them. A bracket may be closed by another kind, as in `[0,1)`. What stays
 * without partner becomes `unknown`: nothing is guessed, and nothing is lost for search.
 */
export function pairDelimiters(raw: readonly RawNode[]): FormulaList {
  const stack: { open: Delimiter | undefined; items: RawNode[] }[] = [{ open: undefined, items: [] }];
  for (const item of raw) {
    const level = stack.at(-1)!;
    if (item.raw !== 'delimiter' || (isBar(item.text) && item.side === undefined)) level.items.push(item);
    else if (opens(item)) stack.push({ open: item, items: [] });
    else if (level.open === undefined) level.items.push({ raw: 'node', node: lonely(item) });
    else {
      stack.pop();
      stack.at(-1)!.items.push({ raw: 'node', node: fence(level.open, item, pairBars(level.items, true)) });
    }
  }
  // An opening bracket that nothing closes: its content belongs to the level around it.
  while (stack.length > 1) {
    const { open, items } = stack.pop()!;
    stack.at(-1)!.items.push({ raw: 'node', node: lonely(open!) }, ...items);
  }
  return pairBars(stack[0]!.items, false);
}

function opens({ text, side }: Delimiter): boolean {
  if (isBar(text)) return side === 'open';
  if (openers.has(text)) return true;
  return side === 'open' && !closing.has(text);
}

function lonely(item: Delimiter): FormulaNode {
  return withScripts({ type: 'unknown', text: item.text }, item);
}

function fence(open: Delimiter, close: Delimiter, body: FormulaList): FormulaNode {
  return withScripts({ type: 'fence', open: open.text, close: close.text, body }, close);
}

function withScripts(node: FormulaNode, { sub, sup, primes }: Delimiter): FormulaNode {
  if (sub === undefined && sup === undefined && primes === undefined) return node;
  return {
    type: 'scripts',
    base: node,
    ...(sub === undefined ? {} : { sub }),
    ...(sup === undefined ? {} : { sup }),
    ...(primes === undefined ? {} : { primes }),
  };
}

/**
 * Decides for each bar whether it opens, closes or separates. Behind nothing, an operator or a relation it opens; behind
 * an operand it closes the innermost open one. Behind an operand with none open it is undecided: inside brackets one
 * such bar separates (`p(x|y)`), two of them enclose (`(2|x|)`), as they do outside; other numbers have no reading.
 */
function pairBars(items: readonly RawNode[], bracketed: boolean): FormulaList {
  const kept = undecidedBars(items);
  const separators = new Set<number>();
  const pairs = new Set<number>();
  for (const text of ['|', '\\|'] as const) {
    const places = kept.filter((place) => (items[place] as Delimiter).text === text);
    if (places.length === 1 || (bracketed && places.length > 2)) places.forEach((place) => separators.add(place));
    else if (places.length % 2 === 0) places.forEach((place) => pairs.add(place));
  }
  const stack: { open: Delimiter | undefined; nodes: FormulaNode[] }[] = [{ open: undefined, nodes: [] }];
  items.forEach((item, place) => {
    const level = stack.at(-1)!;
    if (item.raw === 'node') level.nodes.push(item.node);
    else if (separators.has(place)) level.nodes.push(withScripts(separator(item), item));
    else if (level.open?.text === item.text && closes(level.nodes)) {
      stack.pop();
      stack.at(-1)!.nodes.push(fence(level.open, item, level.nodes));
    } else if (pairs.has(place) || !closes(level.nodes)) stack.push({ open: item, nodes: [] });
    else level.nodes.push(lonely(item));
  });
  while (stack.length > 1) {
    const { open, nodes } = stack.pop()!;
    stack.at(-1)!.nodes.push(lonely(open!), ...nodes);
  }
  return stack[0]!.nodes;
}

function separator({ text }: Delimiter): FormulaNode {
  return { type: 'separator', text: text === '|' ? '|' : '\\|' };
}

/** Places of bars behind an operand while no bar of their kind is open. */
function undecidedBars(items: readonly RawNode[]): number[] {
  const open: string[] = [];
  const undecided: number[] = [];
  let operandBefore = false;
  items.forEach((item, place) => {
    if (item.raw === 'node') {
      operandBefore = isOperand(item.node);
    } else if (!operandBefore) open.push(item.text);
    else if (open.at(-1) === item.text) open.pop();
    else {
      undecided.push(place);
      operandBefore = false;
    }
  });
  return undecided;
}

function closes(nodes: readonly FormulaNode[]): boolean {
  const last = nodes.at(-1);
  return last !== undefined && isOperand(last);
}

/** Whether something complete ends here, so that a bar behind it cannot open. */
function isOperand(node: FormulaNode): boolean {
  switch (node.type) {
    case 'operator':
    case 'relation':
    case 'punctuation':
    case 'separator':
    case 'function':
    case 'big':
    case 'unknown':
      return false;
    case 'symbol':
      return !prefixes.has(node.text);
    case 'scripts':
      return isOperand(node.base);
    case 'annotated':
      return node.body.some((each) => each.type !== 'relation' && each.type !== 'operator');
    default:
      return true;
  }
}
