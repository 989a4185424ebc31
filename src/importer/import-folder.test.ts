import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A post of MathJax habits, written for this test: auto numbers, a label, then a second derivation that starts at 1 again. */
const source = `# 一个小例子

设有

\\begin{equation}y = a x + b\\label{eq:line}\\end{equation}

由 $\\eqref{eq:line}$ 得

\\begin{align}x &= \\frac{y - b}{a}\\end{align}

---

## 公式推导与注释

$$a = 1 \\tag{1}$$

$$
b = 2 \\tag{2}
$$

由式(1)和式(2)得 $y=x+2$。
`;

let folder = '';

function run(...args: string[]): { code: number | null; output: string } {
  const result = spawnSync(process.execPath, ['scripts/import.ts', ...args], { encoding: 'utf8' });
  return { code: result.status, output: result.stdout + result.stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuidao-import-'));
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in', '一个小例子.md'), source);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function posts(out: string): string[] {
  return readdirSync(join(out, 'posts'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
}

test('numbers both derivations through, keeps every reference on its equation, and leaves the source alone', () => {
  const out = join(folder, 'out');
  const { output } = run(join(folder, 'in'), '--out', out, '--report', join(folder, 'report.json'));
  expect(posts(out), output).toHaveLength(1);
  const text = readFileSync(join(out, 'posts', posts(out)[0] ?? ''), 'utf8');
  expect([...text.matchAll(/\\tag\{(\d+)\}/g)].map((match) => match[1])).toEqual(['1', '2', '3', '4']);
  expect(text).toContain('由式(3)和式(4)得');
  expect(readFileSync(join(folder, 'in', '一个小例子.md'), 'utf8')).toBe(source);
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Record<
    string,
    { display: unknown[]; source_tags: string[] }
  >;
  expect(Object.values(report)[0]?.display).toHaveLength(4);
  expect(Object.values(report)[0]?.source_tags).toEqual(['1', '2']);
});

test('a dry run writes nothing', () => {
  const out = join(folder, 'dry');
  run(join(folder, 'in'), '--out', out, '--dry-run');
  expect(() => readdirSync(out)).toThrow();
});

test('the same input gives the same bytes', () => {
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  run(join(folder, 'in'), '--out', a);
  run(join(folder, 'in'), '--out', b);
  const read = (out: string): string[] => posts(out).map((file) => readFileSync(join(out, 'posts', file), 'utf8'));
  expect(read(a)).toHaveLength(1);
  expect(read(a)).toEqual(read(b));
});
