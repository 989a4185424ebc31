import { decimal } from './format.ts';
import { plot, type Kind, type Point } from './plot.ts';
import type { Widget } from './types.ts';

export interface Iteration {
  readonly name: 'cubic' | 'quintic' | 'tuned';
  readonly kind: Kind;
  /** Matrix products of one step. */
  readonly cost: number;
  /** What one step makes of a singular value. */
  readonly map: (x: number) => number;
}

export const iterations: readonly Iteration[] = [
  { name: 'cubic', kind: 'a', cost: 2, map: (x) => (3 * x - x ** 3) / 2 },
  { name: 'quintic', kind: 'c', cost: 3, map: (x) => (15 * x - 10 * x ** 3 + 3 * x ** 5) / 8 },
  { name: 'tuned', kind: 'b', cost: 3, map: (x) => 3.4445 * x - 4.775 * x ** 3 + 2.0315 * x ** 5 },
];

const most = 60;
const goal = 0.9;

/** The singular value after every step, with the products spent, up to `most` products. */
export function path({ cost, map }: Iteration, start: number): Point[] {
  const out: Point[] = [[0, start]];
  for (let spent = cost, x = map(start); spent <= most; spent += cost, x = map(x)) out.push([spent, x]);
  return out;
}

/** Products until the value is over 0.9 for the first time; `undefined` where `most` do not suffice. */
export function productsToGoal(iteration: Iteration, start: number): number | undefined {
  return path(iteration, start).find(([, x]) => x > goal)?.[0];
}

export const widget: Widget = {
  controls: [{ name: 'start', min: -4, max: 0, step: 0.1, value: -2 }],
  view([exponent = -2], say) {
    const start = 10 ** exponent;
    return {
      picture: plot({
        x: { from: 0, to: most, ticks: [0, 12, 24, 36, 48, 60], label: say('x') },
        y: {
          from: 1e-4,
          to: 2,
          log: true,
          ticks: [1e-4, 1e-3, 1e-2, 0.1, 1],
          names: ['10⁻⁴', '10⁻³', '10⁻²', '0.1', '1'],
          label: say('y'),
        },
        series: iterations.map((iteration) => ({
          kind: iteration.kind,
          as: 'both',
          points: path(iteration, start),
          name: say(iteration.name),
        })),
      }),
      description: say('picture'),
      values: [decimal(start)],
      readings: iterations.map((iteration) => ({
        label: say('needed', { name: say(iteration.name) }),
        value: needed(productsToGoal(iteration, start)),
      })),
    };
  },
};

function needed(products: number | undefined): string {
  return products === undefined ? `> ${String(most)}` : String(products);
}
