import { escapeHtml } from './format.ts';

/** How a line is drawn: `a` is the one to look at, `guide` a thin help line. All differ in dashes, too. */
export type Kind = 'a' | 'b' | 'c' | 'guide';
export type Point = readonly [x: number, y: number];

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly log?: boolean;
  readonly ticks: readonly number[];
  /** Text of each tick; the number itself where it is missing. */
  readonly names?: readonly string[];
  readonly label: string;
}

export interface Series {
  readonly kind: Kind;
  readonly points: readonly Point[];
  /** `line` joins the points, `dots` marks them, `both` does both. */
  readonly as: 'line' | 'dots' | 'both';
  /** In the legend. */
  readonly name?: string;
}

/** From the horizontal axis up to `height`. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly height: number;
  /** Left out of what is kept: only an outline. */
  readonly hollow?: boolean;
}

export interface Plot {
  readonly x: Axis;
  readonly y: Axis;
  readonly bars?: readonly Bar[];
  readonly barsName?: string;
  readonly series?: readonly Series[];
}

const width = 1000;
const height = 500;

/**
 * A diagram as HTML. The drawing is stretched to the width that there is, with strokes of constant width; the texts stand
 * beside it as text, so that they keep their size on a phone.
 */
export function plot({ x, y, bars = [], barsName, series = [] }: Plot): string {
  const across = scale(x, 0, width);
  const up = scale(y, height, 0);
  const inside = ([a, b]: Point): boolean => between(a, x) && between(b, y);
  const grid = y.ticks.map((tick) => `M0 ${short(up(tick))}H${width}`).join('');
  const parts = [
    `<path class="plot__grid" d="${grid}"/>`,
    ...bars.map((bar) => rectangle(bar, across, up)),
    ...series.flatMap(({ kind, points, as }) => {
      const placed = points.filter(inside).map(([a, b]) => `${short(across(a))} ${short(up(b))}`);
      return [
        as === 'dots' ? '' : `<path class="plot__line plot__line--${kind}" d="M${placed.join('L')}"/>`,
        as === 'line'
          ? ''
          : `<path class="plot__dot plot__dot--${kind}" d="${placed.map((at) => `M${at}h0`).join('')}"/>`,
      ];
    }),
    `<path class="plot__axis" d="M0 ${height}H${width}"/>`,
  ];
  const rows = y.ticks.map((tick, k) => label(y, k, tick, `top:${percent(up(tick) / height)}`));
  const columns = x.ticks.map((tick, k) => label(x, k, tick, `left:${percent(across(tick) / width)}`));
  return (
    legend(series, barsName) +
    `<div class="plot"><p class="plot__title">${escapeHtml(y.label)}</p><div class="plot__rows">${rows.join('')}</div>` +
    `<svg class="plot__area" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>` +
    `<div class="plot__columns">${columns.join('')}</div><p class="plot__under">${escapeHtml(x.label)}</p></div>`
  );
}

function legend(series: readonly Series[], barsName?: string): string {
  const named = series.flatMap(({ kind, as, name }) =>
    name === undefined
      ? []
      : [
          item(
            as === 'dots'
              ? `<path class="plot__dot plot__dot--${kind}" d="M14 5h0"/>`
              : `<path class="plot__line plot__line--${kind}" d="M0 5H28"/>`,
            name,
          ),
        ],
  );
  const bars = barsName === undefined ? [] : [item('<path class="plot__bar" d="M8 0H20V10H8z"/>', barsName)];
  const items = [...bars, ...named];
  return items.length === 0 ? '' : `<ul class="plot__legend">${items.join('')}</ul>`;
}

function item(sample: string, name: string): string {
  return `<li><svg viewBox="0 0 28 10" aria-hidden="true">${sample}</svg>${escapeHtml(name)}</li>`;
}

function rectangle({ from, to, height: top, hollow = false }: Bar, across: Scale, up: Scale): string {
  const kind = hollow ? 'plot__bar plot__bar--hollow' : 'plot__bar';
  return `<path class="${kind}" d="M${short(across(from))} ${height}V${short(up(top))}H${short(across(to))}V${height}z"/>`;
}

/**
 * A matrix as shades, row by row: 0 is the paper, 1 the ink, values outside are cut off. One path for each of 12 shades.
 * @param matrix rows of the same length
 */
export function cells(matrix: readonly (readonly number[])[]): string {
  const shades = 12;
  const paths = Array.from({ length: shades }, () => '');
  matrix.forEach((row, i) => {
    row.forEach((value, j) => {
      const shade = Math.round(Math.min(Math.max(value, 0), 1) * shades);
      if (shade > 0) paths[shade - 1] += `M${j} ${i}h1v1h-1z`;
    });
  });
  const drawn = paths.flatMap((d, k) =>
    d === '' ? [] : [`<path fill-opacity="${short((k + 1) / shades)}" d="${d}"/>`],
  );
  const columns = matrix[0]?.length ?? 0;
  return `<svg class="cells" viewBox="0 0 ${columns} ${matrix.length}" shape-rendering="crispEdges" aria-hidden="true">${drawn.join('')}</svg>`;
}

type Scale = (value: number) => number;

function scale({ from, to, log = false }: Axis, start: number, end: number): Scale {
  const map = log ? Math.log10 : (value: number): number => value;
  return (value) => start + ((end - start) * (map(value) - map(from))) / (map(to) - map(from));
}

function between(value: number, { from, to }: Axis): boolean {
  return value >= from && value <= to;
}

function label({ names }: Axis, place: number, tick: number, style: string): string {
  return `<span style="${style}">${escapeHtml(names?.[place] ?? String(tick).replace('-', '−'))}</span>`;
}

/** At most two decimals, none where they say nothing. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function percent(share: number): string {
  return `${short(share * 100)}%`;
}
