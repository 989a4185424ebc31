import { walkFormula, type FormulaNode } from '../../formula/tree.ts';
import type { ReadTex } from './read-tex.ts';
import { leavesOf, scanTex, type TexGroup, type TexItem } from './scan-tex.ts';
import type { Shape } from './shape.ts';

/**
 * The TeX with what was matched inside `\htmlClass{is-match}{…}`. The tree does not say where in the text a leaf stands; its
 * name does, and how many of that name stand before it. Where the two do not agree nothing of that name is marked.
 * @param read the formula as it was compared, from `explain`
 */
export function markTex(
  tex: string,
  read: ReadTex,
  matched: readonly Shape[],
  macros: Readonly<Record<string, string>>,
): string {
  const nodes = new Set(matched.flatMap(({ from }) => from ?? []));
  if (nodes.size === 0) return tex;
  const items = scanTex(tex, macros);
  const marks = marksByName(read, nodes);
  const total = countNames(leavesOf(items));
  const seen = new Map<string, number>();
  const isMarked = (name: string): boolean => {
    const place = seen.get(name) ?? 0;
    seen.set(name, place + 1);
    const own = marks.get(name);
    return own !== undefined && own.length === total.get(name) && own[place] === true;
  };
  return write(
    tex,
    items.map((item) => judge(item, isMarked)),
    0,
    tex.length,
  );
}

/** Name of a leaf → for each leaf of that name, in the order of the tree, whether it was matched. */
function marksByName({ nodes }: ReadTex, matched: ReadonlySet<FormulaNode>): Map<string, boolean[]> {
  const marks = new Map<string, boolean[]>();
  for (const node of walkFormula(nodes)) {
    const name = leafName(node);
    if (name === undefined) continue;
    const own = marks.get(name) ?? [];
    own.push(matched.has(node));
    marks.set(name, own);
  }
  return marks;
}

function leafName(node: FormulaNode): string | undefined {
  switch (node.type) {
    case 'symbol':
    case 'number':
    case 'operator':
    case 'relation':
    case 'punctuation':
    case 'big':
    case 'text':
      return node.text;
    case 'dots':
      return '\\dots';
    case 'function':
      return node.name;
    default:
      return undefined;
  }
}

function countNames(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What stands between or before things that were compared; it has no leaf of its own there. */
const joining: ReadonlySet<string> = new Set([
  '+',
  '-',
  '\\pm',
  '\\mp',
  '/',
  '*',
  '\\cdot',
  '\\times',
  ',',
  ';',
  '\\partial',
  '\\prime',
]);

interface Judged {
  readonly item: TexItem;
  /** `all` and `none` of its leaves, `some` of them; `empty` where it has none. */
  readonly state: 'all' | 'some' | 'none' | 'empty';
  readonly groups: readonly (readonly Judged[])[];
}

function judge(item: TexItem, isMarked: (name: string) => boolean): Judged {
  const own = item.leaves.filter((name) => !joining.has(name)).map(isMarked);
  const groups = item.groups.map((group) => group.items.map((each) => judge(each, isMarked)));
  const states = [...own.map((each) => (each ? 'all' : 'none')), ...groups.flat().map(({ state }) => state)];
  const counted = states.filter((state) => state !== 'empty');
  const state =
    counted.length === 0
      ? 'empty'
      : counted.every((each) => each === 'all')
        ? 'all'
        : counted.every((each) => each === 'none')
          ? 'none'
          : 'some';
  return { item, state, groups };
}

/** The text from `start` to `end`, runs of matched items wrapped. */
function write(tex: string, judged: readonly Judged[], start: number, end: number): string {
  let out = '';
  let at = start;
  for (let place = 0; place < judged.length;) {
    const { item, state } = judged[place]!;
    if (state === 'some') {
      out += tex.slice(at, item.start) + writeInside(tex, judged[place]!);
      at = item.end;
      place += 1;
    } else if (state === 'all') {
      let last = place;
      for (let next = place + 1; next < judged.length && /^(?:all|empty)$/.test(judged[next]!.state); next += 1) {
        if (judged[next]!.state === 'all') last = next;
      }
      const to = judged[last]!.item.end;
      const from = opensBar(tex, judged, place, last) ? judged[place - 1]!.item.start : item.start;
      out += `${tex.slice(at, from)}\\htmlClass{is-match}{${tex.slice(from, to)}}`;
      at = to;
      place = last + 1;
    } else place += 1;
  }
  return out + tex.slice(at, end);
}

/** A run that closes a bar takes the bar along that opens right before it. */
function opensBar(tex: string, judged: readonly Judged[], first: number, last: number): boolean {
  const isBar = ({ item }: Judged): boolean => /^(?:\||\\\||\\[lr]?[vV]ert)/.test(tex.slice(item.start, item.end));
  const before = judged[first - 1];
  const inside = judged.slice(first, last + 1).filter(isBar).length;
  return before?.state === 'empty' && isBar(before) && inside % 2 === 1;
}

function writeInside(tex: string, { item, groups }: Judged): string {
  let out = '';
  let at = item.start;
  item.groups.forEach((group, place) => {
    const inner = groups[place] ?? [];
    const [first, last] = [group.items[0], group.items.at(-1)];
    if (first === undefined || last === undefined) return;
    // A sign with limits keeps them only while it stands bare.
    const isBase = place === 0 && item.limits === true && first.start === item.start;
    if (isBase || !inner.some(({ state }) => state === 'all' || state === 'some')) return;
    out += tex.slice(at, first.start) + braces(group, write(tex, inner, first.start, last.end));
    at = last.end;
  });
  return out + tex.slice(at, item.end);
}

function braces({ braced }: TexGroup, text: string): string {
  return braced ? text : `{${text}}`;
}
