/** Against numbers from elsewhere: numpy, or a hand. */
import { describe, expect, test } from 'vitest';
import { original, relativeError, truncated } from './low-rank.ts';
import { iterations, path, productsToGoal, type Iteration } from './newton-schulz.ts';
import { logSignal, mixture, steps } from './noise-schedule.ts';
import { entropy, scores, softmax, sparsemax } from './softmax-temperature.ts';
import { dot, svd } from './svd.ts';

/** Computed by numpy from the definitions. */
const numpy = {
  softmaxHalf: [0.829245, 0.112226, 0.041286, 0.015188, 0.002055],
  entropyOne: 1.206489,
  signal250: 0.524085,
  products: [36, 36, 18],
  singular: [
    8.482794, 4.213313, 2.270685, 1.805103, 1.600344, 0.69349, 0.578014, 0.527644, 0.506491, 0.168984, 0.125193,
    0.061518, 0.021828, 0.000982, 0.000607, 2e-6,
  ],
};

const near = (actual: readonly number[], expected: readonly number[], digits = 6): void => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, k) => {
    expect(value).toBeCloseTo(expected[k] ?? Number.NaN, digits);
  });
};

describe('softmax and sparsemax', () => {
  test('values that were worked out elsewhere', () => {
    near(softmax([1, 2, 3]), [0.090031, 0.244728, 0.665241]);
    near(softmax(scores, 0.5), numpy.softmaxHalf);
    expect(entropy(softmax(scores))).toBeCloseTo(numpy.entropyOne, 6);
    // By hand: the threshold is (1.2 + 0.9 − 1) / 2.
    near(sparsemax([1.2, 0.9, -0.5]), [0.65, 0.35, 0]);
    near(sparsemax([0.4, 0.4, 0.4, 0.4]), [0.25, 0.25, 0.25, 0.25]);
  });
  test('large differences neither overflow nor leave the simplex', () => {
    near(softmax([1000, 0, -1000], 0.05), [1, 0, 0]);
    near(sparsemax([1000, 0, -1000], 0.05), [1, 0, 0]);
    expect(entropy([1, 0])).toBeCloseTo(0, 12);
  });
});

describe('the schedule', () => {
  test('ends where it is known to end', () => {
    const logs = logSignal(0.02);
    expect(logs).toHaveLength(steps + 1);
    expect(Math.exp(logs[steps] ?? 0)).toBeCloseTo(4.0358e-5, 8);
    expect(Math.exp(logs[1] ?? 0)).toBeCloseTo(0.9999, 12);
    expect(Math.exp(logs[250] ?? 0)).toBeCloseTo(numpy.signal250, 6);
  });
  test('keeps the sum of squares, and the ratio without cancellation', () => {
    const { signal, noise, ratio } = mixture(Math.log1p(-1e-12));
    expect(signal ** 2 + noise ** 2).toBeCloseTo(1, 12);
    expect(ratio * 1e-12).toBeCloseTo(1, 9);
  });
});

describe('the iterations', () => {
  const [cubic, quintic, tuned] = iterations as readonly [Iteration, Iteration, Iteration];
  test('one step by hand', () => {
    expect(cubic.map(0.5)).toBeCloseTo(0.6875, 12);
    expect(quintic.map(0.5)).toBeCloseTo(0.79296875, 12);
    expect(tuned.map(1)).toBeCloseTo(0.701, 12);
  });
  test('the two that converge do so from below, the third does not', () => {
    for (const iteration of [cubic, quintic]) {
      const values = path(iteration, 0.01).map(([, x]) => x);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(values.at(-1)).toBeCloseTo(1, 9);
    }
    const last = path(tuned, 0.01)
      .slice(-6)
      .map(([, x]) => x);
    expect(Math.max(...last) - Math.min(...last)).toBeGreaterThan(0.2);
  });
  test('products to the goal, counted elsewhere', () => {
    expect(iterations.map((each) => productsToGoal(each, 1e-3))).toEqual(numpy.products);
    expect(productsToGoal(cubic, 1e-12)).toBeUndefined();
    expect(productsToGoal(cubic, 0.95)).toBe(0);
  });
});

describe('the singular values', () => {
  test('of a matrix by hand', () => {
    const { values, scaledLeft, right } = svd([
      [3, 0],
      [4, 5],
    ]);
    near(values, [Math.sqrt(45), Math.sqrt(5)], 10);
    expect(dot(right[0] ?? [], right[1] ?? [])).toBeCloseTo(0, 12);
    expect(dot(scaledLeft[0] ?? [], scaledLeft[1] ?? [])).toBeCloseTo(0, 12);
  });
  test('of one without full rank, and of nothing', () => {
    near(
      svd([
        [1, 2],
        [2, 4],
        [2, 4],
      ]).values,
      [Math.sqrt(45), 0],
      10,
    );
    near(svd([[0], [0]]).values, [0]);
  });
  test('of the picture, as numpy has them', () => {
    near(svd(original).values, numpy.singular, 6);
    near([1, 3, 8].map(relativeError), [0.543241, 0.265906, 0.054662], 6);
  });
  test('the approximation misses by what it left out', () => {
    const close = truncated(3);
    const missed = original.flatMap((row, i) => row.map((value, j) => value - (close[i]?.[j] ?? 0)));
    const whole = original.flat();
    expect(Math.sqrt(dot(missed, missed) / dot(whole, whole))).toBeCloseTo(relativeError(3), 10);
    near(truncated(16).flat(), whole, 10);
  });
});
