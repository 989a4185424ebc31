import type { Arrow } from './acyclic.ts';

/**
 * How many posts stand one behind the other before each: 0 for those that need none, and everything that is read first lies
 * in a lower layer.
 * @param nodes all of them; arrows to or from others are not followed
 * @param arrows without a cycle
 * @throws Error where the arrows have one
 */
export function layersOf(nodes: readonly string[], arrows: readonly Arrow[]): Map<string, number> {
  const depth = new Map(nodes.map((node) => [node, 0]));
  const order = topologicalOrder(nodes, arrows);
  const next = successors(nodes, arrows);
  for (const node of order) {
    for (const target of next.get(node) ?? [])
      depth.set(target, Math.max(depth.get(target) ?? 0, (depth.get(node) ?? 0) + 1));
  }
  return depth;
}

/**
 * The nodes so that all that is read first comes before; of those that could come next, the one that stands first in
 * `nodes`.
 * @throws Error where the arrows have a cycle
 */
export function topologicalOrder(nodes: readonly string[], arrows: readonly Arrow[]): string[] {
  const place = new Map(nodes.map((node, at) => [node, at]));
  const next = successors(nodes, arrows);
  const waiting = new Map(nodes.map((node) => [node, 0]));
  for (const targets of next.values()) for (const to of targets) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const ready = new Heap();
  for (const [node, count] of waiting) if (count === 0) ready.push(place.get(node) ?? 0);
  const order: string[] = [];
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    const node = nodes[at] ?? '';
    order.push(node);
    for (const target of next.get(node) ?? []) {
      const count = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, count);
      if (count === 0) ready.push(place.get(target) ?? 0);
    }
  }
  if (order.length < place.size) throw new Error('topologicalOrder: the arrows have a cycle');
  return order;
}

function successors(nodes: readonly string[], arrows: readonly Arrow[]): Map<string, string[]> {
  const next = new Map(nodes.map((node): [string, string[]] => [node, []]));
  for (const { from, to } of arrows) if (next.has(to)) next.get(from)?.push(to);
  return next;
}

/** The smallest number first. */
class Heap {
  private readonly values: number[] = [];

  push(value: number): void {
    const { values } = this;
    let at = values.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = values[above] ?? 0;
      if (parent <= value) break;
      values[at] = parent;
      at = above;
    }
    values[at] = value;
  }

  pop(): number | undefined {
    const { values } = this;
    const first = values[0];
    const last = values.pop();
    if (last === undefined || values.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= values.length) break;
      if (below + 1 < values.length && (values[below + 1] ?? 0) < (values[below] ?? 0)) below += 1;
      if ((values[below] ?? 0) >= last) break;
      values[at] = values[below] ?? 0;
      at = below;
    }
    values[at] = last;
    return first;
  }
}
