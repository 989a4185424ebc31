import { describe, expect, test } from 'vitest';
import type { Finding, Position, SourceFile } from '../equations/types.ts';
import { codeFrame } from './code-frame.ts';
import { formatCli } from './format-cli.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';

const at = (line: number, column: number, endLine = line, endColumn = column + 1): Position => ({
  start: { line, column, offset: 0 },
  end: { line: endLine, column: endColumn, offset: 0 },
});

const text = ['$$', 'y = x', '\\tag{9}', '$$', '由式(7)得。'].join('\n');
const finding: Finding = {
  ruleId: 'number-is-consecutive',
  severity: 'error',
  file: 'content/posts/a/b.md',
  position: at(3, 1, 3, 8),
  message: '式(7) 之后应为 (8)，这里写的是 (9)。',
  hint: '改成 (8)。',
  related: [{ file: 'content/posts/a/b.md', position: at(1, 1), message: '式(7)' }],
};
const summary = { files: 2, equations: 118, references: 204, errors: 1, warnings: 0 };
const sources = new Map<string, SourceFile>([[finding.file, { path: finding.file, text }]]);

describe('code frame', () => {
  test('underlines the place, two lines around', () => {
    expect(codeFrame(text, at(3, 1, 3, 8)).join('\n')).toBe(
      ['  1 | $$', '  2 | y = x', '> 3 | \\tag{9}', '    | ^^^^^^^', '  4 | $$', '  5 | 由式(7)得。'].join('\n'),
    );
  });
  test('a Chinese character takes two columns', () => {
    expect(codeFrame(text, at(5, 2, 5, 6)).at(-1)).toBe('    |   ^^^^^');
  });
  test('a stretch over several lines is underlined on its first', () => {
    expect(codeFrame(text, at(1, 1, 4, 3))[1]).toBe('    | ^^');
  });
  test('an empty place still has a mark', () => {
    expect(codeFrame('', at(1, 1, 1, 1))).toEqual(['> 1 |', '    | ^']);
  });
  test('a line beyond the end gives no frame', () => {
    expect(codeFrame('a', at(9, 1))).toEqual([]);
  });
  test('long lines are cropped around the place', () => {
    const line = `${'前'.repeat(300)}错${'后'.repeat(300)}`;
    const [shown, mark] = codeFrame(line, at(1, 301, 1, 302));
    expect(shown).toMatch(/^> 1 \| …前+错后+…$/);
    expect(shown!.length).toBeLessThan(70);
    // Columns of a terminal before the character: one for the ellipsis, two for each Chinese one.
    const before = shown!.slice(shown!.indexOf('…'), shown!.indexOf('错'));
    expect(mark).toBe(`    | ${' '.repeat(1 + 2 * (before.length - 1))}^^`);
  });
  test.each(['\r\n', '\r', '\n'])('line ends %j', (end) => {
    expect(codeFrame(['a', 'b', 'c'].join(end), at(2, 1))).toEqual(['  1 | a', '> 2 | b', '    | ^', '  3 | c']);
  });
  test('control characters cannot reach the terminal', () => {
    const frame = codeFrame('a\u001b[31mb\u202ec\u0007', at(1, 1)).join('\n');
    expect(frame).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(frame).toContain('a␛[31mb');
  });
});

describe('terminal', () => {
  test('place, rule, frame, message, hint, related, how much was checked', () => {
    expect(formatCli([finding], summary, sources, { colour: false }))
      .toBe(`content/posts/a/b.md:3:1  错误  number-is-consecutive

  1 | $$
  2 | y = x
> 3 | \\tag{9}
    | ^^^^^^^
  4 | $$
  5 | 由式(7)得。

  式(7) 之后应为 (8)，这里写的是 (9)。
  改成 (8)。
  另见 content/posts/a/b.md:1:1：式(7)

1 个文件里有 1 个错误、0 个警告。检查了 2 个文件、118 条公式、204 处引用。
`);
  });
  test('a clean run says so, and how much it saw', () => {
    const clean = formatCli([], { ...summary, errors: 0 }, sources, { colour: false });
    expect(clean).toBe('没有问题。检查了 2 个文件、118 条公式、204 处引用。\n');
  });
  test('colours change no letter', () => {
    const plain = formatCli([finding], summary, sources, { colour: false });
    const coloured = formatCli([finding], summary, sources, { colour: true });
    expect(coloured).not.toBe(plain);
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });
  test('a file without text has no frame', () => {
    expect(formatCli([finding], summary, new Map(), { colour: false })).toContain('consecutive\n\n  式(7)');
  });
});

describe('GitHub annotations', () => {
  test('one line a finding, then the summary', () => {
    expect(formatGithub([finding], summary)).toBe(
      '::error file=content/posts/a/b.md,line=3,endLine=3,col=1,endColumn=8,title=number-is-consecutive::' +
        '式(7) 之后应为 (8)，这里写的是 (9)。%0A改成 (8)。%0A另见 content/posts/a/b.md:1：式(7)\n' +
        '1 个文件里有 1 个错误、0 个警告。检查了 2 个文件、118 条公式、204 处引用。\n',
    );
  });
  test('what would end a property or the message is escaped', () => {
    const hostile: Finding = {
      ...finding,
      file: 'a:b,c%.md',
      message: '100%\r\n::error::x',
      hint: undefined,
      related: [],
    };
    const [line, last, ...rest] = formatGithub([hostile], summary).split('\n');
    expect(line).toContain('file=a%3Ab%2Cc%25.md,');
    expect(line).toMatch(/::100%25%0D%0A::error::x$/);
    expect(last).toContain('检查了');
    expect(rest).toEqual(['']);
  });
  test('a place over several lines has no columns', () => {
    expect(formatGithub([{ ...finding, position: at(1, 1, 4, 3) }], summary)).toMatch(
      /^::error file=content\/posts\/a\/b.md,line=1,endLine=4,title=/,
    );
  });
});

test('JSON has the promised shape and nothing else', () => {
  const json = formatJson([finding, { ...finding, hint: undefined }], summary);
  expect(JSON.parse(json)).toEqual({
    summary,
    findings: [
      {
        ruleId: 'number-is-consecutive',
        severity: 'error',
        file: 'content/posts/a/b.md',
        line: 3,
        column: 1,
        endLine: 3,
        endColumn: 8,
        message: '式(7) 之后应为 (8)，这里写的是 (9)。',
        hint: '改成 (8)。',
      },
      expect.objectContaining({ hint: '' }),
    ],
  });
  expect(json.endsWith('}\n')).toBe(true);
});
