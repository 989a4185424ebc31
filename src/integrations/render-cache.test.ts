import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as CompileModule from '../markdown/compile-post.ts';
import { compilePost } from '../markdown/compile-post.ts';
import {
  compileAll,
  loadCompiled,
  loadFormulas,
  loadLatex,
  type CompileOptions,
  type PostSource,
} from './render-cache.ts';
import { compileJobs } from './render-pool.ts';
import { pipelineVersion } from './render-version.ts';

vi.mock(import('../markdown/compile-post.ts'), async (original) => {
  const actual = await original();
  return { compilePost: vi.fn(actual.compilePost) };
});

const compiled = vi.mocked(compilePost);

let folder: string;
let options: CompileOptions;

/** A project with the little that the version of the pipeline is made of. */
function project(name: string, code: string, katex: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'src/markdown'), { recursive: true });
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'src/markdown/compile-post.ts'), code);
  writeFileSync(join(root, 'src/markdown/compile-post.test.ts'), `${code}${name}`);
  const packages = { 'node_modules/katex': { version: katex }, 'node_modules/prettier': { version: name } };
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  return root;
}

function post(slug: string, text = `由式(1)。\n\n$$\nx = ${slug} \\tag{1}\n$$\n`): PostSource {
  return { file: { path: `content/posts/t/${slug}.md`, text }, name: { topic: 't', slug, format: 'md' } };
}

const two = [post('a'), post('b')];
const entries = (): string[] => readdirSync(options.cacheDir).sort();

/** Compiles and tells how many posts were compiled for it. */
async function run(posts: readonly PostSource[], change: Partial<CompileOptions> = {}) {
  compiled.mockClear();
  const handles = await compileAll(posts, { ...options, ...change });
  return { handles, count: compiled.mock.calls.length };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuidao-render-'));
  options = { root: project('one', 'a', '0.19.1'), cacheDir: join(folder, 'cache'), macros: {}, workers: 0 };
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('the second run compiles nothing and gives the same', async () => {
  const first = await run(two);
  const second = await run(two);
  expect([first.count, second.count]).toEqual([2, 0]);
  expect(second.handles).toEqual(first.handles);
  expect(second.handles.map(({ name }) => name.slug)).toEqual(['a', 'b']);
});

test('a handle leads to the page that compilePost makes', async () => {
  const { handles } = await run(two);
  const { derivation, formulas, latex, ...page } = compilePost(two[1]!.file, two[1]!.name, {});
  expect(handles[1]?.derivation).toEqual(JSON.parse(JSON.stringify(derivation)));
  expect(await loadCompiled(handles[1]!, { macros: {} })).toEqual(page);
  expect(await loadLatex(handles[1]!, { macros: {} })).toBe(latex);
  const stored = await loadFormulas(handles[1]!, { macros: {} });
  expect(formulas.map((_, place) => stored.of(place).toString())).toEqual(formulas);
  expect(() => stored.of(formulas.length)).toThrow('不存在');
});

test.each<[string, (posts: readonly PostSource[]) => readonly [readonly PostSource[], Partial<CompileOptions>]]>([
  ['a macro', (posts) => [posts, { macros: { '\\R': 'R' } }]],
  ['the text of one', ([a, b]) => [[a!, post('b', `${b!.file.text}!`)], {}]],
  ['the path of one', ([a, b]) => [[a!, { ...b!, file: { ...b!.file, path: 'x.md' } }], {}]],
  ['the topic of one', ([a, b]) => [[a!, { ...b!, name: { ...b!.name, topic: 'u' } }], {}]],
  ['the code of the pipeline', (posts) => [posts, { root: project('two', 'b', '0.19.1') }]],
  ['the version of KaTeX', (posts) => [posts, { root: project('two', 'a', '0.19.2') }]],
])('what depends on %s is compiled again', async (what, change) => {
  await run(two);
  const [posts, changed] = change(two);
  expect((await run(posts, changed)).count).toBe(what.endsWith('of one') ? 1 : 2);
});

test('tests and unrelated packages do not count', async () => {
  await run(two);
  expect((await run(two, { root: project('two', 'a', '0.19.1') })).count).toBe(0);
});

const damages: readonly [string, (path: string) => void][] = [
  ['cut short', (path) => truncateSync(path, 100)],
  ['empty', (path) => truncateSync(path, 0)],
  [
    'edited',
    (path) =>
      writeFileSync(path, readFileSync(path, 'utf8').replace('eq-1', 'eq-2').replace('"number":1', '"number":2')),
  ],
  ['not JSON', (path) => writeFileSync(path, 'nonsense')],
  ['binary', (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x0a, 0x00]))],
  ['missing', (path) => rmSync(path)],
];

