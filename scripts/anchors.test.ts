import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { summarise } from '../src/equations/check.ts';
import { readLedger } from '../src/equations/ledger/ledger-file.ts';
import type { LedgerEntry } from '../src/equations/ledger/types.ts';
import { checkContent } from '../src/integrations/check-content.ts';
import { formatGithub } from '../src/report/format-github.ts';
import { siteConfig } from '../src/site.config.ts';
import { anchors } from './anchors/command.ts';
import type { CommandResult } from './command.ts';

const project = resolve(import.meta.dirname, '..');
const norms = 'posts/matrices/norms.md';
let content: string;

const frontMatter = (title: string): string =>
  `---\ntitle: ${title}\ndescription: 述。\ntopic: matrices\ncreated: 2026-11-24\nupdated: 2026-11-24\nstatus: draft\n---\n\n`;
const display = (tex: string, number: number, label = ''): string =>
  `$$\n${tex} \\tag{${String(number)}}${label}\n$$\n\n`;

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'tuidao-anchors-'));
  cpSync(join(project, 'src/equations/__fixtures__/base'), content, { recursive: true });
  mkdirSync(join(content, 'posts/matrices'));
  write(norms, display('a = b', 1, ' \\label{eq:norm}'), '由式(1)得\n\n', display('c = d', 2));
  writeFileSync(join(content, 'posts/matrices/uses.md'), `${frontMatter('用处')}按 [](./norms.md#eq-1)。\n`);
});
afterEach(() => {
  rmSync(content, { recursive: true });
});

function write(file: string, ...parts: readonly string[]): void {
  writeFileSync(join(content, file), frontMatter('范数') + parts.join(''));
}

/** Runs the command in this process; `check` gives its findings in short. */
function run(...args: string[]): CommandResult {
  return anchors(args, { content, project: content });
}

function check(): string[] {
  return checkContent(content, siteConfig, content).findings.map(
    ({ file, severity, ruleId, message }) => `${severity} ${file} ${ruleId} ${message}`,
  );
}

const ledger = () => readLedger(readFileSync(join(content, 'anchors.json'), 'utf8'));
const at = (anchor: string): LedgerEntry =>
  ledger().find((entry) => entry.post === 'norms' && entry.anchor === anchor)!;

describe('the ledger', () => {
  test('is written by --update alone', () => {
    expect(run()).toMatchObject({ code: 0 });
    expect(existsSync(join(content, 'anchors.json'))).toBe(false);
    const { code, stdout } = run('--update');
    expect(code).toBe(0);
    expect(stdout).toContain('新登记：3 篇文章、1 个小节、1 个框、4 条公式。');
    expect(at('eq-1')).toMatchObject({ label: 'eq:norm', number: 1 });
    const text = readFileSync(join(content, 'anchors.json'), 'utf8');
    run('--update');
    expect(readFileSync(join(content, 'anchors.json'), 'utf8')).toBe(text);
    expect(run().stdout).toContain('还没有登记的：没有。');
  });

  test('is left alone while it is not certain what there is', () => {
    write(norms, display('a = b', 1), display('c = d', 1));
    const { code, stdout, stderr } = run('--update');
    expect(code).toBe(1);
    expect(stdout).toContain('number-is-unique');
    expect(stderr).toContain('没有改动');
    expect(existsSync(join(content, 'anchors.json'))).toBe(false);
  });
});

describe('a removed equation', () => {
  let gone: string;
  beforeEach(() => {
    run('--update');
    gone = at('eq-2').id;
    write(norms, display('a = b', 1, ' \\label{eq:norm}'), '由式(1)得\n');
  });

  test('fails the check until it is retired, with a replacement that exists or a reason', () => {
    expect(check().join()).toContain(gone);
    expect(run()).toMatchObject({ code: 1 });
    expect(run('--update').code).toBe(1);
    expect(check()).not.toEqual([]);
    expect(() => run('--retire', gone)).toThrow('理由');
    expect(() => run('--retire', gone, '--to', 'norms#eq-9')).toThrow('#eq-9');
    expect(run('--retire', 'norms#eq-2', '--to', 'norms#eq-norm').code).toBe(0);
    expect(ledger().find(({ id }) => id === gone)?.retired).toEqual({ replacement: 'norms#eq-1' });
    expect(check()).toEqual([]);
  });

  test('or until the author says which one it is', () => {
    write(norms, display('a = b', 1, ' \\label{eq:norm}'), '由式(1)得\n\n', display('e = f', 2), display('g = h', 3));
    expect(check()).not.toEqual([]);
    expect(run('--keep', gone, '--as', 'norms#eq-3').code).toBe(0);
    expect(ledger().find(({ id }) => id === gone)).toMatchObject({ number: 3, aliases: ['eq-2'] });
    expect(check()).toEqual([]);
  });
});

