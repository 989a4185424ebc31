import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parsePost, parsePostWithTree } from './parse.ts';
import { generatedPost, writePost } from './testing/generate-post.ts';
import type { Derivation, Position } from './types.ts';

const parse = (text: string, format: 'md' | 'mdx' = 'md'): Derivation =>
  parsePost({ path: 'content/posts/matrices/a.md', text }, { topic: 'matrices', slug: 'a', format });
const slice = (text: string, { start, end }: Position): string => text.slice(start.offset, end.offset);

describe('displays', () => {
  test.each([
    ['fences', '前\n$$\nx = y \\tag{7} \\label{eq:a}\n$$', 'dollars'],
    ['a bare equation', '前\n\\begin{equation}\nx = y \\tag{7} \\label{eq:a}\n\\end{equation}', 'equation'],
    ['a bare align', '\\begin{align}\nx = y \\tag{7} \\label{eq:a}\n\\end{align}', 'align'],
    ['a quotation', '> 前\n>\n> $$\n> x = y \\tag{7} \\label{eq:a}\n> $$', 'dollars'],
    ['a list', '1. 前\n\n   $$\n   x = y \\tag{7} \\label{eq:a}\n   $$', 'dollars'],
    ['a box', ':::remark\n$$\nx = y \\tag{7} \\label{eq:a}\n$$\n:::', 'dollars'],
    ['a quotation in a list', '- > \\begin{gather}\n  > x = y \\tag{7} \\label{eq:a}\n  > \\end{gather}', 'gather'],
    ['the line of a list mark', '- $$\n  x = y \\tag{7} \\label{eq:a}\n  $$', 'dollars'],
  ])('in %s', (_, text, form) => {
    for (const source of [text, text.replaceAll('\n', '\r\n'), `\uFEFF---\ntitle: 一\n---\n\n${text}`]) {
      const { displays, equations, problems } = parse(source);
      expect(problems).toEqual([]);
      expect(displays).toMatchObject([{ form, equations: [0], untagged: 0, misplacedTags: [] }]);
      expect(equations).toMatchObject([{ number: 7, tag: '7', label: 'eq:a', tex: 'x = y', row: 0 }]);
      expect(slice(source, equations[0]!.position)).toBe('\\tag{7}');
    }
  });

  test('rows of align and gather are equations; \\notag opts out, a missing tag is counted', () => {
    const { displays, equations } = parse(
      '\\begin{align}\na &= b \\tag{1} \\\\\nc &= d \\notag \\\\\ne &= f \\\\[2pt]\ng &= h \\tag{2}\n\\end{align}',
    );
    expect(displays).toMatchObject([{ equations: [0, 1], untagged: 1 }]);
    expect(equations.map(({ number, row, tex }) => [number, row, tex])).toEqual([
      [1, 0, 'a &= b'],
      [2, 3, 'g &= h'],
    ]);
  });

  test.each(['0', '01', '1.2', 'a', '', '-1', '2, 55', '1234567'])('\\tag{%s} has no number', (tag) => {
    expect(parse(`$$\nx \\tag{${tag}}\n$$`).equations).toMatchObject([{ number: undefined, tag }]);
  });

  test('tags where LaTeX has none', () => {
    const text = '$$\n\\begin{aligned}\na \\tag{1} \\\\\nb\n\\end{aligned}\n\\tag{2} \\tag{3}\n$$';
    const { displays } = parse(text);
    expect(displays[0]?.misplacedTags.map(({ tag, why }) => [tag, why])).toEqual([
      ['1', 'inner'],
      ['3', 'second'],
    ]);
    expect(displays[0]?.misplacedTags.map(({ position }) => slice(text, position))).toEqual(['\\tag{1}', '\\tag{3}']);
  });

  test('know the sentence before them, their section and their box', () => {
    const { equations } = parse(
      '## 一节\n\n首句。由此得到：\n\n$$\nx \\tag{1}\n$$\n\n:::theorem[名]{#thm-a}\n$$\ny \\tag{2}\n$$\n:::\n\n## 二节\n\n$$\nz \\tag{3}\n$$',
    );
    expect(equations.map(({ lead, heading, result }) => [lead, heading, result])).toEqual([
      ['由此得到：', 0, undefined],
      ['由此得到：', 0, 'thm-a'],
      ['', 1, undefined],
    ]);
  });
});

