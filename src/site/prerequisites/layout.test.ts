import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cell, layOut } from './layout.ts';

const node = (slug: string, topic = 0) => ({ slug, topic });

it('stands what is read first to the left, and topics one under the other', () => {
  const { places, lanes, columns, rows } = layOut(
    [node('a'), node('b'), node('c', 1), node('d', 1)],
    [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'd' },
    ],
  );
  expect([...places]).toEqual([
    ['a', { column: 0, row: 0 }],
    ['b', { column: 0, row: 1 }],
    ['c', { column: 1, row: 2 }],
    ['d', { column: 2, row: 2 }],
  ]);
  expect(lanes).toEqual([
    { topic: 0, row: 0, rows: 2 },
    { topic: 1, row: 2, rows: 1 },
  ]);
  expect([columns, rows]).toEqual([3, 3]);
});

it('is nothing of nothing', () => {
  expect(layOut([], [])).toMatchObject({ columns: 0, rows: 0, lanes: [], lines: [], width: 0, height: 0 });
});

const slugs = Array.from({ length: 9 }, (_, at) => String(at));
const drawn = fc.record({
  topics: fc.array(fc.nat(2), { minLength: 9, maxLength: 9 }),
  edges: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 16 }),
});

it('gives each post a place of its own in its lane, and draws no line behind a post', () => {
  fc.assert(
    fc.property(drawn, ({ topics, edges }) => {
      const arrows = edges.filter(([a, b]) => a < b).map(([a, b]) => ({ from: String(a), to: String(b) }));
      const nodes = slugs.map((slug, at) => node(slug, topics[at]));
      const { places, lanes, lines, width, height } = layOut(nodes, arrows);
      expect(new Set([...places.values()].map(({ column, row }) => `${column} ${row}`)).size).toBe(9);
      for (const { slug, topic } of nodes) {
        const lane = lanes.find((each) => each.topic === topic)!;
        expect(places.get(slug)!.row).toBeGreaterThanOrEqual(lane.row);
        expect(places.get(slug)!.row).toBeLessThan(lane.row + lane.rows);
      }
      expect(lines).toHaveLength(arrows.length);
      for (const { d } of lines) {
        for (const { x, y } of level(d)) {
          expect(x).toBeLessThanOrEqual(width);
          expect(y).toBeLessThanOrEqual(height);
          for (const { column, row } of places.values()) {
            const left = column * (cell.width + cell.gapX);
            const top = row * (cell.height + cell.gapY) + cell.gapY / 2;
            expect(x > left && x < left + cell.width && y > top && y < top + cell.height).toBe(false);
          }
        }
      }
    }),
  );
});

/** Points on the level pieces of a path; the curves lie in the gaps between columns, where no post stands. */
function level(d: string): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  let [x, y] = [0, 0];
  for (const [, command = '', values = ''] of d.matchAll(/([MHC])([^MHC]*)/g)) {
    const numbers = values.trim().split(/\s+/).map(Number);
    const end = { x: command === 'H' ? numbers[0]! : numbers.at(-2)!, y: command === 'H' ? y : numbers.at(-1)! };
    if (command === 'H') for (let at = x + 1; at < end.x; at += 7) points.push({ x: at, y });
    if (command === 'C') expect(end.x - x).toBeLessThanOrEqual(cell.gapX);
    [x, y] = [end.x, end.y];
  }
  return points;
}
