/**
 * `npm run build [-- <options of astro build>]`: checks the content, builds the site, checks what was emitted and makes it
 * searchable; all of that hangs on the build itself (src/integrations). It is written beside `dist/` and takes its place
 * when it is whole: a build that fails or is killed leaves the site of the last good one.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { onOneDisk, placeWithoutRoom } from './build/disks.ts';
import { lockBuild } from './build/lock.ts';
import { publish, remove, removeLeftovers, unfinishedFolder } from './build/publish.ts';
import { astro, astroEnv, outFolder, root, runNode } from './project.ts';

/**
 * V8 lets the heap grow to several times what is alive before it looks for garbage; a site of a thousand posts then takes
 * gigabytes of which it needs a part. No limit is set, so no site is too large. The allocator of glibc likewise keeps
 * memory apart for every thread unless told.
 */
const smallHeap = ['--heap-growing-percent=50', '--max-semi-space-size=8'];
const smallEnv: NodeJS.ProcessEnv = { MALLOC_ARENA_MAX: '2' };

const out = outFolder();
const release = await lockBuild(path.join(root, 'node_modules/.cache/tuidao/build.lock'), {
  onWait: (pid) =>
    process.stdout.write(`Another build runs here (process ${String(pid)}); this one begins after it …\n`),
});
try {
  removeLeftovers(out);
  removeLeftovers(path.join(root, '.cache/site'));
  const unfinished = unfinishedFolder(out);
  // Astro moves files from the project into the output, which it cannot from one disk to another.
  const made = onOneDisk(out, root) ? unfinished : unfinishedFolder(path.join(root, '.cache/site'));
  try {
    process.exitCode = await build(made, unfinished);
  } finally {
    // Asked before room is made.
    if (process.exitCode !== 0) {
      const place = placeWithoutRoom([out, process.env['TUIDAO_CACHE'] ?? root, root]);
      if (place !== undefined)
        process.stderr.write(`No room is left on the disk of ${place}. What was published before is as it was.\n`);
    }
    for (const folder of [made, unfinished]) remove(folder);
  }
} finally {
  release();
}

/** @returns the exit code */
async function build(made: string, unfinished: string): Promise<number> {
  const { code } = await runNode(
    astro,
    ['build', ...process.argv.slice(2)],
    'inherit',
    { ...smallEnv, ...astroEnv, TUIDAO_OUT: made },
    root,
    smallHeap,
  );
  if (code !== 0) return code;
  try {
    if (made !== unfinished) cpSync(made, unfinished, { recursive: true });
    publish(unfinished, out);
    return 0;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    process.stderr.write(`The site is built and cannot be put in its place: ${error.message}\n`);
    return 1;
  }
}
