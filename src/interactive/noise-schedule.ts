import { decimal } from './format.ts';
import { plot, type Point } from './plot.ts';
import type { Widget } from './types.ts';

export const steps = 1000;
const first = 1e-4;

/**
 * log ᾱ_t for t = 0 … `steps` under the linear schedule from 10⁻⁴ to `last`; `[0]` is 0.
 * @param last β of the last step, in (0, 1)
 */
export function logSignal(last: number): number[] {
  const out = [0];
  for (let t = 1; t <= steps; t += 1) {
    const beta = first + ((last - first) * (t - 1)) / (steps - 1);
    out.push((out[t - 1] ?? 0) + Math.log1p(-beta));
  }
  return out;
}

/** What is left of the data after a step: its coefficient, that of the noise, and the ratio of their squares. */
export function mixture(logShare: number): { signal: number; noise: number; ratio: number } {
  const noise = -Math.expm1(logShare);
  return { signal: Math.exp(logShare / 2), noise: Math.sqrt(noise), ratio: Math.exp(logShare) / noise };
}

export const widget: Widget = {
  controls: [
    { name: 'step', min: 1, max: steps, step: 1, value: 250 },
    { name: 'last', min: 0.002, max: 0.04, step: 0.001, value: 0.02 },
  ],
  view([t = 1, last = 0.02], say) {
    const logs = logSignal(last);
    const at = (step: number): number => logs[step] ?? 0;
    const now = mixture(at(t));
    const end = mixture(at(steps));
    const curve = (of: 'signal' | 'noise'): Point[] =>
      Array.from({ length: 81 }, (_, k) => [k * 12.5, mixture(at(Math.round(k * 12.5)))[of]]);
    return {
      picture: plot({
        x: { from: 0, to: steps, ticks: [0, 250, 500, 750, 1000], label: say('x') },
        y: { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], label: say('y') },
        series: [
          {
            kind: 'guide',
            as: 'line',
            points: [
              [t, 0],
              [t, 1],
            ],
          },
          { kind: 'a', as: 'line', points: curve('signal'), name: say('signal') },
          { kind: 'b', as: 'line', points: curve('noise'), name: say('noise') },
          { kind: 'a', as: 'dots', points: [[t, now.signal]] },
          { kind: 'b', as: 'dots', points: [[t, now.noise]] },
        ],
      }),
      description: say('picture'),
      values: [String(t), decimal(last)],
      readings: [
        { label: say('signal'), value: decimal(now.signal) },
        { label: say('noise'), value: decimal(now.noise) },
        { label: say('ratio'), value: decimal(now.ratio) },
        { label: say('left'), value: decimal(Math.exp(at(steps))) },
        // With standardised data, nats in each dimension.
        { label: say('prior'), value: decimal(-Math.log(end.noise)) },
      ],
    };
  },
};
