import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../syntax/index.ts';
import { alignToSource, createLocator } from './locate.ts';

describe('locator', () => {
  test.each(['\n', '\r\n', '\r'])('counts lines that end in %j', (end) => {
    const text = ['一', '', '三四', ''].join(end);
    const locator = createLocator(text);
    expect(locator.lines).toBe(3);
    expect(locator.line(3)).toBe('三四');
    expect(locator.line(9)).toBe('');
    expect(locator.at(text.indexOf('四'))).toEqual({ line: 3, column: 2, offset: text.indexOf('四') });
    expect(locator.startOfLine(3)).toBe(text.indexOf('三'));
    expect(locator.startOfLine(9)).toBe(text.length);
  });

  test('an empty file has one line', () => {
    expect(createLocator('').lines).toBe(1);
  });
});

/** The text nodes of a paragraph. */
function texts(markdown: string): { value: string; start: number; end: number }[] {
  const found: { value: string; start: number; end: number }[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'text') {
      const { start, end } = node.position!;
      found.push({ value: node.value, start: start.offset!, end: end.offset! });
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(markdown));
  return found;
}

describe('a text node is aligned with its source', () => {
  test.each([
    ['an entity', 'a &lt; b 甲 < c', '甲'],
    ['an ampersand', 'a &amp; &amp;lt; 甲', '甲'],
    ['an ampersand that is none', 'AT&T &unknown; 甲', '甲'],
    ['a numeric entity', '&#20013;&#x4e2d; 甲', '甲'],
    ['an entity of two code units', '&#x1D54F; 甲', '甲'],
    ['escapes', '\\* \\( \\\\ 甲 \\) \\_', '甲'],
    ['backslashes that escape nothing', '\\a \\\\b 甲', '甲'],
    ['a quotation', '> 一\n> 二 甲', '甲'],
    ['a lazy line', '> 一\n二 甲', '甲'],
    ['a quotation in a list', '- 一\n  > 二\n  >   三 甲', '甲'],
    ['blanks at line ends', '一 \n   二 甲', '甲'],
    ['line ends of Windows', '一\r\n> 二\r\n甲', '甲'],
  ])('over %s', (_, markdown, mark) => {
    const node = texts(markdown).find(({ value }) => value.includes(mark))!;
    const at = alignToSource(node.value, markdown.slice(node.start, node.end), node.start);
    expect(markdown.slice(at(node.value.indexOf(mark)))).toMatch(new RegExp(`^${mark}`));
  });

  test('any text: every Chinese character is found where it stands, and places never go back', () => {
    const piece = fc.constantFrom(
      ...[
        '甲',
        '乙',
        ' ',
        '\n',
        '&lt;',
        '&amp;',
        '&',
        '\\*',
        '\\\\',
        '\\',
        '*',
        '(',
        '<',
        '\\(',
        '&#x4e2d;',
        '丙',
        '_',
        ';',
        'a',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.constantFrom('', '> ', '- '), (pieces, mark) => {
        const markdown = mark + pieces.join('').replaceAll('\n', mark === '> ' ? '\n> ' : '\n  ');
        for (const { value, start, end } of texts(markdown)) {
          const at = alignToSource(value, markdown.slice(start, end), start);
          let last = start;
          for (let index = 0; index < value.length; index += 1) {
            expect(at(index)).toBeGreaterThanOrEqual(last);
            last = at(index);
            if (/[甲乙丙]/.test(value[index]!)) expect(markdown[last]).toBe(value[index]);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });
});
