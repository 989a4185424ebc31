// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError, say, showProgress } from './messages.mjs';
import { installedNode, ownNode, runsSite } from './node.mjs';
import { npmInstall } from './npm.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages keyed by folder, `node_modules/astro`
 */

/**
 * Makes `node_modules` what package-lock.json says, puts a newer Node into it where the machine's is too old, and
 * returns the path of the Node that runs the site. Does nothing, and asks nobody, when all of that is there.
 *
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function ensurePackages(root) {
  const wanted = readLock(path.join(root, 'package-lock.json'));
  const present = existsSync(marker(root)) ? {} : readLock(path.join(root, 'node_modules', '.package-lock.json'));
  const isWhole = (/** @type {string} */ folder) => existsSync(path.join(root, folder, 'package.json'));
  const missing = missingPackages(wanted, present, isWhole);
  const isComplete = missing.length === 0;
  if (isComplete && runsSite(process.versions.node)) return process.execPath;

  const own = ownNode(root);
  const node = own ? installedNode(root, own) : process.execPath;
  if (isComplete && node) return node;

  if (!isComplete) say(`Installing ${missing.length} packages from npm; the first time takes a minute or two …`);
  if (own && !node) {
    say(`Node ${own.machine} is too old for the site: Node ${own.version} is put into node_modules, for it alone …`);
  }
  await install(root, own ? [`${own.name}@${own.version}`] : [], () => {
    const there = missing.filter(isWhole).length;
    return missing.length > 0 ? `${there} of ${missing.length} packages` : 'Node';
  });
  const installed = own ? installedNode(root, own) : process.execPath;
  if (installed) return installed;
  throw new SetupError(
    `Node ${own?.version} from the npm package ${own?.name} does not start on this machine. Install a current Node yourself and run the command again.`,
  );
}

/**
 * An install that was interrupted leaves its marker: half-written packages are not told from whole ones, so the next one
 * starts from nothing.
 *
 * @param {string} root
 * @param {string[]} extra packages that the lockfile does not know
 * @param {() => string} progress
 */
async function install(root, extra, progress) {
  const folder = path.join(root, 'node_modules');
  const isHalf = existsSync(marker(root)) || !existsSync(path.join(folder, '.package-lock.json'));
  if (isHalf) removeFolder(folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(marker(root), 'An install is going on, or was interrupted.\n');
  const stop = showProgress(progress);
  // `install` and not `ci`: it keeps what is right, and takes the Node that is not in the lockfile in the same run;
  // `--no-save` keeps package.json and the lockfile as they are.
  await npmInstall(root, ['install', '--no-save', ...extra], 'the packages').finally(stop);
  rmSync(marker(root));
}

/**
 * The packages of a lockfile that `node_modules` does not hold in that version. Optional ones (binaries of other
 * platforms) do not count.
 *
 * @param {LockedPackages} wanted
 * @param {LockedPackages} present what npm noted in `node_modules`, as the last step of an install
 * @param {(folder: string) => boolean} isWhole
 */
export function missingPackages(wanted, present, isWhole) {
  return Object.entries(wanted)
    .filter(([folder, entry]) => folder !== '' && !entry.optional && !entry.devOptional && !entry.link)
    .filter(([folder, entry]) => present[folder]?.version !== entry.version || !isWhole(folder))
    .map(([folder]) => folder);
}

/** @param {string} root */
function marker(root) {
  return path.join(root, 'node_modules', '.tuidao-install');
}

/** @param {string} folder */
function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    throw new SetupError(`Could not remove the unfinished ${folder}: delete it yourself and run the command again.`, {
      cause: error,
    });
  }
}

/**
 * @param {string} file
 * @returns {LockedPackages}
 */
function readLock(file) {
  if (!existsSync(file)) return {};
  const lock = /** @type {{ packages: LockedPackages }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return lock.packages;
}
