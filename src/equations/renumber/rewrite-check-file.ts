import { createLocator } from '../locate.ts';
import { findMentions } from '../mentions.ts';
import { newNumber, type Renumbering } from './assign-numbers.ts';
import type { Edit, Refusal, Rewriting } from './edits.ts';
import { readPython, splitItems, type PythonText } from './python-text.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Rewrites the numbers in a check file: the first argument of `check.…(n, …)`, written there or in the list of the loop that
 * it comes from, and mentions in comments. Refuses where the number is computed.
 */
export function rewriteCheckFile(path: string, text: string, renumbering: Renumbering): Rewriting {
  if (!renumbering.changes) return { edits: [], refusals: [] };
  const locator = createLocator(text);
  const python = readPython(text);
  const edits = new Map<number, Edit>();
  const refusals = new Map<number, Refusal>();
  const refuse = ({ start, end }: Stretch, message: string): void => {
    refusals.set(start, { path, position: locator.between(start, end), message });
  };
  const rewrite = ({ start, end }: Stretch): void => {
    const number = Number(text.slice(start, end));
    const found = newNumber(renumbering, number);
    if (typeof found === 'string') refuse({ start, end }, found);
    else if (found !== number) edits.set(start, { path, start, end, text: String(found) });
  };
  for (const argument of firstArguments(python.code, text)) {
    const written = python.code.slice(argument.start, argument.end);
    const numbers = /^\d+$/.test(written) ? [argument] : numbersOf(python.code, written, argument.start);
    if (numbers === undefined)
      refuse(argument, `看不出 ${text.slice(argument.start, argument.end)} 是哪几条公式；请把编号直接写出来。`);
    else numbers.forEach(rewrite);
  }
  for (const edit of commentEdits(path, text, python, renumbering)) edits.set(edit.start, edit);
  return { edits: [...edits.values()], refusals: [...refusals.values()] };
}

/** The methods whose first argument names an equation; others (`check.at`, `check.normal`) make values. */
export const checkMethods = ['tex', 'eq', 'le', 'grad', 'mc', 'limit', 'order'] as const;

const call = new RegExp(String.raw`\bcheck\.(?:${checkMethods.join('|')})\(`, 'g');

/** First arguments that are not labels. */
function* firstArguments(code: string, text: string): Generator<Stretch> {
  for (const match of code.matchAll(call)) {
    const open = match.index + match[0].length;
    if (/^\s*(?:n\s*=\s*)?[rRuU]?["']/.test(text.slice(open))) continue;
    const [first] = splitItems(code, open).items;
    if (first === undefined) continue;
    const keyword = /^n\s*=\s*/.exec(code.slice(first.start, first.end))?.[0].length ?? 0;
    yield { start: first.start + keyword, end: first.end };
  }
}

/** The numbers that a name stands for at a place: those of the nearest loop over them, before the place or around it. */
function numbersOf(code: string, name: string, at: number): readonly Stretch[] | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const loops = [...code.matchAll(/\bfor\s+([\w\s,()]+?)\s+in\s+/g)].map((loop) => ({
    names: (loop[1] ?? '')
      .replace(/[()]/g, '')
      .split(',')
      .map((each) => each.trim()),
    start: loop.index,
    from: loop.index + loop[0].length,
  }));
  const binding = loops.filter(({ names }) => names.includes(name));
  const isRebound = new RegExp(String.raw`^[ \t]*(?:def\s+\w+\([^)]*\b${name}\b|${name}\s*[-+*/]?=[^=])`, 'gm');
  const loop =
    binding.findLast(({ start }) => start < at) ?? binding.find(({ start }) => !/\n/.test(code.slice(at, start)));
  if (loop === undefined) return undefined;
  const between = code.slice(Math.min(loop.from, at), Math.max(loop.from, at));
  if (isRebound.test(between)) return undefined;
  return numbersInLoop(code, loop.from, loop.names.length === 1 ? undefined : loop.names.indexOf(name));
}

/** `place`: which member of each tuple is the number; `undefined` where the items are the numbers. */
function numbersInLoop(code: string, from: number, place: number | undefined): readonly Stretch[] | undefined {
  if (!/[([]/.test(code[from] ?? '')) return undefined;
  const { items, end } = splitItems(code, from + 1);
  // `(1, 2) + others` is more than its list.
  if (!/^[)\]]\s*(?::|\)|\]|\}|if\b)/.test(code.slice(end))) return undefined;
  const numbers = place === undefined ? items : items.map((item) => splitItems(code, item.start + 1).items[place]);
  const isNumber = (each: Stretch | undefined): each is Stretch =>
    each !== undefined && /^\d+$/.test(code.slice(each.start, each.end));
  return items.length > 0 && numbers.every(isNumber) ? numbers : undefined;
}

function commentEdits(path: string, text: string, { comments }: PythonText, renumbering: Renumbering): Edit[] {
  return comments.flatMap(({ start, end }) => mentionEdits(path, text.slice(start, end), start, renumbering));
}

/** Edits for what a comment names; a number that is not clear stays, since no check and no page depends on it. */
export function mentionEdits(path: string, comment: string, offset: number, { moved }: Renumbering): Edit[] {
  return findMentions(comment).flatMap(({ target, start }) => {
    if (target.type !== 'number') return [];
    const found = moved.get(target.number);
    if (found === undefined || found === target.number) return [];
    const digits = String(target.number);
    const from = offset + comment.indexOf(digits, start);
    return [{ path, start: from, end: from + digits.length, text: String(found) }];
  });
}
