import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { ImportReport } from './report.ts';
import { sourcePlan, writeSource } from './testing/generate-source.ts';

/** Folders with everything that goes wrong in folders: each bad file is a line of the report, and no other file suffers. */

/** Each step starts a program of its own; a busy machine is no reason to fail. */
const patience = 300_000;

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'tuidao-import-'));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function importInto(folder: string, out: string, ...args: string[]): { code: number | null; output: string } {
  const command = ['scripts/import.ts', folder, '--out', out, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

function readReport(out: string): ImportReport {
  return JSON.parse(readFileSync(path.join(out, '.import/report.json'), 'utf8')) as ImportReport;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Files below a folder with a hash of their contents; what is not finished lies in `.import/unfinished`. */
function contents(folder: string): Map<string, string> {
  return new Map(
    filesBelow(folder).map((file) => [
      path.relative(folder, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}

/** How far a run has come; a folder that changes meanwhile is as far as before. */
function countFiles(folder: string): number {
  try {
    return filesBelow(folder).length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

const good = '---\ntitle: 好的文章\n---\n\n由\n\\begin{equation}a = b\\end{equation}\n得$a$。\n';

describe('a folder with bad files', () => {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'good.md': good,
    'empty.md': '',
    'blank.md': '\n \n\t\n',
    'front-matter-only.md': '---\ntitle: 只有头部\n---\n',
    'latin1.md': Buffer.from([0x23, 0x20, 0xe9, 0xe8, 0x0a]),
    'utf16.md': Buffer.from('\uFEFF# 标题\n', 'utf16le'),
    'nul.md': '# 空字符\n\n文字\0与$a\0$。\n',
    'bom-crlf.md': `\uFEFF${good.replaceAll('\n', '\r\n').replace('好的文章', '换行')}`,
    'old-mac.md': good.replaceAll('\n', '\r').replace('好的文章', '旧的换行'),
    'one-line.md': `# 一行\n\n${'很长的一行$x_1$，'.repeat(20_000)}`,
    'deep.md': `# 深\n\n${'> '.repeat(200)}文字\n\n${'- '.repeat(200)}文字\n\n${'<div class="note-box">'.repeat(300)}\n`,
    'braces.md': `# 花括号\n\n$$${'{'.repeat(3000)}x${'}'.repeat(3000)}$$\n\n$$${'\\frac{1}{'.repeat(400)}x${'}'.repeat(400)}$$\n`,
    'dollars.md': `# 美元\n\n${'$'.repeat(999)}\n\n${'$$ '.repeat(501)}\n`,
    'unclosed.md': '---\ntitle: 没有结尾\n\n```\n$$\n\\begin{equation}\n<div class="theorem-box">\n**粗体\n',
    'sub/nested.md': good.replace('好的文章', '下一层'),
    '中文 空格.md': good.replace('好的文章', '中文名'),
    'too-large.md': `# 太大\n\n${'很长的一行$x_1$，'.repeat(100_000)}`,
    'README.md': '# 不是文章\n',
    'notes.txt': '不是文章',
    '.hidden.md': '# 隐藏\n',
  };
  const expected = Object.keys(files).filter((name) => name.endsWith('.md') && !/README|\.hidden/.test(name));
  let folder = '';
  let out = '';
  let before: Map<string, string>;
  let result: ReturnType<typeof importInto>;

  beforeAll(() => {
    folder = path.join(scratch, 'bad');
    out = path.join(scratch, 'bad-out');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    mkdirSync(path.join(folder, 'folder.md'));
    symlinkSync(folder, path.join(folder, 'loop'));
    before = contents(folder);
    result = importInto(folder, out);
  }, patience);

  test('reports every file, and stops at none', () => {
    expect(Object.keys(readReport(out)).sort(), result.output).toEqual(expected.sort());
    expect(result.code).toBe(1);
    expect(result.output).toContain('失败 4');
  });
  test('names what cannot be read', () => {
    const report = readReport(out);
    const failed = Object.entries(report).filter(([, { status }]) => status === 'failed');
    expect(failed.map(([file]) => file).sort()).toEqual(['latin1.md', 'nul.md', 'too-large.md', 'utf16.md']);
    expect(report['latin1.md']?.decisions[0]?.message).toContain('UTF-8');
    expect(report['too-large.md']?.decisions[0]?.message).toContain('分成几篇');
  });
  test('imports the others as if they were alone', () => {
    const report = readReport(out);
    for (const file of ['good.md', 'bom-crlf.md', 'old-mac.md', 'sub/nested.md', '中文 空格.md']) {
      const { status, written, display } = report[file]!;
      expect(status).toBe('imported');
      expect(display.map(({ line }) => line)).toEqual([6]);
      const text = readFileSync(path.join(out, written), 'utf8');
      expect(text.endsWith('---\n\n由\n\n$$\na = b \\tag{1}\n$$\n\n得$a$。\n'), text).toBe(true);
    }
  });
  test('leaves the originals alone', () => {
    expect(contents(folder)).toEqual(before);
  });
  test('leaves nothing unfinished, and gives the same bytes again', () => {
    const again = path.join(scratch, 'bad-again');
    importInto(folder, again);
    expect([...contents(out).keys()].filter((name) => name.includes('part'))).toEqual([]);
    expect(contents(again)).toEqual(contents(out));
  });
});

describe('a target that exists', () => {
  test('is kept with other content, and replaced by --force alone', () => {
    const [folder, out] = [path.join(scratch, 'one'), path.join(scratch, 'one-out')];
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'good.md'), good);
    expect(importInto(folder, out).code).toBe(0);
    const [name = ''] = [...contents(out).keys()].filter((file) => file.startsWith('posts/'));
    const written = readFileSync(path.join(out, name), 'utf8');
    expect(importInto(folder, out).output).toContain('写了 0 个文件');

    writeFileSync(path.join(out, name), `${written}\n自己改过的一句。\n`);
    const second = importInto(folder, out);
    expect(second.code).toBe(1);
    expect(second.output).toContain(`已存在，没有覆盖：${name}`);
    expect(readFileSync(path.join(out, name), 'utf8')).toContain('自己改过的一句。');
    expect(readReport(out)['good.md']?.notes.map(({ kind }) => kind)).toContain('exists');

    expect(importInto(folder, out, '--force').code).toBe(0);
    expect(readFileSync(path.join(out, name), 'utf8')).toBe(written);
  });

  test('cannot be the folder that is imported', () => {
    const folder = path.join(scratch, 'one');
    expect(importInto(folder, path.join(folder, 'out'))).toMatchObject({ code: 2 });
    expect(importInto(path.join(scratch, 'absent'), path.join(scratch, 'x')).output).toContain('不是文件夹');
  });
});

test(
  'killed at any moment it leaves whole files alone, and the next run completes them',
  async () => {
    const [folder, out, whole] = ['kill', 'kill-out', 'kill-whole'].map((name) => path.join(scratch, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(folder);
    fc.sample(sourcePlan, { numRuns: 16, seed: 7 }).forEach((plan, index) => {
      writeFileSync(path.join(folder, `post-${String(index)}.md`), writeSource(plan).text);
    });
    importInto(folder, whole);
    const expected = contents(whole);
    let interrupted = 0;
    // Moments that follow the work and not the clock: after so many files have appeared.
    for (const moment of [0, 1, 6, 14]) {
      rmSync(out, { recursive: true, force: true });
      const child = spawn(process.execPath, ['scripts/import.ts', folder, '--out', out], { stdio: 'ignore' });
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
      while (child.exitCode === null && child.signalCode === null && countFiles(out) < moment) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      child.kill('SIGKILL');
      await ended;
      const left = contents(out);
      if (left.size < expected.size) interrupted += 1;
      for (const [name, hash] of left) {
        if (!name.startsWith('.import/unfinished'))
          expect(hash, `${name} after ${String(moment)} files`).toBe(expected.get(name));
      }
      importInto(folder, out);
      expect(contents(out)).toEqual(expected);
    }
    expect(interrupted).toBeGreaterThan(1);
  },
  patience,
);
