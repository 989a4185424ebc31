import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import type { Derivation, PostName } from '../equations/types.ts';
import { cellsOf } from '../site/cells.ts';
import { judgeContent } from '../integrations/check-content.ts';
import { readContent } from '../integrations/read-content.ts';
import { siteConfig } from '../site.config.ts';
import { readData } from '../schemas/read-data.ts';
import { injections, type Injection } from './injections.fixture.ts';
import { makeJob } from './job.ts';
import { runHarness } from './run-harness.ts';
import { python, withPython } from './testing.ts';

const content = 'content';
const macrosFile = readFileSync(join(content, 'macros.yaml'), 'utf8');
const { macros } = readData({ macros: macrosFile }, (name) => name, new Set()).content;

interface Post {
  readonly name: PostName;
  readonly text: string;
  readonly checkFile: string;
  readonly derivation: Derivation;
}

const posts = new Map<string, Post>();
for (const topic of readdirSync(join(content, 'posts'))) {
  for (const file of readdirSync(join(content, 'posts', topic))) {
    const slug = file.replace(/\.md$/, '');
    if (slug === file || !injections.some((injection) => injection.slug === slug)) continue;
    const text = readFileSync(join(content, 'posts', topic, file), 'utf8');
    const name: PostName = { topic, slug, format: 'md' };
    const checkFile = readFileSync(join(content, 'posts', topic, `${slug}.check.py`), 'utf8');
    posts.set(slug, { name, text, checkFile, derivation: parse(text, name) });
  }
}

function parse(text: string, name: PostName): Derivation {
  return parsePost({ path: `${name.slug}.md`, text }, name);
}

interface Placed extends Injection {
  readonly number: number;
  readonly offset: number;
}

/** Where the first numbered display holds the text. */
function place(injection: Injection): Placed | undefined {
  const post = posts.get(injection.slug);
  for (const display of post?.derivation.displays ?? []) {
    const { start, end } = display.position;
    const offset = post!.text.slice(start.offset, end.offset).indexOf(injection.from);
    const number = post!.derivation.equations[display.equations[0] ?? -1]?.number;
    if (offset !== -1 && number !== undefined) return { ...injection, number, offset: start.offset + offset };
  }
  return undefined;
}

/** The post with mistakes in it, at most one in each display. */
function apply(text: string, batch: readonly Placed[]): string {
  let out = text;
  for (const { offset, from, to } of [...batch].sort((a, b) => b.offset - a.offset)) {
    out = out.slice(0, offset) + to + out.slice(offset + from.length);
  }
  return out;
}

/** As few batches as possible: one mistake for each equation in each. */
function batches(placed: readonly Placed[]): Placed[][] {
  const out: Placed[][] = [];
  for (const each of placed) {
    const free = out.find((batch) => !batch.some(({ slug, number }) => slug !== each.slug || number === each.number));
    if (free === undefined) out.push([each]);
    else free.push(each);
  }
  return out;
}

const placed = injections.map(place);
const caught = new Set<Injection>();
const stale = new Set<Injection>();

it('finds the place of every mistake in the posts', () => {
  expect(injections.filter((_, index) => placed[index] === undefined)).toEqual([]);
  expect(injections.length).toBeGreaterThanOrEqual(89);
});

describe.skipIf(python === undefined)('mistakes in numbered displays', () => {
  beforeAll(async () => {
    for (const batch of batches(placed.filter((each) => each !== undefined))) {
      const post = posts.get(batch[0]!.slug)!;
      const derivation = parse(apply(post.text, batch), post.name);
      const { cells } = cellsOf(derivation, post.checkFile);
      const { job } = makeJob({ derivation, cells, checkPath: 'check', macros, seeds: 1, mutate: false });
      const { runs } = await runHarness(job, { python: python! });
      const failed = new Set(
        runs.flatMap(({ checks }) => checks.filter(({ ok }) => !ok)).map(({ equation }) => equation),
      );
      expect(runs[0]?.cells.map(({ error }) => error).filter((error) => error !== null)).toEqual([]);
      for (const each of batch) if (failed.has(each.number)) caught.add(injections[placed.indexOf(each)]!);
    }
  }, 300_000);

  it('are found by executing, at least 95 of 100', () => {
    const missed = injections
      .filter((injection) => !caught.has(injection))
      .map(({ slug, what, to }) => `${slug}: ${what}: ${to}`);
    expect(missed.length / injections.length, missed.join('\n')).toBeLessThanOrEqual(0.05);
  });
});

it('stop the check of the content without Python, every one of them', () => {
  const reading = readContent(content, process.cwd());
  const derivations = reading.posts.map(({ file, name }) => parsePost(file, name));
  for (const batch of batches(placed.filter((each) => each !== undefined))) {
    const post = posts.get(batch[0]!.slug)!;
    const changed = reading.posts.find(({ name }) => name.slug === post.name.slug)!;
    const file = { path: changed.file.path, text: apply(post.text, batch) };
    const sources = new Map(reading.files.sources).set(file.path, file);
    const { findings } = judgeContent(
      { ...reading, files: { ...reading.files, sources } },
      derivations.map((each) => (each.path === file.path ? parsePost(file, changed.name) : each)),
      siteConfig,
      process.cwd(),
    );
    for (const each of batch) {
      const told = `式(${String(each.number)}) 的执行记录过期`;
      const isTold = findings.some((finding) => {
        return finding.file === file.path && finding.severity === 'error' && finding.message.startsWith(told);
      });
      if (isTold) stale.add(injections[placed.indexOf(each)]!);
    }
  }
  expect(injections.filter((injection) => !stale.has(injection))).toEqual([]);
});

if (python === undefined) withPython('mistakes injected into the posts', () => undefined);
