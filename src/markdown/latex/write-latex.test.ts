import { expect, test } from 'vitest';
import { compilePost } from '../compile-post.ts';
import { fillLatex } from './slots.ts';

const name = { topic: 'matrices', slug: 'svd', format: 'md' } as const;

/** The template of a post, its slots shown in angle brackets. */
function latexOf(body: string): string {
  const text = `---\ntitle: t\n---\n\n${body}\n`;
  const { latex } = compilePost({ path: 'posts/matrices/svd.md', text }, name, { '\\R': '\\mathbb{R}' });
  return fillLatex(latex, {
    reference: (target, shown) => `<ref ${target}|${shown}>`,
    asset: (path) => `<asset ${path}>`,
    output: (place) => `<output ${String(place)}>`,
    self: (id) => `<self ${id}>`,
  });
}

test('text is escaped, so that nothing in it is a command', () => {
  expect(latexOf('50% of a_b & c # d \\{x\\} ~ ^ \\$5 [x] "q" a--b \\\\ 汉字')).toBe(
    '50\\% of a\\_b \\& c \\# d \\{x\\} \\textasciitilde{} \\textasciicircum{} \\$5 {[}x{]} \\textquotedbl{}q\\textquotedbl{} a-{}-b \\textbackslash{} 汉字',
  );
});

test('characters that mark places of the template are taken out of what authors write', () => {
  expect(latexOf('a\ue000self:x\ue001\ue002b')).toBe('aself:xb');
});

test('an equation has its number, its name and a frame; text goes on behind it without a new paragraph', () => {
  const body = '设\n\n$$\na = b \\tag{1} \\label{eq:pinv}\n$$\n\n则\n\n$$\n\nc\n\n= d \\tag{2}\n$$';
  expect(latexOf(body)).toBe(
    `设
%<*eq-1>
\\begin{equation}\\tag{1}\\label{eq:pinv}
a = b
\\end{equation}
%</eq-1>
则
%<*eq-2>
\\begin{equation}\\tag{2}\\label{eq:2}
c
= d
\\end{equation}
%</eq-2>`,
  );
});

test('rows keep their own numbers, and rows without one get none', () => {
  const body =
    '\\begin{align}\na &= b \\tag{1} \\label{eq:first} \\\\\nc &= d \\notag \\\\\ne &= f \\tag{2}\n\\end{align}';
  expect(latexOf(body)).toContain(`\\begin{align*}
a &= b \\tag{1}\\label{eq:first}  \\\\
c &= d \\notag \\\\
e &= f \\tag{2}\\label{eq:2}
\\end{align*}`);
});

test('lines that KaTeX breaks outside an environment get one', () => {
  expect(latexOf('$$\na \\\\ b \\tag{1}\n$$')).toContain('\\begin{gathered}\na \\\\ b\n\\end{gathered}');
  expect(latexOf('$$\n\\begin{aligned} a \\\\ b \\end{aligned} \\tag{1}\n$$')).not.toContain('gathered');
});

test('references become links to numbers inside the document', () => {
  const body = `:::theorem[名]{#thm-svd}
$$
a = b \\tag{1} \\label{eq:pinv}
$$
:::

## 存在性

由式（1）和(1)式得 \\eqref{eq:pinv}，见[](#thm-svd)、[这里](#eq-1)、[](#eq-1)、[](#存在性)；式(9)没有。`;
  expect(latexOf(body)).toContain(
    '由式\\eqref{eq:pinv}和\\eqref{eq:pinv}式得 \\eqref{eq:pinv}，见\\hyperref[thm-svd]{定理 1}、\\hyperref[eq:pinv]{这里}、式\\eqref{eq:pinv}、\\hyperref[存在性]{§1 存在性}；式(9)没有。',
  );
});

test('links to other posts, files and images are left to whoever knows their addresses', () => {
  expect(latexOf('见[](./pinv.md#eq-3)、[《伪逆》](../other/x.md)、[网](https://a.example/x_y?a=1%20#b)')).toBe(
    '见<ref matrices/pinv#eq-3|>、<ref other/x|《伪逆》>、\\href{https://a.example/x_y?a=1\\%20\\#b}{网}',
  );
  expect(latexOf('![曲线 50%](./figures/x.svg "图 1　$x$ 的")')).toBe(
    '\\figurelink{<asset ./figures/x.svg>}{曲线 50\\%}{图 1　$x$ 的}',
  );
});

