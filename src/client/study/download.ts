import { el } from '../page.ts';
import { writeRecord } from './serialise.ts';
import { study } from './store.ts';

/** Everything that the reader has, what could not be kept included, as a file. */
export function exportRecord(): void {
  download(`tuidao-study-${today()}.json`, writeRecord(study.read()), 'application/json');
}

/** `2026-11-24`, as the clock of the reader has it. */
export function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function download(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