test('a renamed label fails the check until its name is retired', () => {
  run('--update');
  write(norms, display('a = b', 1, ' \\label{eq:other}'), '由式(1)得\n\n', display('c = d', 2));
  run('--update');
  expect(check().join()).toContain('发布过的标签 eq:norm 不见了');
  expect(run('--retire', 'norms#eq-norm').code).toBe(0);
  expect(check()).toEqual([]);
  run('--update');
  expect(at('eq-1')).toMatchObject({ label: 'eq:other', aliases: ['eq-norm'] });
});

test('references to a changed equation are warned of, also on GitHub, until they are acknowledged', () => {
  run('--update');
  write(norms, display('a = 2b', 1, ' \\label{eq:norm}'), '由式(1)得\n\n', display('c = d', 2));
  const warnings = (): string[] => check().map((line) => line.split(' ').slice(0, 3).join(' '));
  const both = [
    'warning posts/matrices/norms.md reference-is-reviewed',
    'warning posts/matrices/uses.md reference-is-reviewed',
  ];
  expect(warnings()).toEqual(['warning posts/matrices/norms.md published-meaning-is-kept', ...both]);
  run('--update');
  expect(warnings()).toEqual(both);
  const { derivations, findings } = checkContent(content, siteConfig, content);
  expect(formatGithub(findings, summarise(derivations, findings))).toMatch(
    /^::warning file=posts\/matrices\/uses\.md,line=10,.*title=reference-is-reviewed::这里引用的 norms 的式\(1\) 改过/m,
  );
  run('--acknowledge', 'norms#eq-2');
  expect(warnings()).toEqual(both);
  expect(run('--acknowledge', 'norms').code).toBe(0);
  expect(warnings()).toEqual([]);
});

test('since a commit the ledger may only grow', () => {
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: content });
  };
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'no ledger');
  git('tag', 'none');
  run('--update');
  git('add', '.');
  git('commit', '-q', '-m', 'ledger');
  expect(run('--since', 'none')).toMatchObject({ code: 0 });
  expect(run('--since', 'HEAD').stdout).toBe('新登记：没有。\n');
  write(norms, display('n', 1), display('a = b', 2, ' \\label{eq:norm}'), '由式(2)得\n\n', display('c = d', 3));
  run('--update');
  const grown = run('--since', 'HEAD');
  expect(grown.code).toBe(0);
  expect(grown.stdout).toContain('新登记：1 条公式。');
  expect(grown.stdout).toMatch(/旧锚点现在指别的：\n {2}norms#eq-1 原来是/);
  const text = readFileSync(join(content, 'anchors.json'), 'utf8').split('\n');
  writeFileSync(join(content, 'anchors.json'), text.filter((line) => !line.includes(at('eq-2').id)).join('\n'));
  const lost = run('--since', 'HEAD');
  expect(lost.code).toBe(1);
  expect(lost.stdout).toContain('不允许');
  expect(() => run('--since', 'no-such-branch')).toThrow('git 里没有 no-such-branch');
});

test.each([
  ['--update', '--acknowledge'],
  ['--keep', 'norms#eq-1'],
  ['norms'],
  ['--retire'],
  ['--retire', 'norms#eq-77', '--because', '多余'],
])('%j is told in one sentence', (...args) => {
  expect(() => run(...args)).toThrow(/^\P{Cc}*\p{Script=Han}\P{Cc}*。$/u);
});

test('from the command line: exit code, output, one line for a fault', () => {
  const spawn = (...args: string[]) => {
    const env = { ...process.env, TUIDAO_CONTENT: content };
    const script = join(project, 'scripts/anchors.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env });
    return { status, stdout, stderr };
  };
  expect(spawn('--help')).toMatchObject({ status: 0, stderr: '' });
  expect(spawn('--unknown')).toEqual({
    status: 2,
    stdout: '',
    stderr: '不认识的选项，或者选项缺少值。用 --help 查看用法。\n',
  });
});
