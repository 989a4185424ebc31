import type { Arrow } from './acyclic.ts';
import { layersOf } from './layers.ts';

/** A post to be placed. */
export interface LayoutNode {
  readonly slug: string;
  /** Number of its lane; lanes are drawn in this order. */
  readonly topic: number;
}

export interface Place {
  /** Layer, from 0 at the left. */
  readonly column: number;
  /** From 0 at the top, through all lanes. */
  readonly row: number;
}

export interface Layout<E extends Arrow> {
  readonly columns: number;
  readonly rows: number;
  /** Topics that have posts, from top to bottom. */
  readonly lanes: readonly { readonly topic: number; readonly row: number; readonly rows: number }[];
  readonly places: ReadonlyMap<string, Place>;
  readonly lines: readonly { readonly edge: E; /** Of an SVG path. */ readonly d: string }[];
  /** In units of `cell`. */
  readonly width: number;
  readonly height: number;
}

/** Of a node and the room around it, in px at the usual size of text; the style sheet has the same numbers in rem. */
export const cell = { width: 160, height: 48, gapX: 48, gapY: 12 } as const;

/**
 * Places posts by layer (left to right) and topic (top to bottom), and draws the lines between them. What is read first
 * stands to the left of what builds on it; a line that passes other layers never runs behind a post.
 * @param nodes in the order in which equals are to stand
 * @param edges without a cycle, between these nodes
 */
export function layOut<E extends Arrow>(nodes: readonly LayoutNode[], edges: readonly E[]): Layout<E> {
  const layers = layersOf(
    nodes.map(({ slug }) => slug),
    edges,
  );
  const columns = Math.max(-1, ...layers.values()) + 1;
  const { places, lanes, rows } = placeNodes(nodes, edges, layers);
  const taken = new Set([...places.values()].map(({ column, row }) => `${String(column)} ${String(row)}`));
  const lines = edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, d: lineOf(from, to, taken) }];
  });
  return {
    columns,
    rows,
    lanes,
    places,
    lines,
    width: Math.max(0, columns * (cell.width + cell.gapX) - cell.gapX),
    height: rows * (cell.height + cell.gapY),
  };
}

function placeNodes(nodes: readonly LayoutNode[], edges: readonly Arrow[], layers: ReadonlyMap<string, number>) {
  const lanes: { topic: number; row: number; rows: number }[] = [];
  const places = new Map<string, Place>();
  const before = new Map<string, string[]>();
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
  let row = 0;
  for (const topic of [...new Set(nodes.map((node) => node.topic))].sort((a, b) => a - b)) {
    const columns = new Map<number, string[]>();
    for (const { slug } of nodes.filter((node) => node.topic === topic)) {
      const column = layers.get(slug) ?? 0;
      columns.set(column, [...(columns.get(column) ?? []), slug]);
    }
    const rows = Math.max(...[...columns.values()].map(({ length }) => length));
    for (const [column, slugs] of [...columns].sort(([a], [b]) => a - b)) {
      const wish = (slug: string): number => {
        const placed = (before.get(slug) ?? []).flatMap((each) => places.get(each)?.row ?? []);
        return placed.length === 0 ? row : placed.reduce((sum, each) => sum + each, 0) / placed.length;
      };
      const wishes = slugs.map((slug) => ({ slug, wish: wish(slug) })).sort((a, b) => a.wish - b.wish);
      let free = row;
      for (const [at, { slug, wish: wanted }] of wishes.entries()) {
        const last = row + rows - (wishes.length - at);
        const chosen = Math.max(free, Math.min(Math.round(wanted), last));
        places.set(slug, { column, row: chosen });
        free = chosen + 1;
      }
    }
    lanes.push({ topic, row, rows });
    row += rows;
  }
  return { places, lanes, rows: row };
}

const middleOf = (row: number): number => row * (cell.height + cell.gapY) + cell.gapY / 2 + cell.height / 2;
const leftOf = (column: number): number => column * (cell.width + cell.gapX);

function lineOf(from: Place, to: Place, taken: ReadonlySet<string>): string {
  const start = { x: leftOf(from.column) + cell.width, y: middleOf(from.row) };
  const end = { x: leftOf(to.column), y: middleOf(to.row) };
  if (to.column - from.column === 1) return move(start) + curve(start, end);
  const out = leftOf(from.column + 1);
  const back = leftOf(to.column) - cell.gapX;
  const y = clearWay(from, to, taken);
  const [first, last] = [
    { x: out, y },
    { x: back, y },
  ];
  return `${move(start)}${curve(start, first)}H${String(back)}${curve(last, end)}`;
}

/** The height at which a line can pass the columns between: along the row of one of its ends if that is free, else between rows. */
function clearWay(from: Place, to: Place, taken: ReadonlySet<string>): number {
  for (const row of [to.row, from.row]) {
    let isFree = true;
    for (let column = from.column + 1; column < to.column; column += 1)
      isFree &&= !taken.has(`${String(column)} ${String(row)}`);
    if (isFree) return middleOf(row);
  }
  const edge = to.row > from.row ? to.row : to.row + 1;
  // Beside the middle of the gap, where the hairline between two topics may run.
  return edge * (cell.height + cell.gapY) - cell.gapY / 4;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const move = ({ x, y }: Point): string => `M${String(x)} ${String(y)}`;

function curve(from: Point, to: Point): string {
  if (from.y === to.y) return `H${String(to.x)}`;
  const middle = (from.x + to.x) / 2;
  return `C${[middle, from.y, middle, to.y, to.x, to.y].join(' ')}`;
}
