/** A chart of one figure over time: geometry only, in the units of a `viewBox` of `width` by `height`. */
export interface StepChart {
  readonly width: number;
  readonly height: number;
  /** `d` of the line, and of the area below it. */
  readonly line: string;
  readonly area: string;
  /** Where each value begins to hold. */
  readonly marks: readonly { readonly x: number; readonly y: number; readonly value: number }[];
  /** Value at the top edge. */
  readonly top: number;
}

const size = { width: 320, height: 96 } as const;
/** Where the last value begins: it holds a while too, or nobody sees it. */
const until = 300;

/**
 * A value holds until the next one, so the line goes in steps; it begins at zero, so that its height can be compared.
 * @param points times in any unit, rising; values not negative. At least one.
 */
export function stepChart(points: readonly { readonly time: number; readonly value: number }[]): StepChart {
  const { width, height } = size;
  const times = points.map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const top = Math.max(1, ...points.map(({ value }) => value));
  const span = last - first;
  const marks = points.map(({ time, value }) => ({
    x: round(span === 0 ? 0 : ((time - first) / span) * until),
    y: round(height - (value / top) * height),
    value,
  }));
  const [start, ...rest] = marks;
  if (start === undefined) throw new Error('stepChart: no points');
  const steps = rest.map(({ x, y }) => `H${String(x)}V${String(y)}`).join('');
  const line = `M${String(start.x)} ${String(start.y)}${steps}H${String(width)}`;
  return { ...size, line, area: `${line}V${String(height)}H${String(start.x)}Z`, marks, top };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
