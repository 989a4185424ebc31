/** `npm run preview [-- --port 5000 --host 0.0.0.0]`: serves what was built, as a static host would. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readServeOptions, serveUntilStopped } from './preview/command.ts';
import { outFolder, readOptions } from './project.ts';

const options = readOptions(readServeOptions);
if (existsSync(path.join(outFolder(), 'index.html'))) {
  await serveUntilStopped(outFolder(), options);
} else {
  process.stderr.write('There is no built site yet: run `npm run build` first, or `npm start`, which does both.\n');
  process.exitCode = 1;
}
