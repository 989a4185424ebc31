import type { Node } from './node.ts';

/** What each pair of nodes is worth. */
export interface Table {
  get(query: Node, equation: Node): number;
}

type Tell = ((pairs: (readonly [Node, Node])[]) => void) | undefined;

let buffer = new Float64Array(1024);

/** The best matching of two lists that keeps the order; gaps between what is matched cost a little. */
export function inOrder(left: readonly Node[], right: readonly Node[], table: Table, tell: Tell): number {
  const [m, n] = [left.length, right.length];
  const width = n + 1;
  if (buffer.length < (m + 1) * width) buffer = new Float64Array((m + 1) * width * 2);
  buffer.fill(0, m * width, (m + 1) * width);
  for (let i = m - 1; i >= 0; i -= 1) {
    buffer[i * width + n] = 0;
    for (let j = n - 1; j >= 0; j -= 1) {
      const taken = table.get(left[i]!, right[j]!) + buffer[(i + 1) * width + j + 1]!;
      buffer[i * width + j] = Math.max(taken, buffer[(i + 1) * width + j]!, buffer[i * width + j + 1]!);
    }
  }
  let gaps = 0;
  let last = -1;
  const pairs: (readonly [Node, Node])[] = [];
  for (let i = 0, j = 0; i < m && j < n;) {
    const here = buffer[i * width + j]!;
    if (here === buffer[(i + 1) * width + j]!) i += 1;
    else if (here === buffer[i * width + j + 1]!) j += 1;
    else {
      if (last >= 0) gaps += Math.min(3, j - last - 1);
      last = j;
      if (tell !== undefined) pairs.push([left[i]!, right[j]!]);
      i += 1;
      j += 1;
    }
  }
  tell?.(pairs);
  return Math.max(0, buffer[0]! - 0.05 * gaps);
}

/**
 * The best pair first, then the best of what is left.
 * @param worth factor of the result
 * @param atLeast nothing is told for less
 */
export function anyOrder(
  left: readonly Node[],
  right: readonly Node[],
  table: Table,
  worth: number,
  atLeast: number,
  tell: Tell,
): number {
  let bound = 0;
  for (const a of left) {
    let most = 0;
    for (const b of right) most = Math.max(most, table.get(a, b));
    bound += most;
  }
  if (bound * worth <= atLeast) return 0;
  const [free, open] = [[...left], [...right]];
  const pairs: (readonly [Node, Node])[] = [];
  let score = 0;
  while (free.length > 0 && open.length > 0) {
    let [most, from, to] = [0, -1, -1];
    for (let i = 0; i < free.length; i += 1) {
      for (let j = 0; j < open.length; j += 1) {
        const value = table.get(free[i]!, open[j]!);
        // Of equals the heavier member of the query: a wildcard takes what is left.
        if (
          value > most ||
          (value === most && value > 0 && free[i]!.kind !== 'wildcard' && free[from]?.kind === 'wildcard')
        ) {
          [most, from, to] = [value, i, j];
        }
      }
    }
    if (from === -1) break;
    pairs.push([free[from]!, open[to]!]);
    score += most;
    free.splice(from, 1);
    open.splice(to, 1);
  }
  if (score * worth > atLeast) tell?.(pairs);
  return score * worth;
}