test('boxes keep their numbers: each kind counts for itself', () => {
  const body =
    ':::theorem[A $x$]\n甲\n:::\n\n:::lemma\n乙\n:::\n\n:::theorem{#thm-b}\n丙\n:::\n\n:::proof[另证]\n丁 ∎\n:::\n\n:::intuition[力]\n戊\n:::';
  expect(latexOf(body)).toBe(`%<*thm-1>
\\setcounter{theorem}{0}
\\begin{theorem}[{A $x$}]\\label{thm-1}
甲
\\end{theorem}
%</thm-1>

%<*lem-1>
\\setcounter{lemma}{0}
\\begin{lemma}\\label{lem-1}
乙
\\end{lemma}
%</lem-1>

%<*thm-b>
\\setcounter{theorem}{1}
\\begin{theorem}\\label{thm-b}
丙
\\end{theorem}
%</thm-b>

%<*proof:thm-b>
\\begin{proof}[{另证}]
丁
\\end{proof}
%</proof:thm-b>

\\begin{note}{数学直觉　力}
戊
\\end{note}`);
});

test('exercises and their solutions can be taken out each for itself', () => {
  const latex = latexOf(':::exercise\n问\n:::\n\n:::solution\n答\n:::');
  expect(latex).toContain('%<*exr-1>\n\\setcounter{exercise}{0}\n\\begin{exercise}\\label{exr-1}\n问');
  expect(latex).toContain('%<*solution:exr-1>\n\\begin{solution}\n答');
});

test('headings keep formulas, and a plain title for bookmarks', () => {
  expect(latexOf('## 2. 谱 $\\sigma_1$ 与 50%')).toBe(
    '\\section{\\texorpdfstring{谱 $\\sigma_1$ 与 50\\%}{谱 \\textbackslash{}sigma\\_1 与 50\\%}}\\label{谱-sigma_1-与-50}',
  );
  expect(latexOf('#### 小')).toBe('\\subsubsection*{小}\\label{小}');
});

test('labels hold no character that a preamble may declare', () => {
  expect(latexOf('## γ 衰减')).toContain('\\label{.CE.B3-衰减}');
});

test('code is verbatim; what was executed gets a place for its output', () => {
  const latex = latexOf('```python run title="验 50%"\nx = "\\\\{%"\n```\n\n行内 `a_b%`');
  expect(latex).toBe(
    '\\par\\noindent\\textbf{验 50\\%}\n\\begin{codeblock}\nx = "\\\\{%"\n\\end{codeblock}<output 0>\n\n行内 \\texttt{a\\_b\\%}',
  );
  expect(latexOf('```tex\n\\end{codeblock}\n```')).toContain(
    '\\begin{codeblockalt}\n\\end{codeblock}\n\\end{codeblockalt}',
  );
});

test('tables share the width by what stands in them', () => {
  const latex = latexOf('| 符号 | 含义 |\n|---|--:|\n| $a$ | 长长长长长长长长长长长长长 & b |');
  expect(latex).toContain('\\begin{xltabular}{\\linewidth}{@{}>{\\hsize=0.235\\hsize\\raggedright');
  expect(latex).toContain(
    '\\raggedleft\\arraybackslash}X@{}}\n\\toprule\n符号 & 含义 \\\\ \\midrule \\endhead\n$a$ & 长',
  );
  expect(latex).toContain('长 \\& b \\\\\n\\bottomrule');
});

test('a footnote is written where it is first mentioned', () => {
  expect(latexOf('甲[^a]乙[^a]\n\n[^a]: 注 50%\n\n    ```py\n    x_y\n    ```')).toBe(
    '甲\\footnote{注 50\\%\n\n\\texttt{x\\_y}}乙\\footnotemark[1]',
  );
});

test('lists keep where they start and what is ticked', () => {
  expect(latexOf('3. 甲\n4. 乙')).toBe('\\begin{enumerate}[start=3]\n\\item 甲\n\\item 乙\n\\end{enumerate}');
  expect(latexOf('- [x] 甲\n- [ ] [乙]')).toBe(
    '\\begin{itemize}\n\\item[$\\boxtimes$] 甲\n\\item[$\\square$] {[}乙{]}\n\\end{itemize}',
  );
});

test('emphasis, deletion, raw HTML', () => {
  expect(latexOf('**甲** *乙* ~~丙~~ H<sub>2</sub>O <!-- x -->')).toBe('\\textbf{甲} \\emph{乙} \\sout{丙} H2O ');
});
