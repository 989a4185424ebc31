import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayTex, matchingBrace, placeInDisplay, readDisplay } from './tex.ts';

const tags = (tex: string): string[][] => readDisplay(tex).rows.map((row) => row.tags.map(({ text }) => text));

describe('tags', () => {
  test.each<[string, string[][]]>([
    ['x \\tag{1}', [['1']]],
    ['\\tag{12} x', [['12']]],
    ['x \\tag {3}', [['3']]],
    ['x \\tag*{3}', [['3']]],
    ['x', [[]]],
    ['x \\tag{1}\\tag{2}', [['1', '2']]],
    ['x % \\tag{9}\n\\tag{1}', [['1']]],
    ['x \\% \\tag{1}', [['1']]],
    ['\\text{a \\} b} \\tag{1}', [['1']]],
    ['\\verb|\\tag{9}| \\tag{1}', [['1']]],
    ['\\verb*|\\tag{9}| \\tag{1}', [['1']]],
    ['\\verb|\\tag{9}|\\tag{1}', [['1']]],
    ['\\verb* \\tag{1}', [['1']]],
    ['\\left\\{ x \\right. \\tag{1}', [['1']]],
    ['a \\\\ b \\tag{1}', [['1']]],
    ['\\begin{aligned} a \\\\ b \\end{aligned} \\tag{1}', [['1']]],
    ['\\begin{equation} x \\tag{1} \\end{equation}', [['1']]],
    ['\\begin{align} a \\tag{1} \\\\ b \\tag{2} \\end{align}', [['1'], ['2']]],
    ['\\begin{align} a \\tag{1} \\\\ b \\end{align}', [['1'], []]],
    ['\\begin{align} a \\tag{1} \\\\ \\end{align}', [['1']]],
    ['\\begin{gather} \\text{x \\\\ y} \\tag{1} \\\\[2pt] b \\tag{2} \\end{gather}', [['1'], ['2']]],
    ['\\begin{align} \\begin{cases} a \\\\ b \\end{cases} \\tag{1} \\end{align}', [['1']]],
    ['\\begin{gather} a % \\\\ b \\tag{9}\n\\tag{1} \\end{gather}', [['1']]],
    ['\\tag{unclosed', [['unclosed']]],
    ['\\tag', [[]]],
  ])('%s', (tex, expected) => {
    expect(tags(tex)).toEqual(expected);
  });

  test('inside an inner environment are set apart', () => {
    const { innerTags, rows } = readDisplay('\\begin{aligned} a \\tag{1} \\\\ b \\tag{2} \\end{aligned}');
    expect(innerTags.map(({ text }) => text)).toEqual(['1', '2']);
    expect(rows.flatMap((row) => row.tags)).toEqual([]);
  });

  test('their places are those of the whole command', () => {
    const tex = 'x \\label{eq:a} \\tag{12}';
    const [row] = readDisplay(tex).rows;
    expect(row?.tags).toEqual([{ text: '12', start: 15, end: 23 }]);
    expect(row?.labels).toEqual([{ text: 'eq:a', start: 2, end: 14 }]);
  });
});

describe('rows', () => {
  test('lose commands, blanks at line ends and nothing else', () => {
    const [row] = readDisplay('  a + b \\tag{1} \\label{eq:a} \n  &= c\\notag  ').rows;
    expect(row?.tex).toBe('a + b\n  &= c');
    expect(row?.optedOut).toBe(true);
  });

  test('are the same whatever ends their lines', () => {
    const tex = 'a \\tag{1}\n  b \\label{x}\n\nc';
    const rows = ['\n', '\r\n', '\r'].map((end) => readDisplay(tex.replaceAll('\n', end)).rows[0]?.tex);
    expect(rows).toEqual(['a\n  b\n\nc', 'a\n  b\n\nc', 'a\n  b\n\nc']);
  });

  test('of a display without environment are one, with its breaks', () => {
    expect(readDisplay('a \\\\ b').rows.map(({ tex }) => tex)).toEqual(['a \\\\ b']);
  });
});

