import type { Element, ElementContent, Root, RootContent } from 'hast';
import { isSymbolHead } from '../equations/symbol-table.ts';
import type { Translate } from '../i18n/translate.ts';
import { childrenNamed, el, hasClass, isElement } from './hast.ts';
import { textWidth, visibleLength } from './math-width.ts';

type Parent = Root | Element;

/** Gives every table its kind, its caption and, where it may be wider than a phone, a box that scrolls. */
export function structureTables(parent: Parent, t: Translate): void {
  const children = parent.children as ElementContent[];
  for (let place = 0; place < children.length; place += 1) {
    const child = children[place];
    // Components of MDX have children, too.
    if (child === undefined || !('children' in child)) continue;
    if (!isElement(child, 'table')) {
      structureTables(child as Element, t);
      continue;
    }
    const captionAt = captionBefore(children, place);
    const caption = captionAt === undefined ? undefined : (children[captionAt] as Element);
    const replaced = captionAt ?? place;
    children.splice(replaced, place - replaced + 1, tableBox(child, caption, t));
    place = replaced;
  }
}

/** 表 1　符号 — a paragraph right above a table that begins so. */
function captionBefore(siblings: readonly (ElementContent | RootContent)[], table: number): number | undefined {
  let place = table - 1;
  while (siblings[place]?.type === 'text' && cellText(siblings[place]).trim() === '') place -= 1;
  const before = siblings[place];
  return isElement(before, 'p') && /^(?:表|Table)\s*\d+(?![\d.])/.test(cellText(before)) ? place : undefined;
}

function tableBox(table: Element, caption: Element | undefined, t: Translate): Element {
  const rows = ['thead', 'tbody', 'tfoot']
    .flatMap((part) => childrenNamed(table, part))
    .concat(table)
    .flatMap((part) => childrenNamed(part, 'tr'));
  const cells = rows.map((row) =>
    row.children.filter((cell): cell is Element => isElement(cell, 'th') || isElement(cell, 'td')),
  );
  for (const cell of cells.flat()) setAlignment(cell);
  for (const cell of cells[0] ?? []) if (cell.tagName === 'th') cell.properties.scope ??= 'col';
  table.properties = { ...table.properties, className: ['tbl', ...kindOf(cells)] };
  if (caption !== undefined) table.children = [el('caption', {}, markNumber(caption.children)), ...table.children];
  const label =
    caption === undefined
      ? t('table.name', { columns: (cells[0] ?? []).map(cellText).join(t('list.comma')) })
      : cellText(caption);
  const scrolls = mayOverflow(cells) ? { tabIndex: 0, role: 'group', ariaLabel: label.trim() } : {};
  return el('div', { className: ['tbl-box'], ...scrolls }, [table]);
}

function setAlignment(cell: Element): void {
  const { align, ...properties } = cell.properties;
  if (typeof align === 'string')
    cell.properties = { ...properties, ...(align === 'left' ? {} : { style: `text-align:${align}` }) };
}

/** 表 1 in bold, unless the author did it. */
function markNumber(children: readonly ElementContent[]): ElementContent[] {
  const [first, ...rest] = children;
  const match = first?.type === 'text' ? /^((?:表|Table)\s*\d+)[\s:：.．、]*(.*)$/s.exec(first.value) : null;
  if (match === null) return [...children];
  return [el('b', {}, [match[1] ?? '']), { type: 'text', value: `　${match[2] ?? ''}` }, ...rest];
}

/** Figures, bounds, multiples; a dash for nothing. */
const numeric =
  /^[-+−±~≈≤≥<>]?\s*\d[\d.,\s]*(?:[eE][-+−]?\d+)?\s*(?:(?:×|\\times)\s*10\^?\{?[-+−]?\d+\}?)?\s*[%‰×倍]?$|^[-–—∞]$|^(?:nan|[-+]?inf)$/i;

function kindOf(cells: readonly (readonly Element[])[]): string[] {
  const [head = [], ...body] = cells;
  const names = head.map((cell) => cellText(cell).trim());
  if (isSymbolHead(names[0] ?? '')) return ['tbl--symbols'];
  if (
    names.some((name) => /^(?:建议|取法|做法|推荐|advice$|recommendation$)/i.test(name)) ||
    /^(?:依据|reason$)/i.test(names.at(-1) ?? '')
  )
    return ['tbl--practice'];
  const figures = body.flatMap((row) => row.slice(1)).map((cell) => cellText(cell).trim());
  return figures.length > 0 && figures.every((figure) => figure === '' || numeric.test(figure)) ? ['tbl--num'] : [];
}

/** Width in characters that fits beside each other on a phone of 320 px. */
const phoneWidth = 15;

function mayOverflow(cells: readonly (readonly Element[])[]): boolean {
  const columns = Math.max(0, ...cells.map((row) => row.length));
  let least = 0;
  for (let column = 0; column < columns; column += 1) {
    least += Math.max(0, ...cells.map((row) => unbreakableWidth(row[column]))) + 1.25;
  }
  return least > phoneWidth;
}

/** Width of the longest part that cannot be broken: a formula, a word. */
function unbreakableWidth(node: ElementContent | undefined): number {
  if (node?.type === 'text') return Math.max(0, ...node.value.split(/[\s\u3400-\u9fff，。、；：（）]+/).map(textWidth));
  if (node?.type !== 'element') return 0;
  if (hasClass(node, 'math-inline')) return visibleLength(cellText(node)) * 0.6;
  return Math.max(0, ...node.children.map(unbreakableWidth));
}

function cellText(node: ElementContent | RootContent | undefined): string {
  if (node?.type === 'text') return node.value;
  return node?.type === 'element' ? node.children.map(cellText).join('') : '';
}
