import type { Language } from '../i18n/translate.ts';
import { escapeLatex, escapeUrl } from './latex-text.ts';
import { declareMacros } from './macros.ts';
import { declareSymbols } from './unicode-symbols.ts';

/** A document for XeLaTeX with the packages of TeX Live; it needs no file beside it. */
export interface LatexDocument {
  readonly language: Language;
  /** LaTeX. */
  readonly title: string;
  /** Plain text. */
  readonly author: string;
  /** `2026-11-24`; `''` for none. */
  readonly date: string;
  /** Lines of the head of the file, plain text: where it comes from, its licence. */
  readonly comments: readonly string[];
  /** Name with backslash → expansion. Only those that the body uses are declared. */
  readonly macros: Readonly<Record<string, string>>;
  /** Names of the boxes: environment → what it prints. */
  readonly kinds: Readonly<Record<(typeof numberedKinds)[number] | 'proof' | 'solution', string>>;
  /** Equation number → address, to which the printed numbers lead. */
  readonly permanent: ReadonlyMap<number, string>;
  /** LaTeX. */
  readonly body: string;
}

/** Boxes that are numbered, each kind for itself. */
export const numberedKinds = [
  'definition',
  'assumption',
  'theorem',
  'lemma',
  'proposition',
  'corollary',
  'example',
  'remark',
  'exercise',
] as const;

export function latexDocument(document: LatexDocument): string {
  const { language, title, author, date, comments, macros, kinds, permanent, body } = document;
  const declared = [...declareMacros(title + body, macros), ...declareSymbols(title + body)];
  const lines = [
    '% !TeX program = xelatex',
    ...comments.map((comment) => `% ${comment.replace(/\s+/g, ' ')}`),
    `\\documentclass[${language === 'en' ? 'scheme=plain,' : ''}a4paper]{ctexart}`,
    packages,
    ...numberedKinds.map((kind) => `\\newtheorem{${kind}}{${escapeLatex(kinds[kind])}}`),
    `\\renewcommand{\\proofname}{${escapeLatex(kinds.proof)}}`,
    `\\newenvironment{solution}[1][${escapeLatex(kinds.solution)}]{\\par\\noindent\\textbf{#1}\\quad\\ignorespaces}{\\par}`,
    setting,
    ...(declared.length === 0 ? [] : ['% Macros and symbols of the text.', ...declared]),
    ...(permanent.size === 0 ? [] : ['% Where the numbers of the equations lead.']),
    ...[...permanent].map(([number, url]) => permanentLine(number, url)),
    `\\title{${title}}`,
    `\\author{${escapeLatex(author)}}`,
    `\\date{${escapeLatex(date)}}`,
    '\\begin{document}',
    '\\maketitle',
    body.trim(),
    '\\end{document}',
    '',
  ];
  return lines.join('\n');
}

/** Makes the number of an equation a link; holds from there on. */
export function permanentLine(number: number, url: string): string {
  return `\\permanent{${String(number)}}{${escapeUrl(url)}}`;
}

const packages = String.raw`\usepackage[margin=25mm]{geometry}
\usepackage{amsmath,amssymb,amsthm,mathtools,bm,cancel}
\usepackage{booktabs,xltabular,enumitem,xcolor,newunicodechar}
\usepackage[normalem]{ulem}
\usepackage{fvextra}
\usepackage[unicode,colorlinks,allcolors=blue!45!black]{hyperref}
\theoremstyle{definition}`;

const setting = String.raw`\newenvironment{note}[1]{\begin{quote}\textbf{#1}\quad\ignorespaces}{\end{quote}}
\DefineVerbatimEnvironment{codeblock}{Verbatim}{fontsize=\small,breaklines,breakanywhere,frame=leftline}
\DefineVerbatimEnvironment{codeblockalt}{Verbatim}{fontsize=\small,breaklines,breakanywhere,frame=leftline}
\newcommand{\figurelink}[3]{\begin{center}\fbox{\parbox{0.9\linewidth}{\centering\href{#1}{#2}}}\\[1ex]\small #3\end{center}}
\IfFontExistsTF{DejaVu Sans Mono}{\setmonofont[Scale=0.82]{DejaVu Sans Mono}}{}
\setlistdepth{9}
\renewlist{itemize}{itemize}{9}
\setlist[itemize]{label=\textbullet}
\renewlist{enumerate}{enumerate}{9}
\setlist[enumerate]{label=\arabic*.}
\allowdisplaybreaks
\emergencystretch=3em
\makeatletter
% \tag{7} prints (7) with a link to the permanent address of the equation.
\newcommand{\permanent}[2]{\@namedef{permanent@#1}{#2}}
\providecommand{\Hy@make@anchor}{}
\def\make@df@tag@@@#1{\gdef\df@tag{%
  \maketag@@@{(\Hy@make@anchor\@ifundefined{permanent@#1}{#1}{\href{\@nameuse{permanent@#1}}{#1}})}%
  \def\@currentlabel{#1}}}
\makeatother`;
