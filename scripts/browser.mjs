// @ts-check
/**
 * The browser of the end-to-end tests: one that is installed, else the headless Chromium that the npm package
 * `@sparticuz/chromium` ships. Plain JavaScript, because the set-up uses it too.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { SetupError, say } from './setup/messages.mjs';

/**
 * `--single-process`, which @sparticuz/chromium would add, makes the whole browser exit with its first page.
 */
export const browserArgs = ['--no-sandbox', '--disable-gpu'];

/**
 * A browser that has been seen to start; the answer is remembered in node_modules.
 *
 * @param {string} root the project
 * @returns {Promise<string>} its executable; start it with `browserArgs`
 * @throws {SetupError} when this machine has none
 */
export async function ensureBrowser(root) {
  const known = recall(root);
  if (known) return known;
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (!(await starts(chosen))) throw new SetupError(`CHROME_PATH is ${chosen}, but no browser starts there.`);
    return remember(root, chosen);
  }
  for (const candidate of installedBrowsers()) if (await starts(candidate)) return remember(root, candidate);
  const packaged = await packagedBrowser(root);
  if (packaged) return remember(root, packaged);
  throw new SetupError(
    'The tests need a browser and none starts here: install Chrome or Chromium, or set CHROME_PATH to one, and run the command again.',
  );
}

/** Executables of Chrome, Chromium and Edge that exist on this machine, best first. */
export function installedBrowsers() {
  return candidates().filter((file) => existsSync(file));
}

/** @returns {string[]} */
function candidates() {
  const { env, platform } = process;
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return ['/Applications', path.join(homedir(), 'Applications')].flatMap((folder) =>
      names.map((name) => path.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder);
    const files = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return files.flatMap((file) => folders.map((folder) => path.join(folder ?? '', file)));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable'];
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/opt/google/chrome'];
  return names.flatMap((name) => [...new Set(folders)].filter(Boolean).map((folder) => path.join(folder, name)));
}

/**
 * Unpacks the Chromium of @sparticuz/chromium (Linux on x64 only). One that was unpacked half is unpacked again.
 *
 * @param {string} root
 * @returns {Promise<string | undefined>}
 */
async function packagedBrowser(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  say('No browser found; unpacking the Chromium of the npm package @sparticuz/chromium …');
  const folder = path.join(root, 'node_modules', '.cache', 'tuidao', 'chromium');
  const { default: chromium } = await import('@sparticuz/chromium');
  const before = process.env['TMPDIR'];
  for (const _attempt of [1, 2]) {
    mkdirSync(folder, { recursive: true });
    // The package unpacks below os.tmpdir(), where somebody else's file of that name would be taken for its own.
    process.env['TMPDIR'] = folder;
    const executable = await chromium.executablePath().finally(() => {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    });
    if (await starts(executable)) return executable;
    rmSync(folder, { recursive: true, force: true });
  }
  return undefined;
}

/**
 * Whether a page can be shown, in the way that the tests will: a file of that name may be a stub, or lack a library.
 *
 * @param {string} executable
 * @returns {Promise<boolean>}
 */
async function starts(executable) {
  // Imported late: on a fresh clone it is not there before the packages are.
  const { chromium } = await import('playwright-core');
  try {
    const browser = await chromium.launch({ executablePath: executable, args: browserArgs, timeout: 60_000 });
    const page = await browser.newPage();
    await page.setContent('<p>it starts</p>');
    const text = await page.textContent('p');
    await browser.close();
    return text === 'it starts';
  } catch {
    // Why it does not start is Playwright's long story; the next candidate is tried, and at last one sentence told.
    return false;
  }
}

/** @param {string} root */
function memory(root) {
  return path.join(root, 'node_modules', '.cache', 'tuidao', 'browser.json');
}

/**
 * @param {string} root
 * @param {string} executable
 */
function remember(root, executable) {
  mkdirSync(path.dirname(memory(root)), { recursive: true });
  writeFileSync(memory(root), JSON.stringify({ executable, ...stateOf(executable) }));
  return executable;
}

/**
 * @param {string} root
 * @returns {string | undefined}
 */
function recall(root) {
  if (!existsSync(memory(root))) return undefined;
  const { executable, ...state } =
    /** @type {{ executable: string, size: number, mtimeMs: number, chosen: string }} */ (
      JSON.parse(readFileSync(memory(root), 'utf8'))
    );
  const isSame = existsSync(executable) && JSON.stringify(stateOf(executable)) === JSON.stringify(state);
  return isSame ? executable : undefined;
}

/**
 * What changes when the executable or the wish for another one changes.
 *
 * @param {string} executable
 */
function stateOf(executable) {
  const { size, mtimeMs } = statSync(executable);
  return { size, mtimeMs, chosen: process.env['CHROME_PATH'] ?? '' };
}
