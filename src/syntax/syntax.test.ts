import type { Nodes, Parent } from 'mdast';
import { describe, expect, test } from 'vitest';
import { blankFrontMatter } from './blank-front-matter.ts';
import { parseMarkdown } from './index.ts';

/** `type:value` of every leaf and `type` of every parent, in the order of the text. */
function outline(markdown: string, format: 'md' | 'mdx' = 'md'): string[] {
  const found: string[] = [];
  const visit = (node: Nodes): void => {
    found.push('value' in node ? `${node.type}:${node.value}` : node.type);
    if ('children' in node) for (const child of (node as Parent).children) visit(child);
  };
  for (const child of parseMarkdown(markdown, format).children) visit(child);
  return found;
}

/** The math nodes of a text with the text that they span. */
function math(markdown: string): { value: string; environment: unknown; spans: string }[] {
  const found: { value: string; environment: unknown; spans: string }[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'math') {
      const environment = (node.data as { environment?: string } | undefined)?.environment;
      const spans = markdown.slice(node.position!.start.offset, node.position!.end.offset);
      found.push({ value: node.value, environment, spans });
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(markdown));
  return found;
}

describe('bare environments', () => {
  test.each(['equation', 'align', 'gather', 'equation*', 'align*', 'gather*'])('%s is math', (name) => {
    const environment = `\\begin{${name}}\na_1 &= b_1 \\\\\n*c* &= d\n\\end{${name}}`;
    expect(math(environment)).toEqual([{ value: environment, environment: name, spans: environment }]);
  });

  test.each(['array', 'cases', 'aligned', 'multline', 'equationx', 'aligns'])('%s is text', (name) => {
    expect(math(`\\begin{${name}}\na\n\\end{${name}}`)).toEqual([]);
  });

  test('interrupts a paragraph and ends on its line', () => {
    expect(outline('前文\n\\begin{align}\na\n\\end{align}\n后文 $x$')).toEqual([
      'paragraph',
      'text:前文',
      'math:\\begin{align}\na\n\\end{align}',
      'paragraph',
      'text:后文 ',
      'inlineMath:x',
    ]);
  });

  test.each([
    ['a quotation', '> 引\n> \\begin{equation}\n> a\n> \\end{equation}\n> 后'],
    ['a list', '- 引\n  \\begin{equation}\n  a\n  \\end{equation}\n  后'],
    ['a list in a quotation', '> 1. 引\n>\n>    \\begin{equation}\n>    a\n>    \\end{equation}'],
    ['a box', ':::remark\n\\begin{equation}\na\n\\end{equation}\n:::'],
    ['a box in a box', '::::proof\n:::remark\n\\begin{equation}\na\n\\end{equation}\n:::\n::::'],
    ['a footnote', '注[^1]\n\n[^1]: 见\n\n    \\begin{equation}\n    a\n    \\end{equation}'],
  ])('stands in %s without its marks', (_, markdown) => {
    expect(math(markdown).map(({ value }) => value)).toEqual(['\\begin{equation}\na\n\\end{equation}']);
  });

  test('goes over blank lines and inner environments of its own name', () => {
    const nested = '\\begin{gather}\na\n\n\\begin{gather}b\\end{gather}\n\\end{gather}';
    expect(math(`${nested}\n后`)).toEqual([{ value: nested, environment: 'gather', spans: nested }]);
  });

  test('ends with its container or the file where it is not closed', () => {
    expect(outline('> \\begin{align}\n> a\n\n后')).toEqual([
      'blockquote',
      'math:\\begin{align}\na',
      'paragraph',
      'text:后',
    ]);
    expect(math('\\begin{align}\na\n').map(({ value }) => value)).toEqual(['\\begin{align}\na\n']);
  });

  test.each([
    ['on one line', '\\begin{equation} a \\end{equation}'],
    ['after three spaces', '   \\begin{equation} a \\end{equation}'],
    ['with line ends of Windows', '\\begin{equation}\r\na\r\n\\end{equation}'],
    ['with line ends of old Macs', '\\begin{equation}\ra\r\\end{equation}'],
  ])('is found %s', (_, markdown) => {
    expect(math(markdown)).toHaveLength(1);
  });

  test.each([
    ['in indented code', '    \\begin{equation}\n    a\n    \\end{equation}'],
    ['in fenced code', '```\n\\begin{equation}\na\n\\end{equation}\n```'],
    ['in inline code', '`\\begin{equation} a \\end{equation}`'],
    ['in a comment', '<!--\n\\begin{equation}\na\n\\end{equation}\n-->'],
    ['in the middle of a line', '即 \\begin{equation} a \\end{equation}'],
    ['in a display', '$$\n\\begin{equation}\na\n\\end{equation}\n$$'],
  ])('is not found %s', (_, markdown) => {
    expect(math(markdown).filter(({ environment }) => environment !== undefined)).toEqual([]);
  });
});

