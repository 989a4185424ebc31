import { expect, test } from 'vitest';
import { importCorpus } from './import-corpus.ts';
import { formatReport } from './report.ts';

/**
 * One good post, and one mistake at a time: whatever an author mistypes is told with its line, what it is and what can be done;
 * nothing is silent, nothing is lost. The report of every case is approved in `faults.report.txt`.
 */

const base = `---
title: 单个错误
date: 2024-05-06
source: https://spaces.ac.cn/archives/777
---

# 单个错误

**原文链接**: [https://spaces.ac.cn/archives/777](https://spaces.ac.cn/archives/777)

---

## 第一节 #

设 $x$ 满足
\\begin{equation}x = a + b\\label{eq:sum}\\end{equation}
由$\\eqref{eq:sum}$得
\\begin{align}
y &= 2x \\\\
z &= 3x
\\end{align}
其中**粗体**的量是常数。

_**转载到请包括本文地址：**<https://spaces.ac.cn/archives/777>_

某人. (May. 6, 2024). 《单个错误 》[Blog post]. Retrieved from <https://spaces.ac.cn/archives/777>

@online{somebody-777,
  title={单个错误},
}

---

## 公式推导与注释

<div class="theorem-box">

### 定理 1

$$u = 1 \\tag{1}$$

</div>

$$
v = \\frac{1}{2} \\tag{2}
$$

由式(1)与式(2)得

$$\\begin{aligned}
s &= u \\tag{3} \\\\
t &= v \\tag{4}
\\end{aligned}$$

\`\`\`python
print(1)
\`\`\`

| 量 | 值 |
|---|---|
| 甲 | $u$ |

1. 第一项，见式(4)。
2. 第二项。

> 引用 $v$。

完。
`;

type Change = readonly [from: string, to: string];