describe('formulas', () => {
  test('have the places of their TeX, whatever stands around', () => {
    const text =
      '由 $a+b$ 与 $ `c` $ 得 $d\n= e$ 和 $= e$。\n\n> 引 $f\n> g$ 后\n\n| 列 |\n|---|\n| $\\lVert h \\rVert$ |\n\n> $$\n> i\n> j\n> $$';
    const { formulas } = parse(text);
    expect(formulas.map(({ tex, inTable }) => [tex, inTable])).toEqual([
      ['a+b', false],
      ['`c`', false],
      ['d\n= e', false],
      ['= e', false],
      ['f\ng', false],
      ['\\lVert h \\rVert', true],
      ['i\nj', false],
    ]);
    for (const { tex, texStart } of formulas) {
      const [first = ''] = tex.split('\n');
      expect(text.slice(texStart.offset, texStart.offset + first.length)).toBe(first);
    }
  });

  test('carry their index in the tree', () => {
    const { tree, derivation } = parsePostWithTree(
      { path: 'a.md', text: '$a$\n\n$$\nb \\tag{1}\n$$\n\n注[^1] $\\eqref{eq:c}$\n\n[^1]: $d$' },
      { topic: 't', slug: 'a', format: 'md' },
    );
    const seen: unknown[] = [];
    const visit = (node: Nodes): void => {
      if (node.type === 'math' || node.type === 'inlineMath') seen.push((node.data as { formula?: number }).formula);
      if ('children' in node) for (const child of node.children) visit(child);
    };
    visit(tree);
    expect(seen).toEqual([0, 1, undefined, 2]);
    expect(derivation.formulas).toHaveLength(3);
  });
});

