// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupError } from './messages.mjs';
import { machineNode } from './node.mjs';

const hint = {
  offline: 'Connect to the internet (or check the proxy and `npm config get registry`) and run the command again.',
  disk: 'Free some disk space and run the command again.',
  rights: 'Make this folder writable for you (a root-owned node_modules or ~/.npm is the usual cause).',
  lock: 'package.json and package-lock.json do not fit together: run `npm install` and commit both.',
  damaged: 'Run `npm cache verify` and the command again.',
};

/** @type {Record<string, string>} */
const hintOf = {
  ENOTFOUND: hint.offline,
  EAI_AGAIN: hint.offline,
  ECONNREFUSED: hint.offline,
  ECONNRESET: hint.offline,
  ENETUNREACH: hint.offline,
  EHOSTUNREACH: hint.offline,
  ETIMEDOUT: hint.offline,
  ERR_SOCKET_TIMEOUT: hint.offline,
  ENOTCACHED: hint.offline,
  E502: hint.offline,
  E503: hint.offline,
  E504: hint.offline,
  ENOSPC: hint.disk,
  EACCES: hint.rights,
  EPERM: hint.rights,
  EROFS: hint.rights,
  EUSAGE: hint.lock,
  EINTEGRITY: hint.damaged,
};

/**
 * Installs with npm, quietly. Without a network what npm has in its cache is tried; asking the registry for every
 * package first would take minutes.
 *
 * @param {string} root
 * @param {string[]} args
 * @param {string} what for the message: `Could not install …`
 * @throws {SetupError} one sentence with the reason npm gave
 */
export async function npmInstall(root, args, what) {
  const ping = await runNpm(root, [
    'ping',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-timeout=15000',
  ]);
  const isOffline = ping.code !== 0 && hintOf[codeIn(ping.output) ?? ''] === hint.offline;
  const source = isOffline ? '--offline' : '--prefer-offline';
  // Development packages are part of every command: NODE_ENV=production must not leave them out.
  const install = await runNpm(root, [...args, '--include=dev', '--no-audit', '--no-fund', source]);
  if (install.code !== 0) throw new SetupError(explainFailure(isOffline ? ping.output : install.output, what));
}

/**
 * What npm printed → what went wrong and what to do.
 *
 * @param {string} output
 * @param {string} what
 */
export function explainFailure(output, what) {
  const code = codeIn(output);
  const first = /^npm (?:error|ERR!) (?!code |errno |syscall )(.+)$/m.exec(output)?.[1]?.replace(/\.$/, '');
  const reason = [code, first].filter(Boolean).join(': ') || output.trim().split('\n').at(-1) || 'npm gave no reason';
  return `Could not install ${what}: ${reason}. ${hintOf[code ?? ''] ?? 'Run the command again; if it fails the same way, run `npm install` to see all of it.'}`;
}

/** @param {string} output */
function codeIn(output) {
  return /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1];
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function runNpm(root, args) {
  const [command, ...first] = npmCommand(root);
  const child = spawn(command, [...first, ...args, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: command === 'npm.cmd',
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * @param {string} root
 * @returns {[command: string, ...args: string[]]}
 */
function npmCommand(root) {
  const cli = process.env['npm_execpath'] ?? '';
  const node = machineNode(root);
  if (node && /npm-cli\.c?js$/.test(cli) && existsSync(cli)) return [node, cli];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}
