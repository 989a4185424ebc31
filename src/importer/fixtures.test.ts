import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importCorpus, type CorpusResult } from './import-corpus.ts';
import { formatReport, type ImportReport, type PostReport } from './report.ts';

/*
 * `__fixtures__/<form>/in.md` shows one habit of MathJax posts; further `.md` files beside it are imported with it. The post
 * and the report that come out are compared with `expected.md` and `expected.txt`. Of every form holds: no display is lost or
 * invented, what is written passes the check unless the report asks for a decision, and a second run gives the same bytes.
 */

const fixtures = join(import.meta.dirname, '__fixtures__');

interface Settings {
  readonly mode?: 'all' | 'tagged';
  readonly dropCopies?: boolean;
  /** Files that lie beside the post. */
  readonly files?: readonly string[];
}

function readSettings(folder: string): Settings {
  const file = join(folder, 'fixture.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Settings) : {};
}

function run(folder: string): CorpusResult {
  const { mode = 'all', dropCopies = false, files = [] } = readSettings(folder);
  const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'expected.md');
  return importCorpus(new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])), {
    mode,
    dropCopies,
    topics: undefined,
    existing: {},
    presets: {},
    assetOf: (_, path, { topic, slug }) =>
      files.includes(path)
        ? { link: `./figures/${slug}-${path}`, path: `posts/${topic}/figures/${slug}-${path}` }
        : undefined,
    onProgress: () => undefined,
  });
}

function textOf({ posts, undecided }: CorpusResult, { slug }: PostReport): string {
  return [...posts].find(([path]) => path.endsWith(`/${slug}.md`))?.[1] ?? undecided.get(slug) ?? '';
}

/** What the report says, in a form that can be read beside the source. */
function describeReport(report: ImportReport): string {
  const { display, source_tags: tags, repairs, defects, map } = report['in.md']!;
  const lines = [
    formatReport(report).split('\n\n').slice(1).join('\n\n'),
    ...display.map(({ line, form, tags: own }) => `${String(line)} ${form} ${own.join(' | ')}`.trimEnd()),
    `tags ${tags.join(' | ')}`.trimEnd(),
    ...defects.map(({ kind, line, column }) => `defect ${kind} ${String(line)}:${String(column)}`),
    ...map.map(({ part, old, how, new: number }) => `map ${part} ${how} ${old} -> ${String(number)}`),
    ...Object.entries(repairs).map(([kind, count]) => `repair ${kind} ${String(count)}`),
  ];
  return `${lines.join('\n').trim()}\n`;
}

const forms = readdirSync(fixtures).sort();

describe.each(forms)('%s', (form) => {
  const folder = join(fixtures, form);
  const result = run(folder);
  const report = Object.fromEntries(result.reports);
  const own = report['in.md']!;

  test('becomes the post that was approved', async () => {
    await expect(textOf(result, own)).toMatchFileSnapshot(join(folder, 'expected.md'));
  });
  test('is reported as was approved', async () => {
    await expect(describeReport(report)).toMatchFileSnapshot(join(folder, 'expected.txt'));
  });
  test('is read again as it was meant', () => {
    expect(own.verify).toEqual([]);
    if (own.decisions.length === 0) {
      expect(own.check).toEqual([]);
      expect(own.katex_errors).toEqual([]);
      expect(own.written).not.toBe('');
    }
  });
  test('gives the same bytes again', () => {
    const again = run(folder);
    expect(textOf(again, again.reports.get('in.md')!)).toBe(textOf(result, own));
    expect(describeReport(Object.fromEntries(again.reports))).toBe(describeReport(report));
  });
});
