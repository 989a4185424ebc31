import { describe, expect, test } from 'vitest';
import { plainBibText } from './bib-text.ts';
import { readBibtex } from './bibtex.ts';

test('an entry in the usual forms', () => {
  const bibtex = `@inproceedings{ho2020ddpm,
  author    = {Ho, Jonathan and Jain, Ajay and Abbeel, Pieter},
  title     = {Denoising {D}iffusion Probabilistic Models},
  booktitle = nips # " 33",
  year      = 2020,
  url       = {https://example.org/a\\_b},
}`;
  const { entries, problems } = readBibtex(`% a comment\n@string{nips = "NeurIPS"}\n\n${bibtex}\n`);
  expect(problems).toEqual([]);
  expect(entries).toMatchObject([
    {
      key: 'ho2020ddpm',
      type: 'inproceedings',
      authors: ['Jonathan Ho', 'Ajay Jain', 'Pieter Abbeel'],
      title: 'Denoising Diffusion Probabilistic Models',
      venue: 'NeurIPS 33',
      year: '2020',
      url: 'https://example.org/a_b',
      bibtex,
      position: { start: { line: 4, column: 16 } },
    },
  ]);
});

test('a DOI and an arXiv number give an address', () => {
  const { entries } =
    readBibtex(`@misc{a, author={A}, title={T}, year={2020}, eprint={2006.11239}, archivePrefix={arXiv}}
@misc{b, author={A}, title={T}, year={2020}, doi={10.1/x}}`);
  expect(entries.map(({ url }) => url)).toEqual(['https://arxiv.org/abs/2006.11239', 'https://doi.org/10.1/x']);
});

test.each([
  ['{\\"o}', 'ö'],
  ["\\'{e}", 'é'],
  ["{\\'\\i}", 'í'],
  ['\\c{c}', 'ç'],
  ['\\v s', 'š'],
  ['{\\ss}', 'ß'],
  ['{\\L}ukasz', 'Łukasz'],
  ['G\\"odel, Escher \\& Bach', 'Gödel, Escher & Bach'],
  ['12--34', '12–34'],
  ['{A~B}\n  C', 'A B C'],
  ['{$\\ell_1$}', '$\\ell_1$'],
])('%s reads %s', (tex, text) => {
  expect(plainBibText(tex)).toBe(text);
});

describe('what cannot be read is a problem at its line', () => {
  test.each([
    ['brace left open', '@misc{a, title={T', '1:1 条目 @misc 的括号没有闭合。'],
    ['no key', '@misc{title={T}}', '1:1 条目 @misc 没有引用键。'],
    ['no equals sign', '@misc{a, title {T}}', '1:7 条目「a」里有读不懂的部分：「title {T}」。'],
    ['no comma', '@misc{a, title={T} year={2020}}', '1:7 条目「a」里有读不懂的部分：「year={2020}」。'],
    ['missing fields', '@misc{a, title={T}}', '1:7 条目「a」缺少字段：author、year。'],
    [
      'key twice',
      '@misc{a, author={A}, title={T}, year={1}}\n@misc{a, author={A}, title={T}, year={1}}',
      '2:7 引用键「a」用了两次，第一次在第 1 行。',
    ],
  ])('%s', (_, text, problem) => {
    const { problems } = readBibtex(text);
    expect(problems.map(({ position: { start }, message }) => `${start.line}:${start.column} ${message}`)).toEqual([
      problem,
    ]);
  });
});
