import { expect, it } from 'vitest';
import { stepChart } from './chart.ts';

it('draws a value until the next one, and the last one for a while', () => {
  const { line, area, marks, width, height } = stepChart([
    { time: 100, value: 1 },
    { time: 150, value: 2 },
    { time: 200, value: 4 },
  ]);
  expect([width, height]).toEqual([320, 96]);
  expect(marks.map(({ x, y }) => [x, y])).toEqual([
    [0, 72],
    [150, 48],
    [300, 0],
  ]);
  expect(line).toBe('M0 72H150V48H300V0H320');
  expect(area).toBe('M0 72H150V48H300V0H320V96H0Z');
});

it('stays inside its box for a single point, and for nothing but zeros', () => {
  expect(stepChart([{ time: 5, value: 3 }]).line).toBe('M0 0H320');
  expect(stepChart([{ time: 5, value: 0 }]).line).toBe('M0 96H320');
});