describe('references', () => {
  const references = (text: string) =>
    parse(text).references.map(({ target, position, form }) => [target, slice(text, position), form]);

  test('of every form', () => {
    const text =
      '由式(3)、(4)，**公式（5）**，\\eqref{eq:a}、$\\eqref{eq:b}$、[](#eq-6)、[见此](#thm-2)、[](../x/y.md#eq-1)、[文](./z.md)。';
    expect(references(text)).toEqual([
      [{ type: 'number', number: 3 }, '式(3)', 'text'],
      [{ type: 'number', number: 4 }, '(4)', 'text'],
      [{ type: 'number', number: 5 }, '公式（5）', 'text'],
      [{ type: 'label', label: 'eq:a' }, '\\eqref{eq:a}', 'eqref'],
      [{ type: 'label', label: 'eq:b' }, '$\\eqref{eq:b}$', 'eqref'],
      [{ type: 'anchor', id: 'eq-6' }, '[](#eq-6)', 'link'],
      [{ type: 'anchor', id: 'thm-2' }, '[见此](#thm-2)', 'link'],
      [{ type: 'post', path: '../x/y.md', id: 'eq-1' }, '[](../x/y.md#eq-1)', 'link'],
      [{ type: 'post', path: './z.md', id: '' }, '[文](./z.md)', 'link'],
    ]);
  });

  test('by a definition elsewhere', () => {
    expect(references('见 [那里][low]。\n\n[low]: ../x/y.md#eq-3')).toEqual([
      [{ type: 'post', path: '../x/y.md', id: 'eq-3' }, '[那里][low]', 'link'],
    ]);
  });

  test('by an encoded fragment', () => {
    expect(references('[](#%E5%AD%98%E5%9C%A8%E6%80%A7) [](#100%)').map(([target]) => target)).toEqual([
      { type: 'anchor', id: '存在性' },
      { type: 'anchor', id: '100%' },
    ]);
  });

  test('inside a formula, where KaTeX will refuse it', () => {
    const text = '$\\eqref{eq:a} \\sim \\eqref{eq:b}$';
    expect(references(text)).toEqual([
      [{ type: 'label', label: 'eq:a' }, '\\eqref{eq:a}', 'eqref'],
      [{ type: 'label', label: 'eq:b' }, '\\eqref{eq:b}', 'eqref'],
    ]);
    expect(parse(text).formulas).toHaveLength(1);
  });

  test.each([
    '`式(3)`',
    '```\n式(3)\n```',
    '    式(3)',
    '<!-- 式(3) -->',
    '[式(3)](https://example.org/x)',
    '$式(3)$',
    '式\\\\(3)',
    '[某文](https://example.org/x)的式(3)',
    '[某文](../x/y.md) 中的式(3)',
    '文献 **[12]** 的式(3)',
    '由论文的*式(3)*',
  ])('are not in %s', (text) => {
    expect(references(text).filter(([, , form]) => form === 'text')).toEqual([]);
  });

  test('behind a link inside the post are ours', () => {
    expect(references('[定理](#thm-1)中的式(3)').map(([, words]) => words)).toEqual(['[定理](#thm-1)', '式(3)']);
  });

  test('have places behind entities, escapes, quotations and line ends', () => {
    for (const text of [
      'a &lt; b，由式(3) < c',
      '\\*由式(3)\\*',
      '> 一\n> 二 由式(3)',
      '一\r\n二 由式(3)',
      '见www.x.com，由式(3)',
    ]) {
      expect(references(text).map(([, words]) => words)).toEqual(['式(3)']);
    }
  });

  test('know what stands before them and their sentence', () => {
    const { references: found } = parse(
      '## 节\n\n由式(1)。\n\n$$\nx \\tag{1}\n$$\n\n前句。代入式(1)，\n得 $y$。后句。',
    );
    expect(found.map(({ after, context, heading }) => [after, context, heading])).toEqual([
      [undefined, '由式(1)。', 0],
      [0, '代入式(1)， 得 $y$。', 0],
    ]);
  });
});

describe('headings', () => {
  test.each<[string, string, string, string]>([
    ['## 存在性', '1', '存在性', '存在性'],
    ['## 2. 存在性', '1', '存在性', '存在性'],
    ['## 2 存在性', '1', '存在性', '存在性'],
    ['## 一、存在性', '1', '存在性', '存在性'],
    ['## （二）存在性', '1', '存在性', '存在性'],
    ['### 2.1 存在性', '0.1', '存在性', '存在性'],
    ['## 3 个例子', '1', '3 个例子', '3-个例子'],
    ['## 1.5 倍', '1', '1.5 倍', '15-倍'],
    ['#### 2.1.1 细节', '', '2.1.1 细节', '211-细节'],
    ['## $L_2$ 范数 {#norm}', '1', '$L_2$ 范数', 'norm'],
    ['## `x` 与 **y**', '1', 'x 与 y', 'x-与-y'],
    ['## $$', '1', '$$', 'section'],
    ['## Eq 3', '1', 'Eq 3', 'section-eq-3'],
  ])('%s', (text, number, words, id) => {
    expect(parse(text).headings).toMatchObject([{ number, text: words, id }]);
  });

  test('count sections and subsections, and have ids of their own', () => {
    const { headings } = parse('# 题\n## 小结\n### 小结\n## 小结\n### 甲\n### 乙 {#小结-3}\n## 小结');
    expect(headings.map(({ number, id }) => [number, id])).toEqual([
      ['', '题'],
      ['1', '小结'],
      ['1.1', '小结-1'],
      ['2', '小结-2'],
      ['2.1', '甲'],
      ['2.2', '小结-3'],
      ['3', '小结-4'],
    ]);
  });
});

