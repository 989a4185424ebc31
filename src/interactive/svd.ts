export type Matrix = readonly (readonly number[])[];

export interface Svd {
  /** Falling, as many as there are columns. */
  readonly values: readonly number[];
  /** Columns `u_j` times `σ_j`, one array for each j. */
  readonly scaledLeft: Matrix;
  /** Columns `v_j`, one array for each j. */
  readonly right: Matrix;
}

/**
 * Singular value decomposition of a small matrix by rotating pairs of columns until all are orthogonal (one-sided Jacobi).
 * @param matrix at least as many rows as columns
 */
export function svd(matrix: Matrix): Svd {
  const count = matrix[0]?.length ?? 0;
  const left = Array.from({ length: count }, (_, j) => matrix.map((row) => row[j] ?? 0));
  const right = Array.from({ length: count }, (_, j) => Array.from({ length: count }, (_, i) => (i === j ? 1 : 0)));
  for (let round = 0, turned = true; turned && round < 60; round += 1) {
    turned = false;
    for (let i = 0; i < count; i += 1) {
      for (let j = i + 1; j < count; j += 1) turned = turn(left, right, i, j) || turned;
    }
  }
  const values = left.map((column) => Math.sqrt(dot(column, column)));
  const order = values.map((_, j) => j).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const pick = <T>(list: readonly T[]): T[] => order.flatMap((j) => (list[j] === undefined ? [] : [list[j]]));
  return { values: pick(values), scaledLeft: pick(left), right: pick(right) };
}

/** Makes two columns orthogonal; `false` where they are already. */
function turn(left: number[][], right: number[][], i: number, j: number): boolean {
  const [a, b] = [left[i] ?? [], left[j] ?? []];
  const [first, second, mixed] = [dot(a, a), dot(b, b), dot(a, b)];
  if (Math.abs(mixed) <= 1e-14 * Math.sqrt(first * second) || mixed === 0) return false;
  const slope = (second - first) / (2 * mixed);
  const tangent = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.hypot(1, slope));
  const cosine = 1 / Math.hypot(1, tangent);
  rotate(a, b, cosine, cosine * tangent);
  rotate(right[i] ?? [], right[j] ?? [], cosine, cosine * tangent);
  return true;
}

function rotate(a: number[], b: number[], cosine: number, sine: number): void {
  a.forEach((x, k) => {
    const y = b[k] ?? 0;
    a[k] = cosine * x - sine * y;
    b[k] = sine * x + cosine * y;
  });
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, x, k) => total + x * (b[k] ?? 0), 0);
}
