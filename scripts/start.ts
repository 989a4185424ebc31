/** `npm start [-- --port 5000 --host 0.0.0.0]`: builds the site, serves it and prints the address. */
import { readServeOptions, serveUntilStopped } from './preview/command.ts';
import { outFolder, readOptions, runNode } from './project.ts';

const options = readOptions(readServeOptions);
const { code } = await runNode('scripts/build.ts', []);
if (code === 0) await serveUntilStopped(outFolder(), options);
else process.exitCode = code;
