import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonReport } from '../src/report/format-json.ts';

const project = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'tuidao-check-'));
const clean = join(scratch, 'clean');
const broken = join(scratch, 'broken');
const name = 'posts/attention/scaled-dot-product.md';

beforeAll(() => {
  const base = join(project, 'src/equations/__fixtures__/base');
  cpSync(base, clean, { recursive: true });
  cpSync(base, broken, { recursive: true });
  cpSync(
    join(project, 'src/equations/__fixtures__/number-is-consecutive/bad-skipped.md'),
    join(broken, 'posts/matrices/gap.md'),
    { recursive: true },
  );
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

const { FORCE_COLOR: _force, NO_COLOR: _no, ...withoutColour } = process.env;

/** Runs the command as npm does; paths are printed relative to the folder that it runs in. */
function run(content: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, 'scripts/check.ts'), ...args], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...withoutColour, TUIDAO_CONTENT: content },
  });
  return { status, stdout, stderr };
}

test('clean content: exit 0, and how much was checked', () => {
  expect(run(clean)).toEqual({ status: 0, stdout: '没有问题。检查了 1 个文件、2 条公式、2 处引用。\n', stderr: '' });
});

test('a gap in the numbers: exit 1, place, frame, what to do', () => {
  const { status, stdout, stderr } = run(broken);
  expect(status).toBe(1);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^broken\/posts\/matrices\/gap\.md:19:25 {2}错误 {2}number-is-consecutive\n/);
  expect(stdout).toContain('> 19 | A^\\top A = V S^2 V^\\top \\tag{4}\n');
  expect(stdout).toContain('式(2) 之后应为 (3)，这里写的是 (4)。');
  expect(stdout).toMatch(/1 个文件里有 1 个错误、0 个警告。检查了 2 个文件、6 条公式、2 处引用。\n$/);
});

test('annotations for GitHub', () => {
  const { status, stdout } = run(broken, '--format', 'github');
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^::error file=broken\/posts\/matrices\/gap\.md,line=19,endLine=19,col=25,endColumn=32,title=number-is-consecutive::式\(2\)/,
  );
});

test('JSON of the promised shape', () => {
  const { status, stdout } = run(broken, '--format=json');
  expect(status).toBe(1);
  const report = JSON.parse(stdout) as JsonReport;
  expect(report.summary).toEqual({ files: 2, equations: 6, references: 2, errors: 1, warnings: 0 });
  expect(report.findings).toMatchObject([
    {
      ruleId: 'number-is-consecutive',
      severity: 'error',
      file: 'broken/posts/matrices/gap.md',
      line: 19,
      column: 25,
      endLine: 19,
      endColumn: 32,
    },
  ]);
  expect(Object.keys(report.findings[0] ?? {})).toEqual([
    'ruleId',
    'severity',
    'file',
    'line',
    'column',
    'endLine',
    'endColumn',
    'message',
    'hint',
  ]);
});

describe('named files', () => {
  test('limit the report, not what is read', () => {
    expect(run(broken, join('broken', name)).status).toBe(0);
    expect(run(broken, join('broken', name)).stdout).toBe('没有问题。检查了 1 个文件、2 条公式、2 处引用。\n');
    expect(run(broken, 'broken/posts/matrices/gap.md').status).toBe(1);
    expect(run(broken, join(broken, 'posts/matrices')).status).toBe(1);
    expect(run(broken, 'broken/posts/attention/').status).toBe(0);
  });

  test('a post stands for its check file too', () => {
    const content = join(scratch, 'stale');
    cpSync(clean, content, { recursive: true });
    cpSync(join(project, 'src/equations/__fixtures__/verification-is-fresh/bad-cell'), content, { recursive: true });
    const { status, stdout } = run(content, 'stale/posts/matrices/square.md');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^stale\/posts\/matrices\/square\.check\.py:1:1 {2}错误 {2}verification-is-fresh\n/);
    expect(stdout).toContain('npm run verify -- square --update');
    expect(run(content, 'stale/posts/attention').status).toBe(0);
  });

  test('that do not exist: exit 2 and one sentence', () => {
    const { status, stdout, stderr } = run(broken, 'broken/posts/matrices/gep.md');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^broken\/posts\/matrices\/gep\.md 不是内容目录 broken 里会被检查的文件.*\n$/);
  });
});

describe('a wrong call: exit 2, one sentence, nothing on the standard output', () => {
  test.each([
    ['unknown format', clean, ['--format', 'xml'], '没有叫 xml 的格式，可以用 cli、github、json、lines。\n'],
    ['unknown option', clean, ['--fix'], '不认识的选项，或者选项缺少值：--fix。用 --help 查看用法。\n'],
    ['option without value', clean, ['--format'], '不认识的选项，或者选项缺少值：--format'],
    [
      'no such content',
      join(scratch, 'nowhere'),
      [],
      `检查没有完成：内容目录 ${join(scratch, 'nowhere')} 不存在，或者不是文件夹。\n`,
    ],
  ])('%s', (_, content, args, message) => {
    const { status, stdout, stderr } = run(content, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('help', () => {
  const { status, stdout } = run(join(scratch, 'nowhere'), '--help');
  expect(status).toBe(0);
  expect(stdout).toContain('退出码：0');
});

test('a folder without posts is an error', () => {
  const empty = mkdtempSync(join(scratch, 'empty-'));
  writeFileSync(join(empty, 'topics.yaml'), '[]\n');
  const { status, stdout } = run(empty);
  expect(status).toBe(1);
  expect(stdout).toContain('里没有可以检查的文章。');
  expect(stdout).toContain('检查了 0 个文件');
});
