// @ts-check
/**
 * Installs what is missing, then runs a script of the project with a Node that can run it:
 *
 *     node scripts/setup.mjs [--test] [-- <script> <arguments…>]
 *
 * `--test` also makes sure of a browser. Everything here is plain JavaScript over Node's own modules and runs on
 * Node 20, because on a fresh clone there is nothing else. Nothing is printed when nothing is missing.
 *
 * The script is started from here and not by `&&` in package.json: a shell remembers where it found `node`,
 * so within one line it would never see the newer Node that was just installed.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { SetupError, say } from './setup/messages.mjs';
import { isNewEnough, oldestForSetup } from './setup/node.mjs';
import { ensurePackages } from './setup/packages.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

await main(process.argv.slice(2)).catch((error) => {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
});

/** @param {string[]} argv */
async function main(argv) {
  if (!isNewEnough(process.versions.node, oldestForSetup)) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: Node ${oldestForSetup} or later is needed. Install a current Node and run the command again.`,
    );
  }
  const [options, command] = splitAt(argv, '--');
  const node = await ensurePackages(root);
  if (options.includes('--test')) await ensureBrowser(root);
  if (command.length > 0) process.exitCode = await run(node, command);
}

/**
 * Runs a script, hands signals on and resolves with its exit code.
 *
 * @param {string} node
 * @param {string[]} command
 * @returns {Promise<number>}
 */
function run(node, command) {
  const bin = path.join(root, 'node_modules', '.bin');
  const child = spawn(node, command, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [bin, path.dirname(node), process.env['PATH']].join(path.delimiter) },
  });
  // Ctrl-C reaches the child by itself (same terminal); this process only has to outlive it.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * @param {string[]} list
 * @param {string} separator
 * @returns {[before: string[], after: string[]]}
 */
function splitAt(list, separator) {
  const at = list.indexOf(separator);
  return at < 0 ? [list, []] : [list.slice(0, at), list.slice(at + 1)];
}
