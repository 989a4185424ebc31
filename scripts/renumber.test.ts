import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLedger } from '../src/equations/ledger/ledger-file.ts';
import { parsePost } from '../src/equations/parse.ts';
import { checkContent } from '../src/integrations/check-content.ts';
import { renumberContent } from '../src/integrations/renumber-content.ts';
import { formatRecord, parseRecord } from '../src/schemas/record.ts';
import { cellsOf, hashEquation } from '../src/site/cells.ts';
import type { VerificationRecord } from '../src/site/record.ts';
import { siteConfig } from '../src/site.config.ts';
import { anchors } from './anchors/command.ts';
import type { CommandResult } from './command.ts';
import { renumber } from './renumber/command.ts';

const project = resolve(import.meta.dirname, '..');
let content: string;

const frontMatter = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndescription: 述。\ntopic: matrices\ncreated: 2026-11-24\nupdated: 2026-11-24\nstatus: draft\n${more}---\n\n`;

const norms = `${frontMatter('范数', 'equations:\n  definition: [1]\n')}$$
a = b + 0 \\tag{1}
$$

由式(1)得

$$
c = d \\tag{2} \\label{eq:second}
$$

\`\`\`python run
print("式(2)")  # 式(2)
\`\`\`
`;
const checkFile =
  '# %% id=all\ncheck.tex(1, {"a": 1})\ncheck.tex("eq:second", {})\nfor k in (2,):\n    check.tex(k, {})\n';
const uses = `${frontMatter('用处')}见 [](./norms.md#eq-1) 与 [](./norms.md#eq-second)。\n`;

const write = (file: string, text: string): void => {
  writeFileSync(join(content, file), text);
};
const read = (file: string): string => readFileSync(join(content, file), 'utf8');
const run = (...args: string[]): CommandResult => renumber(args, { content, project: content });
const problems = (): string[] =>
  checkContent(content, siteConfig, content).findings.map(
    ({ file, ruleId, message }) => `${file} ${ruleId} ${message}`,
  );

/** The record that executing the post would leave behind. */
function recordOf(text: string): VerificationRecord {
  const derivation = parsePost({ path: 'norms.md', text }, { topic: 'matrices', slug: 'norms', format: 'md' });
  const { cells } = cellsOf(derivation, checkFile);
  const equations = derivation.equations.map(({ number, tex }) => [
    String(number),
    {
      hash: hashEquation(tex, {}),
      methods: ['tex'],
      kinds: ['identity'],
      cells: ['all'],
      cases: { random: 1, equality: 0, counterexample: 0 },
      tolerance: 1e-9,
      symbols: [],
    },
  ]);
  return {
    schema: 1,
    post: 'norms',
    tool: 'tool',
    seeds: 3,
    cells: cells.map(({ id, hash }) => ({ id, hash, output: '' })),
    equations: Object.fromEntries(equations) as VerificationRecord['equations'],
  };
}

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'tuidao-renumber-'));
  cpSync(join(project, 'src/equations/__fixtures__/base'), content, { recursive: true });
  mkdirSync(join(content, 'posts/matrices'));
  mkdirSync(join(content, 'records'));
  write('posts/matrices/norms.md', norms);
  write('posts/matrices/norms.check.py', checkFile);
  write('posts/matrices/uses.md', uses);
  write('records/norms.json', formatRecord(recordOf(norms)));
  write('records/allow.yaml', 'norms:\n  - equation: 1\n    mutation: 丢掉 0\n    reason: 加零。\n');
  write(
    'concepts.yaml',
    `${read('concepts.yaml')}\n- id: norm\n  name: 范数\n  english: Norm\n  area: 线性代数\n  aliases: []\n  definition: 长度。\n  definedIn: norms#eq-1\n`,
  );
  anchors(['--update'], { content, project: content });
});
afterEach(() => {
  rmSync(content, { recursive: true });
});

const contents = (): Map<string, string> =>
  new Map(
    readdirSync(content, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(content, name)).isFile())
      .sort()
      .map((name) => [name, read(name)]),
  );

/** An equation in front of the others, without a number yet. */
function insert(): void {
  write(
    'posts/matrices/norms.md',
    norms.replace('$$\na = b', () => '$$\nx = y\n$$\n\n$$\na = b'),
  );
}

test('the fixture is clean, and nothing is to be done', () => {
  expect(problems()).toEqual([]);
  const before = contents();
  expect(run('--write')).toEqual({ code: 0, stdout: '编号已经连续，没有要改的。\n' });
  expect(contents()).toEqual(before);
});

