import { decimal } from './format.ts';
import { cells, plot } from './plot.ts';
import { dot, svd, type Matrix } from './svd.ts';
import type { Widget } from './types.ts';

export const rows = 24;
export const columns = 16;

/** A picture of brightness between 0 and 1: a ring with soft edges, and a bar across it. */
export const original: Matrix = Array.from({ length: rows }, (_, i) =>
  Array.from({ length: columns }, (_, j) => {
    const x = (j - 7.5) / 7.5;
    const y = (i - 11.5) / 11.5;
    const ring = Math.exp(-(((Math.hypot(x, y) - 0.72) / 0.16) ** 2));
    const bar = Math.exp(-(((x - 0.6 * y) / 0.14) ** 2));
    return Math.min(1, ring + 0.8 * bar);
  }),
);

const { values: sigma, scaledLeft, right } = svd(original);

/** The best approximation of rank `k`. */
export function truncated(k: number): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      let total = 0;
      for (let r = 0; r < k; r += 1) total += (scaledLeft[r]?.[i] ?? 0) * (right[r]?.[j] ?? 0);
      return total;
    }),
  );
}

/** Relative error in the Frobenius norm: what the singular values left out amount to. */
export function relativeError(k: number): number {
  const rest = sigma.slice(k);
  return Math.sqrt(dot(rest, rest) / dot(sigma, sigma));
}

export const widget: Widget = {
  controls: [{ name: 'rank', min: 1, max: columns, step: 1, value: 3 }],
  view([k = 1], say) {
    const picture = (matrix: Matrix, name: string): string =>
      `<div class="pair__one">${cells(matrix)}<p>${name}</p></div>`;
    return {
      picture:
        `<div class="pair">${picture(original, say('original'))}${picture(truncated(k), say('approximation', { k }))}` +
        `<div class="pair__rest">${plot({
          x: { from: 0, to: columns, ticks: [0.5, 4.5, 8.5, 12.5], names: ['1', '5', '9', '13'], label: say('x') },
          y: { from: 0, to: 10, ticks: [0, 2.5, 5, 7.5, 10], label: say('y') },
          bars: sigma.map((height, j) => ({ from: j + 0.15, to: j + 0.85, height, hollow: j >= k })),
        })}</div></div>`,
      description: say('picture'),
      values: [String(k)],
      readings: [
        { label: say('frobenius'), value: decimal(relativeError(k)) },
        { label: say('spectral'), value: decimal(sigma[k] ?? 0) },
        { label: say('numbers'), value: `${String(k * (rows + columns))} / ${String(rows * columns)}` },
      ],
    };
  },
};
