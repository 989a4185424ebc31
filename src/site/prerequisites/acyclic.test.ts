import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepAcyclic, leads } from './acyclic.ts';
import { layersOf, topologicalOrder } from './layers.ts';

const nodes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const node = fc.constantFrom(...nodes);
const arrows = fc.array(fc.record({ from: node, to: node }), { maxLength: 30 });

/** The plain way: each arrow is kept where no way leads back through those kept before it. */
function keepPlainly(given: readonly { from: string; to: string }[]): { from: string; to: string }[] {
  const kept: { from: string; to: string }[] = [];
  for (const arrow of given) {
    const next = new Map<string, string[]>();
    for (const { from, to } of kept) next.set(from, [...(next.get(from) ?? []), to]);
    if (arrow.from !== arrow.to && !leads(next, arrow.to, arrow.from)) kept.push(arrow);
  }
  return kept;
}

it('keeps exactly the arrows that close no cycle with those kept before', () => {
  fc.assert(
    fc.property(arrows, (given) => {
      const { kept, left } = keepAcyclic(given);
      expect(kept).toEqual(keepPlainly(given));
      expect([...kept, ...left].sort(byText)).toEqual([...given].sort(byText));
    }),
  );
});

it('puts what is read first into a lower layer, and as low as it can', () => {
  fc.assert(
    fc.property(arrows, (given) => {
      const { kept } = keepAcyclic(given);
      const layers = layersOf(nodes, kept);
      for (const { from, to } of kept) expect(layers.get(from)).toBeLessThan(layers.get(to) ?? -1);
      for (const each of nodes) {
        const before = kept.filter(({ to }) => to === each).map(({ from }) => layers.get(from) ?? 0);
        expect(layers.get(each)).toBe(before.length === 0 ? 0 : Math.max(...before) + 1);
      }
    }),
  );
});

it('orders so that all that is read first comes before, else as the nodes stand', () => {
  fc.assert(
    fc.property(arrows, (given) => {
      const { kept } = keepAcyclic(given);
      const order = topologicalOrder(nodes, kept);
      expect([...order].sort()).toEqual([...nodes]);
      for (const { from, to } of kept) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
      for (const [at, each] of order.entries()) {
        // Whatever stands later and before it in `nodes` had to wait for something that comes at this place or later.
        for (const later of order
          .slice(at + 1)
          .filter((other) => nodes.indexOf(other as 'a') < nodes.indexOf(each as 'a')))
          expect(kept.some(({ from, to }) => to === later && order.indexOf(from) >= at)).toBe(true);
      }
    }),
  );
});

it('refuses arrows with a cycle', () => {
  const cycle = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ];
  expect(() => layersOf(['a', 'b'], cycle)).toThrow(/cycle/);
});

it('is not troubled by a chain as long as the site', () => {
  const long = Array.from({ length: 20_000 }, (_, at) => ({ from: `n${String(at)}`, to: `n${String(at + 1)}` }));
  expect(keepAcyclic([...long, { from: 'n20000', to: 'n19990' }]).left).toHaveLength(1);
  const all = ['n0', ...long.map(({ to }) => to)];
  expect(layersOf(all, long).get('n20000')).toBe(20_000);
});

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