/** A passage that occurs once, and what it becomes. */
const faults: Readonly<Record<string, Change>> = {
  'nothing wrong': ['完。', '完。'],
  'front matter not closed': ['archives/777\n---\n\n# ', 'archives/777\n\n# '],
  'no title': ['title: 单个错误\n', ''],
  'title cut off': ['title: 单个错误', 'title: 单个...'],
  'title with quotes inside': ['title: 单个错误', 'title: "单个"错误'],
  'other title in the heading': ['\n# 单个错误\n', '\n# 别的标题\n'],
  'no date anywhere': ['date: 2024-05-06', 'date: '],
  'a date that does not exist': ['date: 2024-05-06', 'date: 2024-02-31'],
  'two dates': ['date: 2024-05-06', 'date: 2023-01-01'],
  'no source': ['source: https://spaces.ac.cn/archives/777\n', ''],
  'a comment page': ['title: 单个错误', 'title: 读者甲说的一段完全不同的话'],
  'words inside the footer': ['\n某人. (May.', '\n作者夹在里面的话。\n\n某人. (May.'],
  'a stub': ['## 公式推导与注释\n', '## 公式推导与注释\n\nTODO: 添加详细的数学公式推导和注释\n'],
  'a gap': ['\\tag{2}', '\\tag{5}'],
  'a number twice': ['\\tag{2}', '\\tag{1}'],
  'numbers that do not begin at 1': ['\\tag{1}', '\\tag{7}'],
  'a number out of order': ['t &= v \\tag{4}', 't &= v \\tag{2}'],
  'a number that is none': ['\\tag{2}', '\\tag{甲}'],
  'a decimal number': ['\\tag{2}', '\\tag{1.5}'],
  'a list of numbers': ['\\tag{2}', '\\tag{1, 2}'],
  'an empty number': ['\\tag{2}', '\\tag{}'],
  'two numbers in one display': ['\\tag{2}', '\\tag{2}\\tag{9}'],
  'a starred number': ['\\tag{2}', '\\tag*{2}'],
  'no number in aligned': ['s &= u \\tag{3}', 's &= u'],
  'a number inside cases': ['v = \\frac{1}{2} \\tag{2}', '\\begin{cases} v \\tag{2} \\\\ w \\end{cases}'],
  'a number in a line of text': ['$u$', '$u \\tag{8}$'],
  'a reference to nothing': ['由式(1)与式(2)', '由式(1)与式(99)'],
  'a reference to another text': ['由式(1)与', '由论文的式(1)与'],
  'a bare number': ['由式(1)与式(2)得', '推论 (2) 如下'],
  'a number without parentheses': ['见式(4)', '见式4'],
  'a label that does not exist': ['由$\\eqref{eq:sum}$', '由$\\eqref{eq:sun}$'],
  'an empty label': ['\\label{eq:sum}', '\\label{}'],
  'a label in Chinese': ['\\label{eq:sum}', '\\label{和}'],
  'a label twice': ['z &= 3x', 'z &= 3x \\label{eq:sum}'],
  'a label with a brace': ['\\label{eq:sum}', '\\label{eq:sum'],
  'dollars not closed': ['\\tag{2}\n$$', '\\tag{2}\n'],
  'dollars not opened': ['$$\nv =', 'v ='],
  'one dollar too many': ['| $u$ |', '| $$u$ |'],
  'one dollar too few': ['引用 $v$。', '引用 $v。'],
  'a price': ['完。', '价格是 $5。'],
  'a display in a heading': ['## 第一节 #', '## 第一节 $$q = 1$$ #'],
  'a display in a table': ['| 甲 | $u$ |', '| 甲 | $$u = 2$$ |'],
  'a blank line in a display': ['v = \\frac{1}{2}', 'v\n\n= \\frac{1}{2}'],
  'prose in a display': ['v = \\frac{1}{2}', 'v = 这里其实是一整句中文的说明\n\n文字'],
  'an environment not closed': [
    '\\begin{equation}x = a + b\\label{eq:sum}\\end{equation}',
    '\\begin{equation}x = a + b',
  ],
  'an environment not opened': ['\\begin{equation}x', 'x'],
  'an end that is misspelt': ['z &= 3x\n\\end{align}', 'z &= 3x\n\\end{align>'],
  'the end of another environment': ['z &= 3x\n\\end{align}', 'z &= 3x\n\\end{equation}'],
  'a begin that is misspelt': ['\\begin{align}', '\\begin{algin}'],
  'an unknown environment': [
    '\\begin{equation}x = a + b\\label{eq:sum}\\end{equation}',
    '\\begin{nonsense}x\\end{nonsense}',
  ],
  'an environment of lists': ['完。', '\\begin{itemize}\\item 甲\\end{itemize}'],
  'a brace too many': ['\\frac{1}{2}', '\\frac{1}{2}}'],
  'a brace too few': ['\\frac{1}{2}', '\\frac{1}{2'],
  'left without right': ['x = a + b', '\\left( x = a + b'],
  'an unknown command': ['\\frac{1}{2}', '\\farc{1}{2}'],
  'a command without its argument': ['\\frac{1}{2}', '\\frac'],
  'a double subscript': ['\\frac{1}{2}', 'a_b_c'],
  'an ampersand outside an alignment': ['v = \\frac{1}{2}', 'v & = \\frac{1}{2}'],
  'a per cent sign': ['\\frac{1}{2}', '50%'],
  'Chinese in a formula': ['v = \\frac{1}{2}', '速度 = \\frac{1}{2}'],
  'a full-width bracket in a formula': ['v = \\frac{1}{2}', 'f（v） = \\frac{1}{2}'],
  'a command of MathJax': ['\\frac{1}{2}', '\\require{cancel}\\cancel{x}'],
  'an unsafe command': ['\\frac{1}{2}', '\\href{https://example.org/}{x}'],
  'a macro that calls itself': ['\\frac{1}{2}', '\\def\\w{\\w}\\w'],
  'a macro without backslash': ['$x$ 满足', '$\\newcommand{foo}{\\mathrm{foo}}\\foo(x)$ 满足'],
  'a bar in a table': ['| 甲 | $u$ |', '| 甲 | $|u|$ |'],
  'a fence not closed': ['print(1)\n```', 'print(1)\n'],
  'a fence of the wrong kind': ['print(1)\n```', 'print(1)\n~~~'],
  'a comment not closed': ['完。', '<!-- 完。'],
  'a box not closed': ['\n</div>\n', '\n'],
  'a box closed twice': ['\n</div>\n', '\n</div>\n\n</div>\n'],
  'a box of an unknown class': ['theorem-box', 'mystery-box'],
  'a box without blank lines': ['<div class="theorem-box">\n\n### 定理 1\n\n', '<div class="theorem-box">\n文字\n'],
  'residue of a tool': ['完。', '<parameter name="x">完。</parameter>'],
  'an iframe': ['完。', '<iframe src="https://example.org/x"></iframe>完。'],
  'a tag that is none': ['完。', '词 <eos> 完。'],
  'bold not closed': ['**粗体**', '**粗体'],
  'bold with spaces': ['**粗体**', '** 粗体 **'],
  'a picture that is missing': ['完。', '![图](a/b.png)'],
  'a link that leads nowhere': ['完。', '[文](别的.html)'],
  'a link to an article outside': ['完。', '[文](/archives/31415#x)'],
  'a link that runs': ['完。', '[文](javascript:alert(1))'],
  'a citation that is none': ['完。', '[@某人] 说完。'],
  'a directive that is none': ['完。', ':::nonsense\n完。\n:::'],
  'a second first-level heading': ['## 公式推导与注释', '# 公式推导与注释'],
  'a tab': ['完。', '\t完。'],
  'an indent of four': ['完。', '    完，有公式 $w$。'],
  'a list mark before a display': ['$$u = 1 \\tag{1}$$', '- $$u = 1 \\tag{1}$$'],
  'a quotation without its mark': ['> 引用 $v$。', '> $$\n> w = 1 \\tag{5}\n$$'],
  'a derivation twice': [
    '由式(1)与式(2)得\n\n',
    '由式(1)与式(2)得\n\n## 又一遍\n\n$$u = 1 \\tag{1}$$\n\n</div>\n\n$$\nv = \\frac{1}{2} \\tag{2}\n$$\n\n',
  ],
};