describe('environments', () => {
  test.each<[string, boolean, string | undefined]>([
    ['\\begin{align} a \\end{align}', true, undefined],
    ['\\begin{align} a', false, undefined],
    ['\\begin{align} a \\end{equation}', false, undefined],
    ['\\begin{align} a \\end{align} 后文', true, '后文'],
    ['\\begin{align} a \\end{align} % 注', true, undefined],
    ['\\begin{align} a % \\end{align}\n', false, undefined],
    ['\\begin{gather} \\begin{gather} a \\end{gather} \\end{gather} x', true, 'x'],
    ['x', true, undefined],
  ])('%s: closed %s, then %s', (tex, closed, rest) => {
    const read = readDisplay(tex);
    expect(read.closed).toBe(closed);
    expect(read.rest?.text).toBe(rest);
    if (read.rest) expect(tex.slice(read.rest.start, read.rest.end)).toBe(rest);
  });
});

describe('what KaTeX gets', () => {
  test.each([
    ['x \\tag{1}', 'x'],
    ['\\begin{equation}\nx \\tag{1}\n\\end{equation}', 'x'],
    [
      '\\begin{align}\na &= b \\tag{1} \\\\\nc &= d \\notag\n\\end{align}',
      '\\begin{aligned}\na &= b\n\\\\\nc &= d\n\\end{aligned}',
    ],
    ['\\begin{gather*}\na \\\\[2pt]\nb\n\\end{gather*}', '\\begin{gathered}\na\n\\\\[2pt]\nb\n\\end{gathered}'],
    ['\\begin{align}\na \\\\ [2pt] b\n\\end{align}', '\\begin{aligned}\na\n\\\\\n[2pt] b\n\\end{aligned}'],
    ['\\begin{align}\na % 注\n\\\\ b\n\\end{align}', '\\begin{aligned}\na % 注\n\\\\\nb\n\\end{aligned}'],
  ])('%j', (tex, expected) => {
    expect(displayTex(tex)).toBe(expected);
  });

  test('a place in it is a place in the source', () => {
    const tex = '\\begin{align}\nP \\tag{1} &= Q \\\\\nU &= V \\tag{2}\n\\end{align}';
    const given = displayTex(tex);
    for (const letter of ['P', 'Q', 'U', 'V']) {
      expect(placeInDisplay(tex, given.indexOf(letter))).toBe(tex.indexOf(letter));
    }
    expect(placeInDisplay(tex, 0)).toBe(tex.indexOf('P'));
    expect(placeInDisplay(tex, given.length + 5)).toBeLessThanOrEqual(tex.length);
  });
});

const piece = fc.constantFrom(
  ...[
    '\\tag{1}',
    '\\label{eq:a}',
    '\\notag',
    '\\\\',
    '\\\\[2pt]',
    '{',
    '}',
    '%',
    '\n',
    '\r\n',
    ' ',
    'x',
    '&',
    '\\text{',
    '$',
  ],
  ...['\\begin{align}', '\\end{align}', '\\begin{aligned}', '\\end{aligned}', '\\begin{equation}', '\\end{equation}'],
  ...['\\', '\\tag', '\\verb|', '[', ']', '定'],
);

test('any text is read: places lie inside, rows follow each other, what is kept is what is written', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const tex = pieces.join('');
      let last = 0;
      for (const row of readDisplay(tex).rows) {
        expect(row.start).toBeGreaterThanOrEqual(last);
        expect(row.end).toBeGreaterThanOrEqual(row.start);
        last = row.end;
        expect(
          row.places
            .map((place) => tex[place])
            .join('')
            .replaceAll('\r', '\n'),
        ).toBe(row.tex);
        expect(row.places.every((place) => place >= row.start && place < row.end)).toBe(true);
        for (const { start, end } of [...row.tags, ...row.labels])
          expect(tex.slice(start, end)).toMatch(/^\\(?:tag|label)/);
      }
      const given = displayTex(tex);
      for (let offset = 0; offset <= given.length; offset += 1) {
        expect(placeInDisplay(tex, offset)).toBeLessThanOrEqual(tex.length);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a group ends with its brace', () => {
  expect(matchingBrace('a{b}\\}c}d', 0)).toBe(7);
  expect(matchingBrace('a', 0)).toBe(1);
});
