import { expect, test } from 'vitest';
import { readBibtex } from '../schemas/bibtex.ts';
import { cite, type CitedWork } from './citation.ts';

const work: CitedWork = {
  author: '推导',
  title: '伪逆与低秩近似：从四个条件到导数',
  date: '2026-11-04',
  url: 'https://tuidao.example/e/k3m8xz/',
  key: 'low-rank-pseudoinverse-k3m8xz',
  equation: '7',
};

test('an equation is cited in three forms, with its permanent address and the date of the text', () => {
  expect(cite(work)).toEqual({
    bibtex: `@misc{low-rank-pseudoinverse-k3m8xz,
  author = {{推导}},
  title = {{伪逆与低秩近似：从四个条件到导数}},
  note = {Eq. (7)},
  year = {2026},
  month = nov,
  day = {4},
  url = {https://tuidao.example/e/k3m8xz/}
}`,
    chinese: '推导. 伪逆与低秩近似：从四个条件到导数：式(7)[EB/OL]. (2026-11-04). https://tuidao.example/e/k3m8xz/',
    english: '推导 (2026, November 4). 伪逆与低秩近似：从四个条件到导数, Eq. (7). https://tuidao.example/e/k3m8xz/',
  });
});

test('a post is cited without an equation', () => {
  const { equation: _, ...whole } = { ...work, key: 'svd' };
  const { bibtex, chinese, english } = cite(whole);
  expect(bibtex).not.toContain('note');
  expect(chinese).toContain('导数[EB/OL]');
  expect(english).not.toContain('Eq.');
});

test.each([
  ['50% & more: a_b # c $ d', '50% & more: a_b # c $ d'],
  ['braces } in { the wrong order', 'braces } in { the wrong order'],
  ['~ ^ \\ and\n a line', '~ ^ \\ and a line'],
  ['线性注意力：$O(n^2)$ 到 $x_{ij}$', '线性注意力：$O(n^2)$ 到 $x_{ij}$'],
  ['GQA, MLA', 'GQA, MLA'],
])('what BibTeX would misread is escaped: %s', (title, read) => {
  const { entries, problems } = readBibtex(cite({ ...work, title, author: 'A & B_c, D and E' }).bibtex);
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    key: work.key,
    type: 'misc',
    title: read,
    authors: ['A & B_c, D and E'],
    year: '2026',
    url: work.url,
  });
});
