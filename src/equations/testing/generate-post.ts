import * as fc from 'fast-check';

/** A piece of a generated post. `pick` chooses targets of references once it is known how many equations there are. */
export type Block =
  | {
      readonly kind: 'display';
      readonly form: 'plain' | 'aligned' | 'environment' | 'quote' | 'list' | 'box';
      readonly labelled: boolean;
    }
  | { readonly kind: 'rows'; readonly environment: 'align' | 'gather'; readonly tagged: readonly boolean[] }
  | { readonly kind: 'prose'; readonly form: number; readonly pick: number }
  | { readonly kind: 'heading' }
  | { readonly kind: 'trap'; readonly form: number };

const block: fc.Arbitrary<Block> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('display' as const),
      form: fc.constantFrom(
        'plain' as const,
        'plain' as const,
        'aligned' as const,
        'environment' as const,
        'quote' as const,
        'list' as const,
        'box' as const,
      ),
      labelled: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('rows' as const),
      environment: fc.constantFrom('align' as const, 'gather' as const),
      tagged: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('prose' as const), form: fc.nat(9), pick: fc.nat(999) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('heading' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('trap' as const), form: fc.nat(8) }) },
);

/** The blocks of a post, and how its lines end. */
export const generatedPost = fc.record({
  blocks: fc.array(block, { minLength: 6, maxLength: 30 }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
});

const frontMatter = `---
title: 生成的文章
description: 由种子生成，用来试检查。
topic: matrices
created: 2026-11-24
updated: 2026-11-24
status: draft
---
`;

const bodies = [
  'y = A x',
  '\\frac{a}{b} + \\sqrt{c}',
  '\\sum_{k=1}^{n} u_k v_k^\\top',
  '\\left(1 - \\beta_t\\right) x',
  'p(x \\mid y)',
  '\\lVert x \\rVert_2^2',
];

/** Text that looks like displays, tags and references and is none of them. */
const traps = [
  '```text\n$$\nx = 1 \\tag{99}\n$$\n由式(99)得\n```',
  '公式写在 `$$` 之间，编号写成 `\\tag{99}`，引用写成 `式(99)`。',
  '<!-- 见式(99)，$$ 未完 -->',
  '价格是 \\$5，函数值 $f(9)$ 与 f(99) 都不是引用；SO(98) 也不是。',
  '| 量 | 含义 |\n|---|---|\n| $\\lVert x \\rVert$ | 范数 |\n| $a \\mid b$ | 条件 |',
  '1. 第一点（98）\n2. 第二点\n   - 细节：$x_{97}$',
  '~~~python\nprint("$$")  # 式(96)\n~~~',
  '参见文献 [1] 的结论，共有(95)个样本的说法不可靠。',
  '这种方式(94)与形式(93)都不是公式。',
];

/** The Markdown of a generated post: numbers from 1 without a gap, every reference resolves, every formula renders. */
export function writePost({
  blocks,
  lineEnd,
}: {
  readonly blocks: readonly Block[];
  readonly lineEnd: string;
}): string {
  // At least one equation, so that there is something to refer to.
  const all: readonly Block[] = [{ kind: 'display', form: 'plain', labelled: true }, ...blocks];
  const total = all.reduce((sum, each) => sum + numbersOf(each), 0);
  let number = 0;
  let headings = 0;
  const labels: number[] = [];
  const parts = all.map((each) => {
    if (each.kind === 'heading') return `## 第 ${String((headings += 1))} 部分`;
    if (each.kind === 'trap') return traps[each.form % traps.length]!;
    if (each.kind === 'prose') return prose(each.form, each.pick, total);
    const first = number + 1;
    number += numbersOf(each);
    if (each.kind === 'display' && each.labelled) labels.push(first);
    return each.kind === 'rows' ? rows(each, first) : display(each, first);
  });
  const named = `综合 ${labels.map((label) => `\\eqref{eq:e${String(label)}}`).join('、')} 即得。`;
  return `${frontMatter}\n${[...parts, named].join('\n\n')}\n`.replace(/\n/g, lineEnd);
}

function numbersOf(each: Block): number {
  if (each.kind === 'display') return 1;
  return each.kind === 'rows' ? Math.max(1, each.tagged.filter(Boolean).length) : 0;
}

function display({ form, labelled }: Extract<Block, { kind: 'display' }>, number: number): string {
  const body = bodies[number % bodies.length]!;
  const label = labelled ? ` \\label{eq:e${String(number)}}` : '';
  const tag = `\\tag{${String(number)}}${label}`;
  const plain = `$$\n${body} ${tag}\n$$`;
  switch (form) {
    case 'plain':
      return plain;
    case 'aligned':
      return `$$\n\\begin{aligned}\nz &= ${body} \\\\\n  &= w\n\\end{aligned}\n${tag}\n$$`;
    case 'environment':
      return `\\begin{equation}\n${body} ${tag}\n\\end{equation}`;
    case 'quote':
      return `> 注意到\n>\n${plain.replace(/^/gm, '> ')}`;
    case 'list':
      return `1. 这一步给出\n\n${plain.replace(/^/gm, '   ')}`;
    case 'box':
      return `:::remark\n此时\n\n${plain}\n:::`;
  }
}

function rows({ environment, tagged }: Extract<Block, { kind: 'rows' }>, first: number): string {
  let number = first;
  // An environment without any number is written with one: the first row takes it.
  const marks = tagged.some(Boolean) ? tagged : [true, ...tagged.slice(1)];
  const relation = environment === 'align' ? '&=' : '=';
  const lines = marks.map(
    (mark, row) => `a_${String(row)} ${relation} b_${String(row)} ${mark ? `\\tag{${String(number++)}}` : '\\notag'}`,
  );
  return `\\begin{${environment}}\n${lines.join(' \\\\\n')}\n\\end{${environment}}`;
}

function prose(form: number, pick: number, total: number): string {
  const at = (shift: number) => `${String(((pick + shift) % total) + 1)}`;
  const sentences = [
    `由式(${at(0)})得到结论。`,
    `结合公式(${at(0)})与 $x_1 + x_2$，可知成立。`,
    `(${at(0)})式两边取对数。`,
    `由(${at(0)})得证。`,
    `代入公式（${at(0)}）即可。`,
    `式(${at(0)})、(${at(3)})和(${at(7)})都要用到。`,
    `见 [](#eq-${at(0)})，以及 [前面的公式](#eq-${at(5)})。`,
    `**注意**：比较式(${at(0)})和式(${at(1)})，$f(x) = \\tfrac12$。`,
    `这里没有引用，只有 $\\alpha_t$ 与 $\\bar\\alpha_t$。`,
    `另一篇的 [](../attention/scaled-dot-product.md#eq-1) 也是这样。`,
  ];
  return sentences[form % sentences.length]!;
}
