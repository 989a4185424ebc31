import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readData } from '../schemas/read-data.ts';
import type { Exception } from '../site.config.ts';
import { buildIndex } from './build-index.ts';
import { check, summarise } from './check.ts';
import { noVerification, type CheckConfig } from './check-input.ts';
import { checkFormulas } from './math.ts';
import { parsePost } from './parse.ts';
import { ruleDescriptions, ruleIds, rules } from './rules/index.ts';
import type { SourceFile } from './types.ts';

const topics = '- id: matrices\n  name: 矩阵\n  english: Matrices\n  description: 分解。\n';
const frontMatter =
  '---\ntitle: 题\ndescription: 述。\ntopic: matrices\ncreated: 2026-11-24\nupdated: 2026-11-24\nstatus: draft\n---\n\n';

/** Checks posts given by slug and body, with one topic and nothing else. */
function checkPosts(
  bodies: Readonly<Record<string, string>>,
  config: Partial<CheckConfig> = {},
  more: readonly SourceFile[] = [],
) {
  const { content, files: data } = readData({ topics }, (name) => `content/${name}`);
  const posts = Object.entries(bodies).map(([slug, body]) => ({
    slug,
    file: { path: `content/posts/matrices/${slug}.md`, text: frontMatter + body },
  }));
  const derivations = posts.map(({ slug, file }) =>
    checkFormulas(parsePost(file, { topic: 'matrices', slug, format: 'md' }), {}),
  );
  const sources = new Map([...posts.map(({ file }) => file), ...more].map((file) => [file.path, file]));
  const findings = check({
    index: buildIndex(derivations),
    derivations,
    content,
    files: { root: 'content', paths: new Set(sources.keys()), sources, data, verification: noVerification, faults: [] },
    config: { severities: {}, exceptions: [], path: 'src/site.config.ts', ...config },
  });
  return { derivations, findings };
}

const inShort = ({ findings }: ReturnType<typeof checkPosts>) =>
  findings.map(
    ({ ruleId, severity, file, position }) =>
      `${file.replace('content/posts/matrices/', '')}:${String(position.start.line)} ${severity} ${ruleId}`,
  );

const gap = '$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{3}\n$$\n';
const untagged = '$$\nx\n$$\n';

describe('severities', () => {
  test('are errors unless the config says otherwise', () => {
    expect(inShort(checkPosts({ a: gap }))).toEqual(['a.md:15 error number-is-consecutive']);
    expect(inShort(checkPosts({ a: gap }, { severities: { 'number-is-consecutive': 'warning' } }))).toEqual([
      'a.md:15 warning number-is-consecutive',
    ]);
    expect(inShort(checkPosts({ a: gap }, { severities: { 'number-is-consecutive': 'off' } }))).toEqual([]);
  });
});

describe('exceptions', () => {
  const exception: Exception = {
    ruleId: 'number-is-consecutive',
    file: 'posts/matrices/a.md',
    message: '应为 (2)',
    reason: '原文如此。',
  };
  test('excuse the finding that they describe', () => {
    expect(inShort(checkPosts({ a: gap }, { exceptions: [exception] }))).toEqual([]);
  });
  test.each([
    ['another rule', { ruleId: 'number-is-unique' }],
    ['another file', { file: 'posts/matrices/b.md' }],
    ['another message', { message: '应为 (4)' }],
  ])('do not excuse %s, and are then dead', (_, change) => {
    const dead = { ...exception, ...change };
    expect(inShort(checkPosts({ a: gap }, { exceptions: [dead] }))).toEqual([
      'a.md:15 error number-is-consecutive',
      'src/site.config.ts:1 error exception-is-used',
    ]);
  });
  test('that are dead are shown where they stand in the config', () => {
    const text = "export const siteConfig = {\n  exceptions: [\n    { message: '应为 (2)' },\n  ],\n};\n";
    const { findings } = checkPosts({ a: '$$\nx \\tag{1}\n$$\n' }, { exceptions: [exception] }, [
      { path: 'src/site.config.ts', text },
    ]);
    expect(findings).toMatchObject([
      { ruleId: 'exception-is-used', position: { start: { line: 3, column: 17 }, end: { line: 3, column: 23 } } },
    ]);
  });
  test('do not excuse a second fault of the same kind', () => {
    const two = `${gap}\n$$\nz \\tag{5}\n$$\n`;
    expect(inShort(checkPosts({ a: two }, { exceptions: [exception] }))).toEqual([
      'a.md:19 error number-is-consecutive',
    ]);
  });
});

test('findings are sorted by file, place and rule, whatever the order of the posts', () => {
  const bodies = { b: gap + untagged, a: `由式(9)得。\n\n${gap}`, c: '见 $\\foo$。\n' };
  const there = checkPosts(bodies).findings;
  const back = checkPosts(Object.fromEntries(Object.entries(bodies).reverse())).findings;
  expect(there.length).toBeGreaterThan(3);
  expect(back).toEqual(there);
  expect(there.map(({ file, position }) => `${file} ${String(position.start.line).padStart(5)}`)).toEqual(
    there.map(({ file, position }) => `${file} ${String(position.start.line).padStart(5)}`).sort(),
  );
});