const file = '单个错误.md';

function importText(text: string) {
  const result = importCorpus(new Map([[file, text]]), {
    mode: 'all',
    dropCopies: false,
    topics: undefined,
    existing: {},
    presets: {},
    assetOf: () => undefined,
    onProgress: () => undefined,
  });
  const report = result.reports.get(file)!;
  const body = [...result.posts.values(), ...result.undecided.values()][0] ?? '';
  return { report, body };
}

function changed([from, to]: Change): string {
  const parts = base.split(from);
  if (parts.length !== 2) throw new Error(`The base holds ${JSON.stringify(from)} ${String(parts.length - 1)} times.`);
  return parts.join(to);
}

const cases = Object.entries(faults);

test.each(cases)('%s: says where, and what can be done', (_, change) => {
  const text = changed(change);
  const { report, body } = importText(text);
  const lines = text.split('\n').length;
  for (const { line, column, message, choices } of report.decisions) {
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThan(0);
    expect(message).toMatch(/\p{Script=Han}/u);
    expect(message).not.toMatch(/\bat .*\.ts:|undefined|NaN|\[object/);
    expect(choices).not.toEqual([]);
  }
  expect(report.status).not.toBe('failed');
  // What cannot be published is told, and is not lost.
  if (report.written === '') expect(report.decisions).not.toEqual([]);
  for (const word of ['设', '由', '其中', '完']) if (text.includes(word)) expect(body).toContain(word);
});

test('every report is the one that was approved', async () => {
  const reports = cases.map(([name, change]) => {
    const { report } = importText(changed(change));
    const repairs = Object.entries(report.repairs)
      .filter(([kind]) => report.repairs[kind] !== plain.repairs[kind])
      .map(([kind, count]) => `  ${kind} ${String(count)}`);
    const told = formatReport({ [file]: report })
      .split('\n\n')
      .slice(1)
      .join('\n\n')
      .trim();
    return [`== ${name}`, told === '' ? `${file}  ${report.status}` : told, ...repairs].join('\n');
  });
  await expect(`${reports.join('\n\n')}\n`).toMatchFileSnapshot('faults.report.txt');
});

const { report: plain } = importText(base);
