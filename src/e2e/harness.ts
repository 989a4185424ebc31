/**
 * What end-to-end tests stand on: the real site, built once per run and served; a real browser; and small content
 * folders that a test may spoil and really build.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import { browserArgs, ensureBrowser } from '../../scripts/browser.mjs';
import { type RunningServer, serve } from '../../scripts/preview/static-server.ts';
import { astro, type Outcome, root, runNode } from '../../scripts/project.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');

export interface BuiltSite extends RunningServer {
  /** Folder with the emitted files. */
  readonly dist: string;
}

/**
 * The site of `content/`, built once in a run of the tests. Close it in `afterAll`.
 *
 * @throws Error with everything the build printed when it fails
 */
export async function siteUnderTest(): Promise<BuiltSite> {
  const folder = path.join(inject('runFolder'), 'site');
  const dist = path.join(folder, 'dist');
  if (!existsSync(dist)) {
    const unfinished = path.join(folder, 'unfinished');
    const { code, output } = await runAstro(['build'], {
      TUIDAO_OUT: unfinished,
      TUIDAO_CACHE: path.join(folder, 'cache'),
      TUIDAO_BASE: '/',
    });
    if (code !== 0) throw new Error(`The site does not build:\n${output}`);
    renameSync(unfinished, dist);
  }
  return serveFolder(dist);
}

/** Serves any emitted folder on a free port. */
export async function serveFolder(dist: string, base = '/'): Promise<BuiltSite> {
  return { dist, ...(await serve({ folder: dist, base, host: '127.0.0.1', port: 0, more: 0 })) };
}

/** A headless browser; close it in `afterAll`. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(root), args: browserArgs });
}

export interface Built extends Outcome {
  /** Folder with the emitted files; it does not exist after a build that failed before its first page. */
  readonly dist: string;
}

/** A content folder of its own, with its own output and cache. */
export interface Fixture {
  /** Absolute path of the content root. */
  readonly content: string;
  /** Absolute path of the output. */
  readonly dist: string;
  readonly cache: string;
  /** What sets the commands on this content. */
  readonly env: NodeJS.ProcessEnv;
  /** Replaces one passage of a file; a passage that is not there exactly once is a fault of the test. */
  edit(file: string, from: string, to: string): void;
  /** Really builds it, with `astro build`. */
  build(options?: { readonly base?: string }): Promise<Built>;
  /** `astro sync`, which fills Astro's caches. */
  sync(): Promise<Outcome>;
  /** `npm run check`. */
  check(...args: string[]): Promise<Outcome>;
  remove(): void;
}

/** Copies a folder of `src/e2e/fixtures` to a place where it may be changed. */
export function openFixture(name: string): Fixture {
  const folder = mkdtempSync(path.join(inject('runFolder'), `${name}-`));
  const content = path.join(folder, 'content');
  const dist = path.join(folder, 'dist');
  const cache = path.join(folder, 'cache');
  cpSync(path.join(fixtures, name), content, { recursive: true });
  const env = { TUIDAO_CONTENT: content, TUIDAO_OUT: dist, TUIDAO_CACHE: cache, TUIDAO_BASE: '/' };
  return {
    content,
    dist,
    cache,
    env,
    edit: (file, from, to) => replaceOnce(path.join(content, file), from, to),
    build: async ({ base = '/' } = {}) => ({ dist, ...(await runAstro(['build'], { ...env, TUIDAO_BASE: base })) }),
    sync: () => runAstro(['sync'], env),
    check: (...args) => runNode('scripts/check.ts', args, 'capture', childEnv(env)),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The fixture as it stands, built once. */
export async function buildFixture(name: string): Promise<Built> {
  return openFixture(name).build();
}

/** Every file below a folder, with forward slashes, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** The environment of a command that a person would have typed: without what Vitest puts into its own. */
export function childEnv(changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|TUIDAO_|NODE_ENV$|MODE$|DEV$|PROD$|SSR$|BASE_URL$)/.test(name),
  );
  return { ...Object.fromEntries(own), NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', ...changes };
}

function runAstro(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  return runNode(astro, args, 'capture', childEnv(env));
}

function replaceOnce(file: string, from: string, to: string): void {
  const parts = readFileSync(file, 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${file} holds ${JSON.stringify(from)} ${parts.length - 1} times.`);
  writeFileSync(file, parts.join(to));
}
