/** Something that points from what is read first to what builds on it. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

export interface Kept<T extends Arrow> {
  /** Without a cycle, in the order in which they were given. */
  readonly kept: readonly T[];
  /** Each would have closed a cycle with those kept before it. */
  readonly left: readonly T[];
}

/**
 * Takes arrows one by one and leaves out each that would close a cycle: what comes first wins. Only arrows inside a knot (a
 * strongly connected component) are looked at closely, so that a site with few mutual references costs one pass.
 */
export function keepAcyclic<T extends Arrow>(arrows: readonly T[]): Kept<T> {
  const knots = knotsOf(arrows);
  const inside = new Map<string, string[]>();
  const kept: T[] = [];
  const left: T[] = [];
  for (const arrow of arrows) {
    const { from, to } = arrow;
    if (knots.get(from) !== knots.get(to)) {
      kept.push(arrow);
    } else if (from === to || leads(inside, to, from)) {
      left.push(arrow);
    } else {
      inside.set(from, [...(inside.get(from) ?? []), to]);
      kept.push(arrow);
    }
  }
  return { kept, left };
}

/** Whether one can get from one node to another along the arrows. */
export function leads(next: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const met = new Set([from]);
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const target of next.get(node) ?? []) {
      if (target === to) return true;
      if (met.has(target)) continue;
      met.add(target);
      open.push(target);
    }
  }
  return false;
}

/** Node → number of its strongly connected component (Tarjan). Without recursion: a chain may be as long as the site. */
function knotsOf(arrows: readonly Arrow[]): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) {
    next.set(from, [...(next.get(from) ?? []), to]);
    if (!next.has(to)) next.set(to, []);
  }
  const met = new Map<string, { readonly at: number; low: number }>();
  const knots = new Map<string, number>();
  const path: string[] = [];
  for (const root of next.keys()) {
    const stack: { node: string; next: number }[] = [];
    const enter = (node: string): void => {
      met.set(node, { at: met.size, low: met.size });
      path.push(node);
      stack.push({ node, next: 0 });
    };
    if (!met.has(root)) enter(root);
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const here = met.get(frame.node);
      if (here === undefined) throw new Error(`keepAcyclic: ${frame.node} was never entered`);
      const target = next.get(frame.node)?.[frame.next];
      frame.next += 1;
      if (target !== undefined) {
        const there = met.get(target);
        if (there === undefined) enter(target);
        else if (!knots.has(target)) here.low = Math.min(here.low, there.at);
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      const parent = above === undefined ? undefined : met.get(above.node);
      if (parent !== undefined) parent.low = Math.min(parent.low, here.low);
      if (here.low !== here.at) continue;
      for (let node = path.pop(); node !== undefined; node = path.pop()) {
        knots.set(node, here.at);
        if (node === frame.node) break;
      }
    }
  }
  return knots;
}