describe('boxes', () => {
  test('are numbered by kind, in both languages; proofs know what they prove', () => {
    const { results } = parse(
      ':::定理[甲 $x$]\n:::\n\n:::proof\n:::\n\n:::theorem{#thm-main}\n:::\n\n::::证明\n:::remark\n内\n:::\n::::\n\n:::练习\n:::\n\n:::解答\n:::\n\n:::intuition\n:::',
    );
    expect(results.map(({ kind, number, id, name, of }) => [kind, number, id, name, of])).toEqual([
      ['theorem', 1, 'thm-1', '甲 $x$', undefined],
      ['proof', undefined, '', '', 'thm-1'],
      ['theorem', 2, 'thm-main', '', undefined],
      ['proof', undefined, '', '', 'thm-main'],
      ['remark', 1, 'rem-1', '', undefined],
      ['exercise', 1, 'exr-1', '', undefined],
      ['solution', undefined, '', '', 'exr-1'],
      ['intuition', undefined, '', '', undefined],
    ]);
  });
});

describe('faults of the form', () => {
  test.each<[string, string, string]>([
    ['unclosed-display', '$$\nx\n\n后文', '$$'],
    ['unclosed-display', '$$\nx\n\n这是一段文字\n$$', '$$'],
    ['one-line-display', '即 $$x = y$$ 成立', '$$x = y$$'],
    ['text-on-fence', '$$x\ny$$', '$$'],
    ['unclosed-environment', '\\begin{align}\nx', '\\begin{align}\nx'],
    ['text-behind-environment', '\\begin{align}\nx \\tag{1}\n\\end{align} 后文', '后文'],
    ['tag-in-inline', '$x \\tag{3}$', '\\tag{3}'],
    ['unknown-directive', ':::theorm[名]\n:::', ':::theorm[名]'],
    ['unclosed-directive', ':::theorem\n内', ':::theorem'],
    ['stray-fence', '::: theorem\n内', '::: theorem'],
    ['stray-fence', '内\n:::', ':::'],
    ['nested-display', '$$\n\\begin{align}\nx\n\\end{align}\n$$', '$$'],
    ['other-environment', '\\begin{cases}\nx\n\\end{cases}', '\\begin{cases}'],
    ['stray-dollar', '价格 $5 元', '$'],
    ['stray-tex', '即 \\alpha 为', '\\alpha'],
  ])('%s in %j', (kind, text, words) => {
    const { problems } = parse(text);
    expect(problems[0]?.kind).toBe(kind);
    expect(slice(text, problems[0]!.position)).toBe(words);
  });

  test.each([
    '价格 \\$5 元',
    '即 \\\\alpha 为',
    '$$\n\\text{若 $x_{1}$ 大于零则取它} \\tag{1}\n$$',
    '`$` 与 `\\alpha`、`:::x`',
    '比例 a:b，时间 12:30，::: 不在行首',
    '> :::remark\n> 内\n> :::',
  ])('none in %j', (text) => {
    expect(parse(text).problems).toEqual([]);
  });

  test('MDX that cannot be read is read as Markdown', () => {
    const { problems, equations } = parse('{ 1 +\n\n$$\nx \\tag{1}\n$$', 'mdx');
    expect(problems[0]).toMatchObject({ kind: 'mdx-syntax', detail: expect.stringContaining('acorn') as string });
    expect(equations).toHaveLength(1);
  });
});

