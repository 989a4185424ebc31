import { expect, test } from 'vitest';
import { moveItem, readHandout, readItem, writeHandout } from './handout-address.ts';
import { handoutLatex, type HandoutPart } from './handout.ts';

const svd = `% !TeX program = xelatex
% 奇异值
\\documentclass[a4paper]{ctexart}
\\newtheorem{theorem}{定理}
% Macros and symbols of the text.
\\providecommand{\\R}{}\\renewcommand{\\R}{\\mathbb{R}}
\\permanent{1}{https://a.example/e/aaaaaa/}
\\permanent{2}{https://a.example/e/bbbbbb/}
\\title{奇异值 50\\%}
\\author{推导}
\\date{2026-11-24}
\\begin{document}
\\maketitle
前文
%<*thm-1>
\\setcounter{theorem}{0}
\\begin{theorem}\\label{thm-1}
%<*eq-1>
\\begin{equation}\\tag{1}\\label{eq:svd}
a
\\end{equation}
%</eq-1>
\\end{theorem}
%</thm-1>

%<*proof:thm-1>
\\begin{proof}
由式\\eqref{eq:svd}、式\\eqref{eq:2}、\\hyperref[.CE.B3-节]{§1} 与 \\cite{b,a}。
\\begin{codeblock}
\\eqref{eq:2}
\\end{codeblock}
\\end{proof}
%</proof:thm-1>
%<*eq-2>
\\begin{equation}\\tag{2}\\label{eq:2}
b
\\end{equation}
%</eq-2>
\\begin{thebibliography}{9}
\\bibitem{a} A. 甲.
\\bibitem{b} B. 乙.
\\bibitem{c} C. 丙.
\\end{thebibliography}
\\end{document}
`;
const other = svd
  .replace('奇异值 50\\%', '伪逆')
  .replace('{\\R}{}\\renewcommand{\\R}{\\mathbb{R}}', '{\\E}{}\\renewcommand{\\E}{E}');
const sources = new Map([
  ['svd', { tex: svd, url: 'https://a.example/posts/svd/' }],
  ['pinv', { tex: other, url: 'https://a.example/posts/pinv/' }],
]);
const part = (slug: string, name: string, label: string): HandoutPart => ({
  slug,
  name,
  label,
  url: `https://a.example/posts/${slug}/#${name}`,
});

function handout(parts: readonly HandoutPart[], options: { proofs?: boolean } = {}): string {
  return handoutLatex({ title: '课 & 题', parts, sources, proofs: false, solutions: false, ...options });
}

test('what is taken keeps its numbers and leads to its page; macros of all posts are declared', () => {
  const latex = handout([part('pinv', 'eq-2', '式(2)'), part('svd', 'thm-1', '定理 1')]);
  expect(latex).toContain('\\title{课 \\& 题}');
  expect(latex).toContain('\\renewcommand{\\R}{\\mathbb{R}}');
  expect(latex).toContain('\\renewcommand{\\E}{E}');
  expect(latex).toContain(`\\paragraph*{\\href{https://a.example/posts/pinv/\\#eq-2}{伪逆　式(2)}}\\mbox{}\\par
\\permanent{2}{https://a.example/e/bbbbbb/}
\\begin{equation}\\tag{2}\\label{pinv:eq:2}`);
  expect(latex).toContain('{奇异值 50\\%　定理 1}');
  expect(latex.indexOf('pinv:eq:2')).toBeLessThan(latex.indexOf('svd:thm-1'));
  expect(latex).not.toContain('proof');
  expect(latex).not.toContain('前文');
  expect(latex.match(/\\newtheorem/g)).toHaveLength(1);
});

test('references to what is taken stay inside, others lead to the site; code is left alone', () => {
  const latex = handout([part('svd', 'thm-1', '定理 1')], { proofs: true });
  expect(latex).toContain('由式\\eqref{svd:eq:svd}、式\\href{https://a.example/e/bbbbbb/}{(2)}、');
  expect(latex).toContain('\\href{https://a.example/posts/svd/\\#\\%CE\\%B3-\\%E8\\%8A\\%82}{§1}');
  expect(latex).toContain('\\begin{codeblock}\n\\eqref{eq:2}\n\\end{codeblock}');
  expect(latex).toContain('\\bibitem{a} A. 甲.\n\\bibitem{b} B. 乙.\n\\end{thebibliography}');
  expect(latex).not.toContain('丙');
});

test('a label is defined once, also where a thing is taken with what it stands in', () => {
  const latex = handout([part('svd', 'eq-1', '式(1)'), part('svd', 'thm-1', '定理 1')]);
  expect(latex.match(/\\label\{svd:eq:svd\}/g)).toHaveLength(1);
});

test('a part that the post does not have is an error, not a gap', () => {
  expect(() => handout([part('svd', 'eq-9', '式(9)')])).toThrow('svd/eq-9');
});

test('an address holds the handout: items in their order, title, proofs, solutions', () => {
  const state = { items: ['svd/q-abc234', 'pinv/定理'], title: '课 & 题', proofs: true, solutions: false };
  const search = writeHandout(state);
  expect(search).toContain('items=svd/q-abc234,pinv/');
  expect(readHandout(search)).toEqual(state);
  expect(writeHandout(readHandout(''))).toBe('');
  expect(readHandout('?items=a/x, b/y ,a/x,nonsense').items).toEqual(['a/x', 'b/y', 'nonsense']);
  expect(readItem('a/x')).toEqual({ slug: 'a', id: 'x' });
  expect(readItem('nonsense')).toBeUndefined();
  expect(readItem('../x')).toBeUndefined();
});

test('an item moves one place, and stays at the ends', () => {
  expect(moveItem(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moveItem(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moveItem(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(moveItem(['a', 'b', 'c'], 'x', 1)).toEqual(['a', 'b', 'c']);
});
