import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestName, writeManifest } from '../../src/output/manifest.ts';
import { isRunning } from '../../src/integrations/is-running.ts';
import { emittedFiles } from './emitted-files.ts';

/** The folder beside the published one that a build writes into. */
export function unfinishedFolder(out: string): string {
  return `${out}.unfinished-${String(process.pid)}`;
}

/** Makes a finished build the published one, its manifest written last. What was published before is gone only then. */
export function publish(unfinished: string, out: string): void {
  const manifest = path.join(unfinished, manifestName);
  writeFileSync(`${manifest}.tmp`, writeManifest(emittedFiles(unfinished)));
  renameSync(`${manifest}.tmp`, manifest);
  const previous = `${out}.previous-${String(process.pid)}`;
  if (existsSync(out)) renameSync(out, previous);
  renameSync(unfinished, out);
  remove(previous);
}

/** Takes away what builds that were killed have left beside the published folder. */
export function removeLeftovers(out: string): void {
  const folder = path.dirname(out);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = /^(?:unfinished|previous)-(\d+)$/.exec(name.slice(path.basename(out).length + 1))?.[1];
    if (pid === undefined || !name.startsWith(`${path.basename(out)}.`) || isRunning(Number(pid))) continue;
    // Killed between the two renames: what was published before is still whole.
    if (name.includes('.previous-') && !existsSync(out)) renameSync(path.join(folder, name), out);
    else remove(path.join(folder, name));
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