test('citations, ids of raw HTML, links, code', () => {
  const text =
    '据 [@a; @b-2, 第 3 节] 与 [@c]。\n\n> <a id="old"></a>\n> <div id=\'x\'>\n\n<!-- <a id="no"> -->\n\n![图](./figures/a.svg) [文件](/data.csv) [外](https://example.org)\n\n```python run title="x"\n1\n```';
  const { citations, htmlIds, links, codeBlocks } = parse(text);
  expect(citations.map(({ key, position }) => [key, slice(text, position)])).toEqual([
    ['a', '@a'],
    ['b-2', '@b-2'],
    ['c', '@c'],
  ]);
  expect(htmlIds.map(({ id, position }) => [id, slice(text, position)])).toEqual([
    ['old', '<a id="old">'],
    ['x', "<div id='x'>"],
  ]);
  expect(links.map(({ url }) => url)).toEqual(['./figures/a.svg', '/data.csv']);
  expect(codeBlocks).toMatchObject([{ lang: 'python', meta: 'run title="x"', value: '1' }]);
});

test('components of MDX hold what Markdown holds', () => {
  const { references, htmlIds, formulas } = parse(
    '<Box id="old">\n\n由式(3)得 $x_{1}$\n\n</Box>\n\n{/* 式(9) */}',
    'mdx',
  );
  expect(references.map(({ text }) => text)).toEqual(['式(3)']);
  expect(htmlIds.map(({ id }) => id)).toEqual(['old']);
  expect(formulas).toHaveLength(1);
});

describe('generated posts', () => {
  const runs = { numRuns: 150, seed: 20261124 };
  /** Everything but places: what a change of line ends may not change. */
  const meaning = (text: string): unknown =>
    JSON.parse(
      JSON.stringify(parse(text), (key, value: unknown) => {
        if (['position', 'texStart', 'hash', 'places'].includes(key)) return undefined;
        return typeof value === 'string' ? value.replaceAll('\r\n', '\n').replace(/[ \t]+$/gm, '') : value;
      }),
    );

  test('number 1..n, in order, without a fault', () => {
    fc.assert(
      fc.property(generatedPost, (post) => {
        const { equations, problems, displays } = parse(writePost(post));
        expect(problems).toEqual([]);
        expect(equations.map(({ number }) => number)).toEqual(equations.map((_, place) => place + 1));
        expect(displays.every(({ untagged, misplacedTags }) => untagged === 0 && misplacedTags.length === 0)).toBe(
          true,
        );
      }),
      runs,
    );
  });

  test('mean the same with other line ends, a byte order mark, blanks at line ends', () => {
    fc.assert(
      fc.property(generatedPost, ({ blocks }) => {
        const text = writePost({ blocks, lineEnd: '\n' });
        const plain = meaning(text);
        expect(meaning(text.replaceAll('\n', '\r\n'))).toEqual(plain);
        expect(meaning(`\uFEFF${text}`)).toEqual(plain);
        // Not in code and not between words, where a blank is a blank.
        expect(meaning(text.replace(/(?<=\$\$|\}|。)\n/g, ' \n'))).toEqual(plain);
      }),
      runs,
    );
  });

  test('have as many formulas as the tree has, and every place is true', () => {
    fc.assert(
      fc.property(generatedPost, (post) => {
        const text = writePost(post);
        const { tree, derivation } = parsePostWithTree({ path: 'a.md', text }, { topic: 't', slug: 'a', format: 'md' });
        let count = 0;
        const visit = (node: Nodes): void => {
          if (node.type === 'math' || node.type === 'inlineMath') count += 1;
          if ('children' in node) for (const child of node.children) visit(child);
        };
        visit(tree);
        expect(derivation.formulas).toHaveLength(count);
        for (const { position, tag } of derivation.equations) expect(slice(text, position)).toBe(`\\tag{${tag!}}`);
        for (const { position, text: words, form } of derivation.references) {
          if (form !== 'link') expect(slice(text, position)).toBe(words);
        }
        for (const { position, texStart, tex } of derivation.formulas) {
          expect(texStart.offset).toBeGreaterThanOrEqual(position.start.offset);
          expect(text.startsWith(tex.split(/\r?\n/)[0]!, texStart.offset)).toBe(true);
        }
      }),
      runs,
    );
  });
});
