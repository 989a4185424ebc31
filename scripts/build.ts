/**
 * `npm run build [-- <options of astro build>]`: checks the content, builds the site into `dist/`, checks what was
 * emitted and makes it searchable. All of that hangs on the build itself (src/integrations).
 */
import { astro, astroEnv, runNode } from './project.ts';

const { code } = await runNode(astro, ['build', ...process.argv.slice(2)], 'inherit', astroEnv);
process.exitCode = code;
