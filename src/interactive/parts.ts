import { escapeHtml } from './format.ts';
import type { Reading } from './types.ts';

/** The readings as HTML: a list of terms and values. */
export function readingsHtml(readings: readonly Reading[]): string {
  return readings
    .map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('');
}

/** The readings in one line, as they are said. */
export function readingsText(readings: readonly Reading[]): string {
  return readings.map(({ label, value }) => `${label} ${value}`).join('; ');
}