test.each(damages)('an entry that is %s is made anew', async (_, damage) => {
  const good = await run([two[0]!]);
  const pages = await loadCompiled(good.handles[0]!, { macros: {} });
  const formulas = (await loadFormulas(good.handles[0]!, { macros: {} })).all;
  for (const entry of entries()) damage(join(options.cacheDir, entry));
  expect(await loadCompiled(good.handles[0]!, { macros: {} })).toEqual(pages);
  expect((await loadFormulas(good.handles[0]!, { macros: {} })).all).toEqual(formulas);
  expect(await loadLatex(good.handles[0]!, { macros: {} })).toContain('\\eqref');
  const again = await run([two[0]!]);
  expect(again.count).toBe(1);
  expect(again.handles).toEqual(good.handles);
  expect(await loadCompiled(again.handles[0]!, { macros: {} })).toEqual(pages);
});

test('entries of other posts and left-overs of dead processes are removed, others stay', async () => {
  await run(two);
  const left = `${'0'.repeat(40)}.page.json.999999999-0-1.tmp`;
  const alive = `${'0'.repeat(40)}.page.json.${String(process.pid)}-0-1.tmp`;
  for (const name of [left, alive, 'README']) writeFileSync(join(options.cacheDir, name), '');
  await run([two[0]!], { prune: false });
  expect(entries()).toHaveLength(11);
  const { handles } = await run([two[0]!]);
  const base = handles[0]!.key.slice(0, 40);
  const own = ['derivation.json', 'formulas.html', 'latex.json', 'page.json'].map((name) => `${base}.${name}`);
  expect(entries()).toEqual([alive, 'README', ...own].sort());
});

test('progress counts every post', async () => {
  await run([two[0]!]);
  const seen: number[][] = [];
  await run(two, { onProgress: (done, total) => seen.push([done, total]) });
  expect(seen).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

test('a fault of the pipeline names the post', async () => {
  compiled.mockImplementationOnce(() => {
    throw new Error('boom');
  });
  await expect(compileAll(two, options)).rejects.toThrow('content/posts/t/a.md 没有渲染成功：boom');
});

const root = process.cwd();

/** This thread is slow, so that others get their share although they start later. */
async function slowDown(): Promise<() => void> {
  const { compilePost: real } = await vi.importActual<typeof CompileModule>('../markdown/compile-post.ts');
  compiled.mockImplementation((...input) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    return real(...input);
  });
  return () => compiled.mockImplementation(real);
}

test('threads give the same as this thread', async () => {
  const many = Array.from({ length: 9 }, (_, place) => post(`p${String(place)}`));
  const here = await run(many);
  const restore = await slowDown();
  const there = await run(many, { root, cacheDir: join(folder, 'threads'), workers: 2 });
  restore();
  expect(there.count).toBeLessThan(9);
  expect(there.handles.map(({ derivation }) => derivation)).toEqual(here.handles.map(({ derivation }) => derivation));
  const pages = await Promise.all(there.handles.map((handle) => loadCompiled(handle, { macros: {} })));
  expect(pages).toEqual(await Promise.all(here.handles.map((handle) => loadCompiled(handle, { macros: {} }))));
}, 30_000);

test('a thread that would load other code than this one leaves the work to it', async () => {
  mkdirSync(options.cacheDir);
  const restore = await slowDown();
  compiled.mockClear();
  const jobs = [...two, post('c')].map((each, place) => {
    const paths = {
      key: String(place),
      derivation: join(options.cacheDir, `d${String(place)}`),
      page: join(options.cacheDir, `p${String(place)}`),
      formulas: join(options.cacheDir, `f${String(place)}`),
      latex: join(options.cacheDir, `l${String(place)}`),
    };
    return { post: each, paths };
  });
  const done: string[] = [];
  await compileJobs(jobs, { root, macros: {}, workers: 1, version: 'another' }, (job) => done.push(job.post.name.slug));
  restore();
  expect(done).toEqual(['a', 'b', 'c']);
  expect(compiled).toHaveBeenCalledTimes(3);
}, 30_000);

test('the version of this project counts its sources and packages', async () => {
  expect(await pipelineVersion(root)).toMatch(/^[0-9a-f]{64}$/);
  await expect(pipelineVersion(folder)).rejects.toThrow('没有渲染代码');
});