describe('directives', () => {
  test.each(['theorem', '定理', '数学直觉'])('%s with a name and an id', (name) => {
    const [box] = parseMarkdown(`:::${name}[名 $x$]{#thm-a}\n内容\n:::`).children;
    expect(box).toMatchObject({ type: 'containerDirective', name, attributes: { id: 'thm-a' } });
  });

  test('contain others that have fewer colons', () => {
    expect(outline('::::proof\n:::remark\n内\n:::\n外\n::::')).toEqual([
      'containerDirective',
      'containerDirective',
      'paragraph',
      'text:内',
      'paragraph',
      'text:外',
    ]);
  });

  test.each(['比例为 a:b，时间 12:30', '注意:label[x]{a=1}', '::leaf{#a}', '::leaf'])('%s is text', (markdown) => {
    expect(outline(markdown)).toEqual(['paragraph', `text:${markdown}`]);
  });
});

describe('GFM and Chinese', () => {
  test('bold and struck text beside Chinese and punctuation', () => {
    expect(outline('是**“简化”**与~~（删）~~后')).toEqual([
      'paragraph',
      'text:是',
      'strong',
      'text:“简化”',
      'text:与',
      'delete',
      'text:（删）',
      'text:后',
    ]);
  });

  test('a single tilde is a tilde', () => {
    expect(outline('约 3~5 与 ~7')).toEqual(['paragraph', 'text:约 3~5 与 ~7']);
  });

  test('every node has a position, also beside addresses', () => {
    const visit = (node: Nodes): void => {
      expect(node.position, node.type).toBeDefined();
      if ('children' in node) for (const child of node.children) visit(child);
    };
    visit(parseMarkdown('见https://x.y/z 由式(3)，邮箱a@b.com与式(4)，www.x.com 式(5)\n\n| a |\n|---|\n| $x$ |'));
  });
});

describe('front matter', () => {
  const text = '---\ntitle: 一\n---\n$$\nx\n$$';

  test.each([
    ['\n', text],
    ['\r\n', text.replaceAll('\n', '\r\n')],
    ['\r', text.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${text}`],
  ])('is blank and keeps the places behind it: %j', (_, source) => {
    expect(blankFrontMatter(source)).toHaveLength(source.length);
    const [display] = parseMarkdown(source).children;
    expect(display).toMatchObject({ type: 'math', value: 'x' });
    expect(display?.position?.start).toMatchObject({ line: 4, column: 1, offset: source.indexOf('$$') });
  });

  test('a file without it begins at its first character', () => {
    expect(parseMarkdown('\uFEFF文').children[0]?.position?.start.line).toBe(1);
    expect(outline('---\n文')).toEqual(['thematicBreak', 'paragraph', 'text:文']);
  });
});

describe('MDX', () => {
  test('components hold Markdown; imports, expressions and comments do not count as text', () => {
    const source = 'import X from "./x"\n\n<X a={1}>\n由式(3)得 $x_{1}$\n</X>\n\n{/* 式(99) */}\n\n$$\ny_{1}\n$$';
    expect(outline(source, 'mdx')).toEqual([
      'mdxjsEsm:import X from "./x"',
      'mdxJsxFlowElement',
      'paragraph',
      'text:由式(3)得 ',
      'inlineMath:x_{1}',
      'mdxFlowExpression:/* 式(99) */',
      'math:y_{1}',
    ]);
  });

  test('says where it cannot be read', () => {
    expect(() => parseMarkdown('一\n\n{ 1 +\n', 'mdx')).toThrow(/expression/);
  });
});