test('the summary counts posts, equations, references and findings', () => {
  const { derivations, findings } = checkPosts(
    { a: `${gap}\n由式(1)和式(3)得。\n`, b: untagged },
    { severities: { 'display-is-numbered': 'warning' } },
  );
  expect(summarise(derivations, findings)).toEqual({ files: 2, equations: 2, references: 2, errors: 1, warnings: 1 });
});

describe('a display without its end', () => {
  test.each([
    ['prose follows', '$$\nx \\tag{1}\n\n由式(2)得\n\n$$\ny \\tag{2}\n$$\n'],
    ['another display follows at once', '$$\nx \\tag{1}\n\n$$\ny \\tag{2}\n$$\n'],
    ['two more follow', '$$\nx \\tag{1}\n\n$$\ny \\tag{2}\n$$\n\n由式(3)得\n\n$$\nz \\tag{3}\n$$\n'],
    ['it is the last', '$$\nx \\tag{1}\n'],
    ['a heading follows', '$$\nx \\tag{1}\n\n## 小节\n\n$$\ny \\tag{2}\n$$\n'],
    ['a box follows', '$$\nx \\tag{1}\n\n:::theorem\n结论\n\n$$\ny \\tag{2}\n$$\n:::\n\n见 [](#thm-1)。\n'],
  ])('is told once, at its beginning, when %s', (_, body) => {
    expect(inShort(checkPosts({ a: body }))).toEqual(['a.md:10 error math-is-closed']);
  });
  test('does not hide what stands before it', () => {
    expect(inShort(checkPosts({ a: `${gap}\n$$\nz \\tag{4}\n\n由式(4)得\n` }))).toEqual([
      'a.md:15 error number-is-consecutive',
      'a.md:18 error math-is-closed',
    ]);
  });
  test('does not make references of other posts dangle', () => {
    const a = '$$\nx \\tag{1}\n\n由式(2)得\n\n$$\ny \\tag{2}\n$$\n';
    expect(inShort(checkPosts({ a, b: '见 [](./a.md#eq-2)。\n\n$$\nx \\tag{1}\n$$\n' }))).toEqual([
      'a.md:10 error math-is-closed',
    ]);
  });
});

describe('registry', () => {
  test('every rule is a file of its name, and every file a rule', () => {
    const files = readdirSync(join(import.meta.dirname, 'rules')).filter((name) => name !== 'index.ts');
    expect([...ruleIds].map((id) => `${id}.ts`).sort()).toEqual(files.sort());
    for (const { id } of rules) {
      expect(readFileSync(join(import.meta.dirname, 'rules', `${id}.ts`), 'utf8')).toContain(`id: '${id}'`);
    }
  });
  test('names are statements, descriptions are Chinese', () => {
    for (const [id, description] of Object.entries(ruleDescriptions)) {
      expect(id).toMatch(
        /^one-tag-per-row$|-(?:is|are|has|have|states|follows|names|exists|resolves|renders|starts|survives|can|holds)(?:-|$)/,
      );
      expect(description).toMatch(/\p{Script=Han}/u);
      expect(description).not.toMatch(/。$/);
    }
  });
  test('the rule on exceptions runs last', () => {
    expect(ruleIds.at(-1)).toBe('exception-is-used');
  });
});

test('any text is judged without a crash, and every finding has a place in its file', () => {
  const pieces = [
    '$$',
    '$',
    '\\tag{1}',
    '\\tag{',
    '\\begin{align}',
    '\\end{align}',
    '\\begin{aligned}',
    '\\\\',
    '\\label{eq:a}',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    ':::theorem',
    ':::',
    '::::',
    '```',
    '`',
    '式(1)',
    '(3)式',
    '\\eqref{eq:a}',
    '[](#eq-1)',
    '[](../x/y.md#eq-1)',
    '![x](y.svg)',
    '[@a]',
    '| a | b |\n|---|---|\n',
    '\\|',
    '{',
    '}',
    '\\{',
    '## 题',
    '<a id="eq-1">',
    '<!--',
    '-->',
    '\r\n',
    '\t',
    ' ',
    '汉字',
    'x^2',
    '\\frac',
    '---\n',
    '&',
    '#',
    '%',
    '𝑥',
    '\u0000',
    '\u200b',
    '{#id}',
    '\\left(',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
      const body = parts.join('');
      const lines = (frontMatter + body).split(/\r\n|\n|\r/).length;
      for (const { position, message } of checkPosts({ a: body }).findings) {
        expect(position.start.line, message).toBeLessThanOrEqual(lines);
        expect(position.end.offset, message).toBeGreaterThanOrEqual(position.start.offset);
      }
    }),
    { seed: Number(process.env['TUIDAO_SEED'] ?? 20261124), numRuns: Number(process.env['TUIDAO_RUNS'] ?? 400) },
  );
});
