/**
 * `npm run bench [-- <folder>] [--copies 140] [--large] [--json]`: what a build costs here, beside a stock Astro pipeline
 * over the same posts, measured in the same run. Without a folder the posts of `content/` are used; either way they are
 * copied under other slugs until there are as many as asked for. Nothing is asserted: figures depend on the machine.
 *
 * `npm run bench -- --pages [<folder>]`: what a reader waits for on the post with the most displays, of the site and of the
 * folder, beside the page that stock Astro makes of it.
 *
 * `npm run bench -- --import <folder> [--copies 355]`: what importing a folder costs, and whether twice gives the same bytes.
 *
 * `npm run bench -- --search [folder]`: how well search answers, beside plain Pagefind and a search for
 * substrings, and what it costs.
 *
 * `npm run bench -- --verify`: what executing the formulas of all posts costs, and what their records cost the check.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { collectPosts } from './bench/collect.ts';
import { measureDevEdit } from './bench/dev-edit.ts';
import { benchImport, formatImport, type ImportBench } from './bench/import.ts';
import { measure, type Measurement } from './bench/measure.ts';
import { benchPages, formatPages, type PageRow } from './bench/pages.ts';
import { multiplyPosts } from './bench/posts.ts';
import { type BenchProject, writeOurs, writeStock } from './bench/projects.ts';
import { formatSummary } from './bench/summary.ts';
import { benchSearch, formatSearch, type SearchBench } from './bench/search.ts';
import { type BenchRow, formatTable } from './bench/table.ts';
import { benchVerify, formatVerify, type VerifyBench } from './bench/verify.ts';
import { readOptions } from './project.ts';

const options = readOptions((args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      copies: { type: 'string' },
      import: { type: 'string' },
      search: { type: 'boolean', default: false },
      pages: { type: 'boolean', default: false },
      verify: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const count = Number(values.copies ?? (values.import === undefined ? 140 : 355));
  if (!Number.isInteger(count) || count < 1) throw new Error(`--copies takes a number of posts, not ${values.copies}.`);
  return { ...values, count, folder: positionals[0] };
});

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const kinds = [
  ['cold', clear],
  ['unchanged', () => {}],
  ['one post edited', (_: BenchProject, post: string) => appendFileSync(post, '\n再补一句话，什么也不改变。\n')],
] as const;

const folder = mkdtempSync(path.join(tmpdir(), 'tuidao-bench-'));
try {
  const [figures, text] = await run();
  process.stdout.write(options.json ? `${JSON.stringify(figures, undefined, 2)}\n` : `\n${text}`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function run(): Promise<[unknown, string]> | [unknown, string] {
  if (options.search) return search(options.folder);
  if (options.pages) return pages();
  if (options.verify) return verify();
  return options.import === undefined ? builds() : imports(options.import);
}

async function search(posts: string | undefined): Promise<[SearchBench, string]> {
  const figures = await benchSearch(posts, folder, say);
  return [figures, formatSearch(figures)];
}

async function verify(): Promise<[VerifyBench, string]> {
  const figures = await benchVerify(folder, say);
  return [figures, formatVerify(figures)];
}

async function pages(): Promise<[PageRow[], string]> {
  const rows = await benchPages(options.folder, folder, say);
  return [rows, formatPages(rows)];
}

async function imports(posts: string): Promise<[ImportBench, string]> {
  const figures = await benchImport(posts, options.count, folder);
  return [figures, formatImport(figures)];
}

async function builds(): Promise<[BenchRow[], string]> {
  const { posts, contentRoot } = collectPosts(options.folder, folder, say);
  const many = multiplyPosts(posts, options.count);
  say(`${many.length} posts (${posts.length} different), ${(size(many) / 1e6).toFixed(1)} MB of Markdown.`);
  const ours = writeOurs(path.join(folder, 'ours'), many, contentRoot);
  const stock = writeStock(path.join(folder, 'stock'), many, contentRoot);
  const rows: BenchRow[] = [];
  for (const [what, prepare] of kinds) {
    const [stockFigures, ourFigures] = [await build(stock, what, prepare), await build(ours, what, prepare)];
    rows.push({ what, posts: many.length, stock: stockFigures, ours: ourFigures });
    say(formatTable(rows.slice(-1)));
  }
  const stockEdit = await devEdit(stock, (topic, slug) => `/posts/${topic}/${slug}/`);
  const ourEdit = await devEdit(ours, (_, slug) => `/posts/${slug}/`);
  rows.push({ what: 'edit in dev, until shown', posts: many.length, stock: stockEdit, ours: ourEdit });
  if (options.large) {
    const large = multiplyPosts(posts, 1400);
    const project = writeOurs(path.join(folder, 'large'), large, contentRoot);
    for (const [what, prepare] of kinds.slice(0, 2)) {
      const ours = await build(project, `1,400 posts, ${what}`, prepare);
      rows.push({ what: `1,400 posts, ${what}`, posts: large.length, ours });
      say(formatTable(rows.slice(-1)));
    }
  }
  return [rows, `${formatTable(rows)}\n${formatSummary(rows)}\n`];

  /** The edit is one more sentence at the end of the first post. */
  async function build(
    project: BenchProject,
    what: string,
    prepare: (project: BenchProject, post: string) => void,
  ): Promise<Measurement> {
    say(`${project.name}: ${what} …`);
    const [first] = many;
    prepare(project, path.join(project.posts, first?.topic ?? '', `${first?.slug}.md`));
    return measure(project.build);
  }

  async function devEdit(
    project: BenchProject,
    page: (topic: string, slug: string) => string,
  ): Promise<Measurement | undefined> {
    say(`${project.name}: edit in dev …`);
    const { topic, slug } = many[0] ?? { topic: '', slug: '' };
    const figures = await measureDevEdit(project, page(topic, slug), path.join(project.posts, topic, `${slug}.md`));
    if (!figures) say(`${project.name}: its dev server did not answer.`);
    return figures;
  }
}

function clear(project: BenchProject): void {
  for (const path of [...project.caches, project.out]) rmSync(path, { recursive: true, force: true });
}

function size(posts: readonly { readonly text: string }[]): number {
  return posts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}
