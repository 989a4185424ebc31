import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The code that decides what HTML a post becomes. */
const sources = 'src/{markdown,equations,formula,search/formula,syntax,i18n,output,export}/**/*.{ts,json}';
const entries = 'src/integrations/{render-*,checked-file}.ts';

/** Packages that read Markdown, set formulas or write HTML. */
const packages =
  /(?:^|\/)(?:katex|shiki|unified|vfile.*|parse5|entities|yaml|github-slugger|decode-named-character-reference|property-information)$|(?:remark|rehype|micromark|mdast|hast|unist|shiki|stringify-entities|parse-entities|oniguruma)/;

/**
 * A hash of everything in the pipeline that is not the post itself: its sources and the versions of its packages.
 * @param root absolute path of the project
 */
export async function pipelineVersion(root: string): Promise<string> {
  const hash = createHash('sha256');
  const files = (await Array.fromAsync(glob([sources, entries], { cwd: root })))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.test.ts'))
    .sort();
  if (files.length === 0) throw new Error(`pipelineVersion: ${root} 里没有渲染代码 ${sources}`);
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(join(root, file)))
      .update('\0');
  for (const line of await installedPackages(root)) hash.update(`${line}\0`);
  return hash.digest('hex');
}

/** `node_modules/katex@0.19.1`, from the list that npm keeps of what it really installed. */
async function installedPackages(root: string): Promise<string[]> {
  const lock = JSON.parse(await readFile(await lockFile(root), 'utf8')) as {
    packages?: Record<string, { version?: string }>;
  };
  return Object.entries(lock.packages ?? {})
    .filter(([path]) => packages.test(path))
    .map(([path, { version = '' }]) => `${path}@${version}`)
    .sort();
}

async function lockFile(root: string): Promise<string> {
  const candidates = [join(root, 'node_modules/.package-lock.json'), join(root, 'package-lock.json')];
  for (const candidate of candidates) {
    if ((await Array.fromAsync(glob(candidate))).length > 0) return candidate;
  }
  throw new Error(`pipelineVersion: ${candidates.join(' 和 ')} 都不存在，先运行 npm ci`);
}
