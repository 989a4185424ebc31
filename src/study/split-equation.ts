import { readDisplay } from '../equations/tex.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import type { FormulaList } from '../formula/tree.ts';
import { scanTex, type TexItem } from '../search/formula/scan-tex.ts';

type Macros = Readonly<Record<string, string>>;

/** An equation cut where a reader can be asked how it goes on. All pieces are TeX. */
export interface SplitEquation {
  /** What stands before the first relation. */
  readonly left: string;
  /** One for each relation, which it begins with; at least one. */
  readonly steps: readonly string[];
  /** A condition behind the chain, with the comma or space that it begins with; `''` where there is none. */
  readonly condition: string;
}

/** `A \Rightarrow b = c`: what these connect is cut first. */
const arrows: ReadonlySet<string> = new Set(['\\Rightarrow', '\\Leftarrow', '\\Leftrightarrow']);

/**
 * Cuts an equation at the relations between its sides: `a = b = c` into `a`, `= b`, `= c`. Rows of `aligned` that go on with a
 * relation are steps as well. The tree of the formula says which relations stand at the top, a scan of the TeX where; where
 * the two disagree, or the left side is missing or only a number, nothing is cut.
 * @param tex of an equation, without tag and label
 */
export function splitEquation(tex: string, macros: Macros): SplitEquation | undefined {
  const rows = rowsOf(tex);
  if (rows === undefined) return splitRow(withoutAlignment(tex), macros);
  const [first, ...rest] = rows;
  let split = first === undefined ? undefined : splitRow(withoutAlignment(first), macros);
  for (const row of rest) {
    if (split === undefined) return undefined;
    split = append(split, row, macros);
  }
  return split;
}

/** A row that continues the chain: with a relation, or with more of the last side. */
function append(split: SplitEquation, row: string, macros: Macros): SplitEquation | undefined {
  // Behind a condition a chain does not go on; a row with a left side of its own is another equation.
  if (split.condition.replace(/[\s,;]|\\q?quad/g, '') !== '') return undefined;
  const items = scanTex(row, {});
  const alignment = items.find((item) => isAlignment(row, item));
  if (alignment !== undefined && items[0] !== alignment) return undefined;
  const text = withoutAlignment(row);
  const continued = splitRow(`x ${text}`, macros);
  if (continued?.left.trim() === 'x')
    return { ...continued, left: split.left, steps: [...split.steps, ...continued.steps] };
  if (alignment === undefined || continued !== undefined) return undefined;
  return { ...split, steps: [...split.steps.slice(0, -1), `${split.steps.at(-1) ?? ''} ${text}`] };
}

function splitRow(tex: string, macros: Macros): SplitEquation | undefined {
  const parsed = parseFormula(tex, { macros });
  if (!parsed.ok) return undefined;
  const names = relationsOf(parsed.nodes);
  if (names === undefined || names.length === 0) return undefined;
  const items = scanTex(tex, macros);
  const known = new Set(names);
  const found = items.filter(({ leaves, groups }) => groups.length === 0 && known.has(leaves[0] ?? ''));
  if (found.length !== names.length || found.some(({ leaves }, place) => leaves[0] !== names[place])) return undefined;
  const end = conditionStart(tex, items, found[0]?.end ?? 0) ?? tex.length;
  const before = found.filter(({ start }) => start < end);
  const hasArrows = before.some(({ leaves }) => arrows.has(leaves[0] ?? ''));
  const cuts = hasArrows ? before.filter(({ leaves }) => arrows.has(leaves[0] ?? '')) : before;
  const starts = cuts.map(({ start }) => start);
  const left = tex.slice(0, starts[0]).trim();
  if (left === '' || /^[-\d.\s]*$/.test(left)) return undefined;
  const steps = starts.map((start, place) => tex.slice(start, starts[place + 1] ?? end).trim());
  // A relation without anything behind it was part of something that the scan does not know.
  if (cuts.some(({ end: behind }, place) => tex.slice(behind, starts[place + 1] ?? end).trim() === ''))
    return undefined;
  return { left, steps, condition: tex.slice(end).trim() };
}

/** Names of the relations at the top, in order; `undefined` where one carries a remark, which the scan does not see. */
function relationsOf(nodes: FormulaList): readonly string[] | undefined {
  const isRemarked = nodes.some(
    (node) =>
      (node.type === 'annotated' && node.body.some(({ type }) => type === 'relation')) ||
      (node.type === 'scripts' && node.base.type === 'relation') ||
      (node.type === 'group' && node.body.some(({ type }) => type === 'relation')),
  );
  if (isRemarked) return undefined;
  return nodes.flatMap((node) => (node.type === 'relation' ? [node.text] : []));
}

/** Where a comma, a wide space or words at the top begin a condition; a comma at the very end begins none. */
function conditionStart(tex: string, items: readonly TexItem[], from: number): number | undefined {
  const found = items.find(
    ({ start, end }) => start >= from && /^(?:[,;]|\\q?quad|\\text(?:rm)?\s*\{[^]*\})$/.test(tex.slice(start, end)),
  );
  if (found === undefined || tex.slice(found.start).replace(/[\s,;.]/g, '') === '') return undefined;
  return found.start;
}

/** Rows of a display that is one `aligned`, `split` or `align`; `undefined` for anything else. */
function rowsOf(tex: string): readonly string[] | undefined {
  const match = /^\s*\\begin\{(aligned|split|align\*?)\}(?:\[[a-z]\])?([^]*)\\end\{\1\}\s*[.,;]?\s*$/.exec(tex);
  if (match === null) return undefined;
  return readDisplay(`\\begin{align}${match[2] ?? ''}\\end{align}`).rows.map((row) => row.tex);
}

function withoutAlignment(tex: string): string {
  if (!tex.includes('&')) return tex;
  const places = scanTex(tex, {}).filter((item) => isAlignment(tex, item));
  return places.reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, tex).trim();
}

function isAlignment(tex: string, { start, end }: TexItem): boolean {
  return tex.slice(start, end) === '&';
}
