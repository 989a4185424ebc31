/**
 * `npm run build [-- <options of astro build>]`: checks the content, builds the site, checks what was emitted and makes it
 * searchable; all of that hangs on the build itself (src/integrations). It is written beside `dist/` and takes its place
 * when it is whole: a build that fails or is killed leaves the site of the last good one.
 */
import path from 'node:path';
import { lockBuild } from './build/lock.ts';
import { publish, remove, removeLeftovers, unfinishedFolder } from './build/publish.ts';
import { astro, astroEnv, outFolder, root, runNode } from './project.ts';

const out = outFolder();
const release = await lockBuild(path.join(root, 'node_modules/.cache/tuidao/build.lock'), {
  onWait: (pid) =>
    process.stdout.write(`Another build runs here (process ${String(pid)}); this one begins after it …\n`),
});
try {
  removeLeftovers(out);
  const unfinished = unfinishedFolder(out);
  const { code } = await runNode(astro, ['build', ...process.argv.slice(2)], 'inherit', {
    ...astroEnv,
    TUIDAO_OUT: unfinished,
  });
  if (code === 0) publish(unfinished, out);
  else remove(unfinished);
  process.exitCode = code;
} finally {
  release();
}
