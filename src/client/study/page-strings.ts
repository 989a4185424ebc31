const text = document.getElementById('page-study')?.textContent ?? '{}';
const strings = JSON.parse(text) as Readonly<Record<string, string>>;

/** A string of the study pages, `{name}` replaced. */
export function s(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A time span in the largest unit that fits. @param prefix `in` (a length) or `at` (from now) */
export function span(milliseconds: number, prefix: 'in' | 'at'): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 60) return s(`${prefix}.minutes`, { n: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 24) return s(`${prefix}.hours`, { n: hours });
  const days = Math.round(minutes / 60 / 24);
  if (prefix === 'at' || days < 31) return s(`${prefix}.days`, { n: days });
  if (days < 365) return s('in.months', { n: Math.round(days / 30.4) });
  return s('in.years', { n: Math.round(days / 36.5) / 10 });
}
