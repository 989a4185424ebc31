import { decimal } from './format.ts';
import { plot } from './plot.ts';
import type { Widget } from './types.ts';

/** The logits of the picture, in falling order. */
export const scores = [2, 1, 0.5, 0, -1] as const;

/** Softmax of `x / temperature`, from differences to the largest. */
export function softmax(x: readonly number[], temperature = 1): number[] {
  const top = Math.max(...x);
  const powers = x.map((value) => Math.exp((value - top) / temperature));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

/** The nearest point of the simplex to `x / temperature`. */
export function sparsemax(x: readonly number[], temperature = 1): number[] {
  const scaled = x.map((value) => value / temperature);
  const falling = [...scaled].sort((a, b) => b - a);
  let threshold = 0;
  let total = 0;
  falling.forEach((value, place) => {
    total += value;
    if (1 + (place + 1) * value > total) threshold = (total - 1) / (place + 1);
  });
  return scaled.map((value) => Math.max(value - threshold, 0));
}

/** −Σ p log p in nats; a zero adds nothing. */
export function entropy(p: readonly number[]): number {
  return -sum(p.map((value) => (value > 0 ? value * Math.log(value) : 0)));
}

export const widget: Widget = {
  controls: [{ name: 'temperature', min: -1.3, max: 1.3, step: 0.05, value: 0 }],
  view([exponent = 0], say) {
    const temperature = 10 ** exponent;
    const p = softmax(scores, temperature);
    const q = sparsemax(scores, temperature);
    const gap = Math.max(...scores) - sum(p.map((value, i) => value * (scores[i] ?? 0)));
    return {
      picture: plot({
        x: {
          from: 0,
          to: scores.length,
          ticks: scores.map((_, i) => i + 0.5),
          names: scores.map((score) => String(score).replace('-', '−')),
          label: say('x'),
        },
        y: { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], label: say('y') },
        bars: p.map((height, i) => ({ from: i + 0.2, to: i + 0.8, height })),
        barsName: say('softmax'),
        series: [{ kind: 'b', as: 'dots', points: q.map((value, i) => [i + 0.5, value]), name: say('sparsemax') }],
      }),
      description: say('picture'),
      values: [decimal(temperature)],
      readings: [
        { label: say('largest'), value: decimal(Math.max(...p)) },
        { label: say('entropy'), value: decimal(entropy(p)) },
        { label: say('gap'), value: decimal(gap) },
        { label: say('bound'), value: decimal(temperature * entropy(p)) },
        { label: say('support'), value: String(q.filter((value) => value > 0).length) },
      ],
    };
  },
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
