import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { root, runNode } from '../../scripts/project.ts';
import type { ImportReport } from '../importer/report.ts';
import { sourcePlan, writeSource } from '../importer/testing/generate-source.ts';
import { childEnv, filesBelow, type Fixture, openFixture } from './harness.ts';

let fixture: Fixture;
afterEach(() => fixture.remove());

/** Imports a folder into a content root of its own, then does with it what its owner would do: check, build, look something up. */
async function adopt(folder: string, expectedFiles: number): Promise<ImportReport> {
  fixture = openFixture('good');
  rmSync(fixture.content, { recursive: true });
  const imported = await runNode(
    'scripts/import.ts',
    [folder, '--out', fixture.content],
    'capture',
    childEnv(fixture.env),
  );
  expect(imported.code, imported.output).toBe(0);
  const report = JSON.parse(readFileSync(path.join(fixture.content, '.import/report.json'), 'utf8')) as ImportReport;
  expect(Object.keys(report)).toHaveLength(expectedFiles);

  const check = await fixture.check();
  expect(check.code, check.output).toBe(0);
  const built = await fixture.build();
  expect(built.code, built.output).toBe(0);

  const pages = new Set(filesBelow(fixture.dist));
  const known = new Set(equationsOf(fixture.dist).map(({ post, number }) => `${post} ${String(number)}`));
  for (const { status, slug, written, map, katex_errors: errors } of Object.values(report)) {
    if (status === 'imported')
      expect({ slug, written, errors }).toMatchObject({ written: expect.stringMatching(/./), errors: [] });
    if (written === '') continue;
    expect(pages.has(`posts/${slug}/index.html`), slug).toBe(true);
    expect(map.filter((entry) => !known.has(`${slug} ${String(entry.new)}`))).toEqual([]);
  }
  return report;
}

interface PublishedEquation {
  readonly post: string;
  readonly number: number;
}

function equationsOf(dist: string): readonly PublishedEquation[] {
  const data = JSON.parse(readFileSync(path.join(dist, 'equations.json'), 'utf8')) as {
    readonly equations: readonly { readonly post: string; readonly number: number }[];
  };
  return data.equations;
}

describe('a folder of MathJax posts', () => {
  test('becomes a site with every equation of every post', async () => {
    const plans = fc.sample(sourcePlan, { numRuns: 8, seed: 3 });
    fixture = openFixture('good');
    const folder = path.join(fixture.content, '../source');
    mkdirSync(folder);
    const texts = plans.map((plan, index) => {
      const name = `文章 ${String(index)}.md`;
      // Each has its own source, as the posts of a blog have.
      writeFileSync(path.join(folder, name), writeSource(plan).text.replaceAll('4242', `4242${String(index)}`));
      return name;
    });
    const kept = fixture;
    const report = await adopt(folder, texts.length);
    kept.remove();
    expect(Object.values(report).filter(({ status }) => status === 'failed')).toEqual([]);
  });
});

/** Sixty real posts; their text is not part of this repository. `TUIDAO_CORPUS` names a folder elsewhere. */
const corpus = process.env['TUIDAO_CORPUS'] ?? path.resolve(root, '../shared/reference/corpus');
const hasCorpus = existsSync(corpus);
if (!hasCorpus) process.stderr.write(`SKIPPED: no posts in ${corpus}; set TUIDAO_CORPUS to import a real folder.\n`);

describe.skipIf(!hasCorpus)('the real posts beside the repository', () => {
  test('become a site, and only decisions are left open', async () => {
    const names = filesBelow(corpus).filter((name) => name.endsWith('.md'));
    const report = await adopt(corpus, names.length);
    const open = Object.entries(report).filter(([, { status }]) => status !== 'imported');
    for (const [file, { status, decisions }] of open) {
      expect(status, file).toBe('needs-decision');
      expect(decisions.every(({ line, message, choices }) => line > 0 && message !== '' && choices.length > 0)).toBe(
        true,
      );
    }
  });
});
