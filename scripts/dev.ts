/** `npm run dev [-- <options of astro dev>]`: serves the site while it is being written. */
import { astro, astroEnv, runNode } from './project.ts';

const { code } = await runNode(astro, ['dev', ...process.argv.slice(2)], 'inherit', astroEnv);
process.exitCode = code;