describe('after an insertion', () => {
  beforeEach(insert);

  test('everything that names an equation follows, and the content is as clean as before', () => {
    expect(problems().join()).toContain('display-is-numbered');
    const { code, stdout } = run('--write');
    expect(code).toBe(0);
    expect(stdout).toContain('写了 7 个文件');
    expect(problems()).toEqual([]);
    expect(read('posts/matrices/norms.md')).toContain('definition: [2]');
    expect(read('posts/matrices/norms.md')).toContain('由式(2)得');
    expect(read('posts/matrices/norms.md')).toContain('# 式(3)');
    expect(read('posts/matrices/uses.md')).toContain('[](./norms.md#eq-2) 与 [](./norms.md#eq-second)');
    expect(read('posts/matrices/norms.check.py')).toBe(
      checkFile.replace('tex(1,', 'tex(2,').replace('in (2,)', 'in (3,)'),
    );
    expect(read('records/allow.yaml')).toContain('equation: 2');
    expect(read('concepts.yaml')).toContain('norms#eq-2');
  });

  test('the record holds the same for the new numbers, and is fresh', () => {
    run('--write');
    const parsed = parseRecord(read('records/norms.json'));
    const record = parsed.ok ? parsed.record : undefined;
    expect(Object.keys(record?.equations ?? {})).toEqual(['2', '3']);
    expect(record?.equations['2']?.hash).toBe(recordOf(norms).equations['1']?.hash);
  });

  test('a record that was out of date stays out of date', () => {
    const stale = recordOf(norms);
    const changed = stale.cells.map((cell) => (cell.id === 'all' ? { ...cell, hash: 'old' } : cell));
    write('records/norms.json', formatRecord({ ...stale, cells: changed }));
    run('--write');
    expect(problems().join()).toContain('verification-is-fresh');
  });

  test('permanent ids stay on their equations, former anchors are kept', () => {
    const before = readLedger(read('anchors.json'));
    run('--write');
    const after = new Map(readLedger(read('anchors.json')).map((entry) => [entry.id, entry]));
    const second = after.get(before.find(({ anchor }) => anchor === 'eq-2')!.id);
    expect(second).toMatchObject({ anchor: 'eq-3', number: 3, label: 'eq:second', aliases: ['eq-2'] });
    expect(after.size).toBe(before.length);
  });

  test('without --write nothing is written, and each line that would change is shown', () => {
    const before = contents();
    const { code, stdout } = run();
    expect(code).toBe(0);
    expect(contents()).toEqual(before);
    expect(stdout).toContain(
      '--- posts/matrices/uses.md\n+++ posts/matrices/uses.md\n@@ -10 +10 @@\n-见 [](./norms.md#eq-1) 与 [](./norms.md#eq-second)。\n+见 [](./norms.md#eq-2) 与 [](./norms.md#eq-second)。\n',
    );
    expect(stdout).toContain('anchors.json 跟着改');
    expect(stdout).toMatch(/会改 7 个文件。加上 --write 才写进文件。\n$/);
  });

  test('git can apply the lines that are shown', () => {
    const before = contents();
    const diff = run().stdout.split(/\n(?=anchors\.json)/)[0] ?? '';
    const args = ['apply', '--unidiff-zero', '-p0', '--unsafe-paths', '-'];
    expect(spawnSync('git', args, { cwd: content, input: diff, encoding: 'utf8' })).toMatchObject({
      stderr: '',
      status: 0,
    });
    const applied = contents();
    for (const [name, text] of before) write(name, text);
    run('--write');
    const isGenerated = (name: string): boolean => name.endsWith('.json');
    expect([...applied].filter(([name]) => !isGenerated(name))).toEqual(
      [...contents()].filter(([name]) => !isGenerated(name)),
    );
  });

  test('a second run changes nothing', () => {
    run('--write');
    const after = contents();
    expect(run('--write').stdout).toContain('没有要改的');
    expect(contents()).toEqual(after);
  });

  test('only posts that are named are numbered anew', () => {
    const before = contents();
    expect(run('uses', '--write').stdout).toContain('没有要改的');
    expect(contents()).toEqual(before);
    expect(run('posts/matrices/norms.md', '--write').code).toBe(0);
    expect(() => run('norm')).toThrow('是 norms 吗');
  });
});

test('an ambiguous reference stops it, says where, and nothing is written', () => {
  write('posts/matrices/norms.md', norms.replace('\\tag{2}', '\\tag{1}'));
  const before = contents();
  const { code, stdout, stderr } = run('--write');
  expect(code).toBe(1);
  expect(stderr).toContain('什么都没有写');
  expect(stdout).toContain('posts/matrices/uses.md:10:3  错误  renumber');
  expect(stdout).toContain('编号 (1) 有几条公式');
  expect(contents()).toEqual(before);
  expect(renumberContent(content, content, new Set(['norms'])).changes).toEqual([]);
});
