import { expect, test } from 'vitest';
import { decimal } from './format.ts';
import { cells, plot } from './plot.ts';

test.each([
  [0, '0'],
  [0.5629, '0.563'],
  [-1, '−1.00'],
  [157.4, '157'],
  [4.0358e-5, '4.04×10⁻⁵'],
  [-2.5e-12, '−2.50×10⁻¹²'],
  [123456, '1.23×10⁵'],
  [Infinity, '∞'],
])('%d is written %s', (value, text) => {
  expect(decimal(value)).toBe(text);
});

const axis = { from: 0, to: 10, ticks: [0, 10], label: 'x < y' };

test('places are shares of the axes, the vertical one upwards', () => {
  const html = plot({
    x: axis,
    y: axis,
    series: [
      {
        kind: 'a',
        as: 'line',
        points: [
          [0, 0],
          [5, 10],
        ],
        name: 'a & b',
      },
    ],
  });
  expect(html).toContain('d="M0 500L500 0"');
  expect(html).toContain('<span style="left:100%">10</span>');
  expect(html).toContain('<span style="top:0%">10</span>');
  expect(html).toContain('x &lt; y');
  expect(html).toContain('a &amp; b');
});

test('a logarithmic axis spaces powers evenly, and what lies outside is left out', () => {
  const html = plot({
    x: axis,
    y: { from: 0.01, to: 1, log: true, ticks: [0.1], label: 'y' },
    series: [
      {
        kind: 'b',
        as: 'dots',
        points: [
          [1, 0.1],
          [2, 3],
          [3, 1e-9],
        ],
      },
    ],
  });
  expect(html).toContain('<span style="top:50%">0.1</span>');
  expect(html).toContain('d="M100 250h0"');
});

test('bars stand on the axis; those left out are hollow', () => {
  const html = plot({ x: axis, y: axis, bars: [{ from: 1, to: 2, height: 5, hollow: true }] });
  expect(html).toContain('<path class="plot__bar plot__bar--hollow" d="M100 500V250H200V500z"/>');
});

test('shades: one path each, values outside cut off, white left out', () => {
  const html = cells([
    [-1, 0.5, 0.51],
    [2, 0, 1],
  ]);
  expect(html).toContain('viewBox="0 0 3 2"');
  expect(html.match(/<path/g)).toHaveLength(2);
  expect(html).toContain('<path fill-opacity="0.5" d="M1 0h1v1h-1zM2 0h1v1h-1z"/>');
  expect(html).toContain('<path fill-opacity="1" d="M0 1h1v1h-1zM2 1h1v1h-1z"/>');
});
