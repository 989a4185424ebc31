import { describe, expect, it, test } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import { cellsOf, hashEquation, isRunBlock, readCheckFile } from './cells.ts';

const post = (text: string) => parsePost({ path: 'p.md', text }, { topic: 't', slug: 'p', format: 'md' });

describe('a check file', () => {
  it('is split at its marks, with the line where each cell starts', () => {
    const { cells, problems } = readCheckFile('# 说明\n\n# %% id=one\nx = 1\n\n# %% id=two\ny = x\n');
    expect(problems).toEqual([]);
    expect(cells).toEqual([
      { id: 'one', kind: 'check', code: 'x = 1\n', line: 4 },
      { id: 'two', kind: 'check', code: 'y = x\n', line: 7 },
    ]);
  });

  test.each([
    ['x = 1\n# %% id=one\n', 1, '之前只能写注释'],
    ['# %%\nx = 1\n', 1, '标记写成'],
    ['# %% id=One\nx = 1\n', 1, '标记写成'],
    ['# %% id=one\n# %% id=one\n', 2, '已经用过'],
    ['# %% id=run-1\n', 1, '已经用过'],
  ])('%j is refused', (text, line, message) => {
    const { problems } = readCheckFile(text);
    expect(problems).toEqual([{ line, message: expect.stringContaining(message) as string }]);
  });

  it('reads Windows line ends', () => {
    expect(readCheckFile('# %% id=one\r\nx = 1\r\n').cells[0]?.code).toBe('x = 1\n');
  });
});

describe('cells of a post', () => {
  const text = '```python run title="a"\nx = 1\n```\n\n```python\ny\n```\n\n```python run\nz = 2\n```\n';

  it('are its run blocks, then those of the check file', () => {
    const { cells } = cellsOf(post(text), '# %% id=check\nx\n');
    expect(cells.map(({ id, kind, line }) => [id, kind, line])).toEqual([
      ['run-1', 'run', 2],
      ['run-2', 'run', 10],
      ['check', 'check', 2],
    ]);
  });

  it('hash a cell with all before it', () => {
    const hashes = (markdown: string, checkFile: string): string[] =>
      cellsOf(post(markdown), checkFile).cells.map(({ hash }) => hash);
    const before = hashes(text, '# %% id=a\n1\n# %% id=b\n2\n');
    const after = hashes(text, '# %% id=a\n9\n# %% id=b\n2\n');
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[2]).not.toBe(before[2]);
    expect(after[3]).not.toBe(before[3]);
    expect(hashes(text.replace('x = 1', 'x = 3'), '# %% id=a\n1\n')[2]).not.toBe(before[2]);
    expect(hashes(`# 标题\n\n${text}`, '# %% id=a\n1\n# %% id=b\n2\n')).toEqual(before);
  });
});

test.each([
  ['python', 'run', true],
  ['python', 'title="x" run', true],
  ['python', 'title="run"', false],
  ['python', 'runs', false],
  ['bash', 'run', false],
])('%s %s is executed: %s', (lang, meta, expected) => {
  expect(isRunBlock({ lang, meta })).toBe(expected);
});

describe('the hash of an equation', () => {
  it('does not see white space', () => {
    expect(hashEquation('a  =\n b', {})).toBe(hashEquation('a = b', {}));
  });
  it('sees every token', () => {
    expect(hashEquation('a = b', {})).not.toBe(hashEquation('a = c', {}));
  });
  it('sees the macros that it uses, directly or not, and no others', () => {
    const macros = { '\\KL': '\\D_{\\mathrm{KL}}', '\\D': 'D', '\\other': 'x' };
    const hash = hashEquation('\\KL(q)', macros);
    expect(hashEquation('\\KL(q)', { ...macros, '\\other': 'y' })).toBe(hash);
    expect(hashEquation('\\KL(q)', { ...macros, '\\D': 'E' })).not.toBe(hash);
    expect(hashEquation('\\KLx', macros)).toBe(hashEquation('\\KLx', {}));
  });
});
