import { createLocator, locateTex } from '../locate.ts';
import { readDisplay, type TexRow } from '../tex.ts';
import type { Derivation, Formula, ParseProblem, Position } from '../types.ts';
import type { Edit, Refusal } from './edits.ts';

/** What becomes of the numbers of one post. */
export interface Renumbering {
  readonly slug: string;
  /** Old number → new one, for each number that exactly one equation carried. */
  readonly moved: ReadonlyMap<number, number>;
  /** Numbers that several equations carried: a reference to one of them does not say which. */
  readonly unclear: ReadonlyMap<number, readonly Position[]>;
  /** Whether any number changes its equation. */
  readonly changes: boolean;
  readonly edits: readonly Edit[];
  readonly refusals: readonly Refusal[];
}

/** By slug. */
export type Renumberings = ReadonlyMap<string, Renumbering>;

/** The new number, or why there is none. */
export function newNumber({ moved, unclear }: Renumbering, number: number): number | string {
  const lines = unclear.get(number)?.map(({ start }) => String(start.line));
  if (lines !== undefined)
    return `编号 (${String(number)}) 有几条公式（第 ${lines.join('、')} 行），看不出这里指哪一条。`;
  return moved.get(number) ?? `已经没有编号为 (${String(number)}) 的公式，看不出这里改成多少。`;
}

/** Behind one of these a tag may be hidden, or may not be where it seems to be. */
const uncertain: ReadonlySet<ParseProblem['kind']> = new Set([
  'unclosed-display',
  'one-line-display',
  'text-on-fence',
  'unclosed-environment',
  'text-behind-environment',
  'tag-in-inline',
  'nested-display',
  'other-environment',
]);

/**
 * Numbers the equations of a post 1…n in the order of the text. Rows without a tag get one, unless they opt out by `\notag`
 * or the post is declared unnumbered; a tag that is no number (`\tag{new}`) marks an equation that was put in.
 */
export function assignNumbers(derivation: Derivation, source: string): Renumbering {
  const refusals = refusalsOf(derivation);
  const edits: Edit[] = [];
  const carriers = new Map<number, { number: number; position: Position }[]>();
  let number = 0;
  if (refusals.length === 0) {
    for (const { tag, edit, position } of numberedRows(derivation, source)) {
      number += 1;
      if (tag !== undefined && /^[1-9]\d*$/.test(tag)) {
        const old = Number(tag);
        carriers.set(old, [...(carriers.get(old) ?? []), { number, position }]);
      }
      if (tag !== String(number)) edits.push({ path: derivation.path, ...edit(number) });
    }
  }
  const moved = new Map<number, number>();
  const unclear = new Map<number, Position[]>();
  for (const [old, found] of carriers) {
    const [first, second] = found;
    if (second !== undefined)
      unclear.set(
        old,
        found.map(({ position }) => position),
      );
    else if (first !== undefined) moved.set(old, first.number);
  }
  return { slug: derivation.name.slug, moved, unclear, changes: edits.length > 0, edits, refusals };
}

function refusalsOf({ path, problems, displays }: Derivation): Refusal[] {
  const broken = problems.filter(({ kind }) => uncertain.has(kind));
  const misplaced = displays.flatMap(({ misplacedTags }) => misplacedTags);
  return [
    ...broken.map(({ position }) => ({
      path,
      position,
      message: '公式的写法有错，看不出编号在哪里；请先改好再重新编号。',
    })),
    ...misplaced.map(({ position }) => ({ path, position, message: '这个编号的位置不对；请先改好再重新编号。' })),
  ];
}

interface NumberedRow {
  /** What stands in the braces, trimmed; `undefined` for a row that gets a tag. */
  readonly tag: string | undefined;
  readonly position: Position;
  readonly edit: (number: number) => Omit<Edit, 'path'>;
}

function* numberedRows(derivation: Derivation, source: string): Generator<NumberedRow> {
  const { displays, formulas, frontMatter } = derivation;
  const isUnnumbered = (frontMatter.data as { unnumbered?: unknown } | undefined)?.unnumbered === true;
  const locator = createLocator(source);
  for (const display of displays) {
    const formula = formulas[display.formula];
    if (formula === undefined) continue;
    const at = locateTex(locator, formula);
    for (const row of readDisplay(formula.tex).rows) {
      const [tag] = row.tags;
      if (tag !== undefined) {
        const position = { start: at(tag.start), end: at(tag.end) };
        const open = source.indexOf('{', position.start.offset) + 1;
        const edit = (number: number) => ({ start: open, end: position.end.offset - 1, text: String(number) });
        yield { tag: tag.text.trim(), position, edit };
      } else if (!row.optedOut && !isUnnumbered) {
        yield { tag: undefined, position: display.position, edit: (number) => newTag(formula, row, number, at) };
      }
    }
  }
}

/** A tag at the end of its row; at the start where a comment would swallow it. */
function newTag(
  { tex }: Formula,
  row: TexRow,
  number: number,
  at: (offset: number) => { readonly offset: number },
): Omit<Edit, 'path'> {
  const lastLine = row.tex.slice(row.tex.lastIndexOf('\n') + 1);
  const tag = `\\tag{${String(number)}}`;
  const [first] = row.places;
  const last = row.places.at(-1);
  if (first === undefined || last === undefined) {
    const { offset } = at(row.start);
    return { start: offset, end: offset, text: ` ${tag}` };
  }
  if (/(?<!\\)%/.test(lastLine)) return { start: at(first).offset, end: at(first).offset, text: `${tag} ` };
  const end = at(last).offset + (tex[last] === undefined ? 0 : 1);
  return { start: end, end, text: ` ${tag}` };
}
