import type { Element, Properties } from 'hast';
import type { Display, Equation } from '../equations/types.ts';
import { equationAnchor, labelAnchor } from '../equations/build-index.ts';
import type { RenderContext } from './context.ts';
import { el } from './hast.ts';
import { rowOffsets } from './row-offsets.ts';
import { startOffset, type TreeNode } from './tree.ts';

/** The place of a formula. `.md`: KaTeX's HTML replaces it in the finished string; `.mdx`: rehype-katex does. */
export function formulaSlot(formula: number, display: boolean, context: RenderContext): Element {
  const className = ['language-math', display ? 'math-display' : 'math-inline'];
  return el('code', { className, dataFormula: String(formula) }, [context.tex(formula)]);
}

export function inlineFormula(node: TreeNode, context: RenderContext): TreeNode {
  const formula = context.formulas.get(startOffset(node));
  return formula === undefined ? node : formulaNode(node, formula, context);
}

export function formulaNode(node: TreeNode, formula: number, context: RenderContext): TreeNode {
  const { properties, children, tagName } = formulaSlot(formula, false, context);
  return { ...node, data: { ...node.data, hName: tagName, hProperties: properties, hChildren: children } };
}

/** A display with its number outside the box that scrolls. */
export function equationBlock(node: TreeNode, context: RenderContext): TreeNode {
  const formula = context.formulas.get(startOffset(node));
  const display = formula === undefined ? undefined : context.displays.get(formula);
  if (formula === undefined || display === undefined) return node;
  const rows = numberedRows(display, context);
  const first = rows[0]?.number;
  const label =
    rows.length === 0
      ? context.t('equation.plain')
      : context.t('equation.name', {
          n: rows.map(({ number }) => `(${String(number)})`).join(context.t('list.comma')),
        });
  const body = el('div', { className: ['eq__body'], tabIndex: 0, role: 'group', ariaLabel: label }, [
    formulaSlot(formula, true, context),
  ]);
  const properties: Properties =
    first === undefined ? { className: ['eq', 'eq--plain'] } : { className: ['eq'], id: equationAnchor(first) };
  const children = [...aliases(rows), body, ...(first === undefined ? [] : [side(display, rows, context)])];
  return {
    type: 'equation',
    position: node.position,
    data: { hName: 'div', hProperties: properties, hChildren: children },
    children: [],
  };
}

type NumberedRow = Equation & { readonly number: number };

function numberedRows(display: Display, context: RenderContext): NumberedRow[] {
  return (
    display.equations
      .map((place) => context.derivation.equations[place])
      .filter((equation): equation is NumberedRow => equation?.number !== undefined)
      // A second equation of the same number has no anchor of its own; the check has reported it.
      .filter((equation) => context.equationsByNumber.get(equation.number) === equation)
  );
}

/** Names, and the numbers of the rows after the first: all of them lead to the block. */
function aliases(rows: readonly NumberedRow[]): Element[] {
  const ids = rows.flatMap(({ number, label }, place) => [
    ...(place === 0 ? [] : [equationAnchor(number)]),
    ...(label === undefined ? [] : [labelAnchor(label)]),
  ]);
  return ids.map((id) => el('span', { id, className: ['eq__alias'] }));
}

function side(display: Display, rows: readonly NumberedRow[], context: RenderContext): Element {
  const [first] = rows;
  const offsets =
    display.form === 'align' || display.form === 'gather' ? rowOffsets(context.formulaHtml(display.formula)) : [];
  if (first === undefined || offsets.length < 2)
    return el(
      'div',
      { className: ['eq__side'] },
      rows.map((row) => numberLink(row, context)),
    );
  return el(
    'div',
    { className: ['eq__side', 'eq__side--rows'] },
    rows.map((row) =>
      el('span', { className: ['eq__row'], style: `top:${String(offsets[row.row] ?? 0)}em` }, [
        numberLink(row, context),
      ]),
    ),
  );
}

function numberLink({ number }: NumberedRow, { t }: RenderContext): Element {
  const printed = `(${String(number)})`;
  return el(
    'a',
    { className: ['eq__no'], href: `#${equationAnchor(number)}`, ariaLabel: t('equation.permalink', { n: printed }) },
    [printed],
  );
}
