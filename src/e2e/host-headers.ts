import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The headers that Netlify and Cloudflare Pages read from `_headers` for every address (`/*`), by lower-case name.
 * @param folder that was built
 * @returns nothing where there is no such file
 */
export function hostHeaders(folder: string): Record<string, string> {
  const file = path.join(folder, '_headers');
  if (!existsSync(file)) return {};
  const headers: Record<string, string> = {};
  let isForAll = false;
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (!/^\s/.test(line)) isForAll = line.trim() === '/*';
    const header = /^\s+([A-Za-z-]+):\s*(.+?)\s*$/.exec(line);
    if (isForAll && header?.[1] !== undefined) headers[header[1].toLowerCase()] = header[2] ?? '';
  }
  return headers;
}
