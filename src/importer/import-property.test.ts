import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { importCorpus, type CorpusResult } from './import-corpus.ts';
import { parsePostWithTree } from '../equations/parse.ts';
import { checkFormulas } from '../equations/math.ts';
import { readData } from '../schemas/read-data.ts';
import { sourcePlan, writeSource, type SourceTruth } from './testing/generate-source.ts';
import type { PostReport } from './report.ts';
import { visitText } from './testing/visit-text.ts';

/** Posts that are written by a generator which knows what they mean: nothing may be lost, invented or linked wrongly. */

const file = '生成的文章.md';

function run(text: string, mode: 'all' | 'tagged' = 'all', others = new Map<string, string>()): CorpusResult {
  return importCorpus(new Map([[file, text], ...others]), {
    mode,
    dropCopies: false,
    topics: undefined,
    existing: {},
    presets: {},
    assetOf: () => undefined,
    onProgress: () => undefined,
  });
}

function written(result: CorpusResult): string {
  return [...result.posts.values(), ...result.undecided.values()][0] ?? '';
}

function macrosOf({ data }: CorpusResult): Record<string, string> {
  return { ...readData({ macros: data.get('macros.yaml') ?? '' }, (name) => name).content.macros };
}

function checkReport(report: PostReport, truth: SourceTruth): void {
  expect(report.verify).toEqual([]);
  expect(report.katex_errors).toEqual([]);
  expect(report.check).toEqual([]);
  expect(report.display.map(({ line }) => line)).toEqual(truth.displays.map(({ line }) => line));
  expect(report.source_tags).toEqual(truth.tags);
  expect(report.defects.map(({ kind, line }) => ({ kind, line }))).toEqual(truth.defects);
}

function checkText(text: string, macros: Record<string, string>, truth: SourceTruth): void {
  const { derivation, tree } = parsePostWithTree({ path: 'a.md', text }, { topic: 'a', slug: 'a', format: 'md' });
  const rows = truth.displays.flatMap((display) => display.rows);
  const { equations, references, formulas } = derivation;
  expect(equations.map(({ number }) => number)).toEqual(equations.map((_, index) => index + 1));
  const marksOf = (tex: string): string[] => [...tex.matchAll(/M_\{\d+\}/g)].map(([mark]) => mark);
  const displays = derivation.displays.flatMap(({ formula }) => marksOf(formulas[formula]?.tex ?? ''));
  expect(displays).toEqual(rows.map(({ mark }) => mark));
  const inlines = formulas.filter(({ display }) => !display).flatMap(({ tex }) => marksOf(tex));
  expect(inlines).toEqual(truth.inlines);

  const lines = text.split('\n');
  for (const { word, marks } of truth.mentions) {
    const line = lines.findLastIndex((each) => each.includes(word)) + 1;
    const targets = references
      .filter(({ position, target }) => position.start.line === line && target.type !== 'post')
      .map(({ target }) => {
        const equation = equations.find(({ number, label }) =>
          target.type === 'label'
            ? label === target.label
            : target.type === 'number'
              ? number === target.number
              : target.type === 'anchor' && target.id === `eq-${String(number)}`,
        );
        return marksOf(equation?.tex ?? '')[0];
      });
    expect(targets, lines[line - 1]).toEqual(marks);
  }
  const { formulaProblems } = checkFormulas(derivation, macros);
  expect(formulaProblems).toEqual([]);
  const prose: string[] = [];
  visitText(tree, (value) => prose.push(value));
  expect(prose.filter((value) => /\$\$|\\begin\{equation|\*\*/.test(value.replace(/\w\*\*\w/g, '')))).toEqual([]);
}

const settings = {
  numRuns: Number(process.env['TUIDAO_RUNS'] ?? 150),
  seed: Number(process.env['TUIDAO_SEED'] ?? 20261124),
};

test('posts of MathJax habits keep every display, number and reference', () => {
  fc.assert(
    fc.property(sourcePlan, (plan) => {
      const { text, truth } = writeSource(plan);
      const result = run(text);
      const report = result.reports.get(file);
      if (report === undefined) throw new Error('no report');
      checkReport(report, truth);
      checkText(written(result), macrosOf(result), truth);
    }),
    settings,
  );
});

test('with --number tagged only what had a number has one', () => {
  fc.assert(
    fc.property(sourcePlan, (plan) => {
      const { text, truth } = writeSource(plan);
      const result = run(text, 'tagged');
      checkReport(result.reports.get(file)!, truth);
      const { derivation } = parsePostWithTree(
        { path: 'a.md', text: written(result) },
        { topic: 'a', slug: 'a', format: 'md' },
      );
      const numbered = truth.displays
        .flatMap(({ rows }) => rows)
        .filter(({ tag, auto, label }) => tag !== undefined || auto || label !== undefined);
      expect(derivation.equations.map(({ number }) => number)).toEqual(numbered.map((_, index) => index + 1));
    }),
    { ...settings, numRuns: Math.ceil(settings.numRuns / 3) },
  );
});

/** What breaks posts: something typed too much, something lost. */
const slips = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(6),
    insert: fc.constantFrom(
      ...['', '$', '$$', '**', '`', '```', '\n\n', '{', '}', '|', '&', '%', '\\\\', '> ', '- ', '    ', '\\[', '<!--'],
      ...[
        '\\begin{align}',
        '\\end{equation}',
        '\\tag{3}',
        '</div>',
        '<div class="note-box">',
        '\n# 标题\n',
        ':::',
        '『',
      ],
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

test('a broken post is reported, says where, and harms no other', () => {
  const other = '好的文章.md';
  const good = '---\ntitle: 好的文章\n---\n\n由\n\\begin{equation}a = b\\end{equation}\n得[同伴](生成的文章.md)。\n';
  fc.assert(
    fc.property(sourcePlan, slips, (plan, breaks) => {
      let { text } = writeSource(plan);
      for (const { at, remove, insert } of breaks) {
        const offset = Math.floor(at * text.length);
        text = text.slice(0, offset) + insert + text.slice(offset + remove);
      }
      const result = run(text, 'all', new Map([[other, good]]));
      const report = result.reports.get(file)!;
      const lines = text.split(/\r\n?|\n/).length;
      for (const { kind, line } of report.decisions) {
        expect(kind).not.toBe('failed');
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
      }
      // Whatever is not written says why.
      if (report.written === '') expect(report.decisions).not.toEqual([]);
      else expect(report.check).toEqual([]);
      const { status, written: path, display } = result.reports.get(other)!;
      expect({ status, lines: display.map(({ line }) => line) }).toEqual({ status: 'imported', lines: [6] });
      expect(result.posts.get(path)).toContain('a = b \\tag{1}');
    }),
    settings,
  );
});
