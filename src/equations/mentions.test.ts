import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMentions } from './mentions.ts';

const words = (text: string, before?: string): string[] =>
  findMentions(text, before).map(({ start, end }) => text.slice(start, end));

describe('a number is a reference', () => {
  test.each<[string, string[]]>([
    ['由式(15)得', ['式(15)']],
    ['公式 (5) 变为', ['公式 (5)']],
    ['代入公式（15）', ['公式（15）']],
    ['等式(3)两边', ['等式(3)']],
    ['使用不等式(15)可以', ['不等式(15)']],
    ['恒等式(2)', ['恒等式(2)']],
    ['表达式(11)、关系式(12)', ['表达式(11)', '关系式(12)']],
    ['方程(3)与方程组(5)相减', ['方程(3)', '方程组(5)']],
    ['更新式(7)', ['式(7)']],
    ['行列式(7)', ['式(7)']],
    ['凸的情形式(24)', ['式(24)']],
    ['边缘分布式(7)和条件分布式(8)', ['式(7)', '式(8)']],
    ['Eq. (3) and Equation (4)', ['Eq. (3)', 'Equation (4)']],
    ['(15)式给出', ['(15)式']],
    ['得到(28)式。', ['(28)式']],
    ['第(24)式', ['(24)式']],
    ['(10) 式中', ['(10) 式']],
    ['（3）式', ['（3）式']],
    ['由(7)得', ['(7)']],
    ['将此代入 (20) 并化简', ['(20)']],
    ['对(4)求导', ['(4)']],
    ['把(3)代入(4)', ['(3)', '(4)']],
    ['于是 (3)可得', ['(3)']],
    ['两次使用，(6)两边取对数', ['(6)']],
  ])('%s', (text, expected) => {
    expect(words(text, '前文')).toEqual(expected);
  });
});

describe('each number of a list or range is one', () => {
  test.each<[string, string[]]>([
    ['式(3)、(4)和(6)', ['式(3)', '(4)', '(6)']],
    ['式(3)-(5)', ['式(3)', '(5)']],
    ['式(3)–式(5)', ['式(3)', '式(5)']],
    ['式(3)—(5)', ['式(3)', '(5)']],
    ['式（3）至（5）', ['式（3）', '（5）']],
    ['式(3)(4)', ['式(3)', '(4)']],
    ['式(3)以及式(4)', ['式(3)', '式(4)']],
    ['式(3)，式(4)', ['式(3)', '式(4)']],
    ['公式 (3) 和 公式 (4)', ['公式 (3)', '公式 (4)']],
    ['(3)和(4)式', ['(3)', '(4)式']],
    ['(3)式、(4)式', ['(3)式', '(4)式']],
    ['由(3)和(4)得', ['(3)', '(4)']],
    ['由 (3)、(4) 与 (5)，得', ['(3)', '(4)', '(5)']],
    ['比较(85)和(88),局部', ['(85)', '(88)']],
    ['结合(12)-(14),得到', ['(12)', '(14)']],
    ['(3)和(4)可得', ['(3)', '(4)']],
    ['式(3)，(4) 是另一回事', ['式(3)']],
    ['式(3)式(4)', ['式(3)', '式(4)']],
  ])('%s', (text, expected) => {
    expect(words(text, '前文')).toEqual(expected);
  });
});

describe('a number is none', () => {
  test.each([
    '(1) 对于任意',
    '(1)可得的结论',
    '条件(8)',
    '性质(2)',
    '定理(2)',
    '方式(3)与形式(2)、模式(1)',
    '分布式(2)',
    '启发式(1)',
    '显式(1)',
    'range(10)',
    'SO(3)',
    'f(3)式',
    '函数 f(3)可得',
    '由 f(3) 得',
    '共有（128）维',
    '（1）第一点',
    '式(12345)',
    '式 5',
    '式(3.2)',
    '式(n)',
    'ResNet(50)',
    'x_(3)可得',
  ])('%s', (text) => {
    expect(words(text)).toEqual([]);
  });

  test('in a list behind another clause', () => {
    expect(words('(1)成立；(2)可得', '')).toEqual([]);
    expect(words('由式(3)和(4)(x)')).toEqual(['式(3)']);
    expect(words('式(3)与f(4)')).toEqual(['式(3)']);
  });
});

describe('a number of another text is none', () => {
  test.each([
    '原论文式(5)',
    '原论文式(5)和式(6)给出',
    '论文中的式(3)',
    '论文 4.3 节的公式(1)',
    '论文给出的式(3)',
    '文献 [12] 中式(3)、式(4)',
    '[12] 的式(3)',
    '[3, 12] 的式(3)',
    '[@ho2020] 的式(3)',
    '[@ho2020, 式(3)]',
    '由原文的式(7)',
    '该文式(3)',
    '作者的式(3)',
    '《高等代数》式(3)',
    '《高等代数》中的式(3)',
    '上一篇的式(2)',
    '那篇文章式(2)',
    '从主文档式(54)-(57)',
    '教材式(3)',
    '式(3)（见原论文）',
    'the paper, Eq. (3)'.replace(',', ''),
  ])('%s', (text) => {
    expect(words(text)).toEqual([]);
  });

  test.each([
    '与论文不同，由式(3)',
    '本论文的式(3)',
    '读过《高等代数》的读者由式(3)',
    '文献给出上界；式(3)',
    '根据文献[12]，式(3)',
    '本文的式(3)',
    '上文的式(3)',
    '前面的式(3)',
    '代入《高等代数》得式(3)',
  ])('%s is one of ours', (text) => {
    expect(words(text)).toEqual(['式(3)']);
  });

  test('what stands before the text node counts', () => {
    expect(words('的式(3)', '由文献 [12]')).toEqual([]);
    expect(words('的式(3)', '由此')).toEqual(['式(3)']);
    expect(words('(1)可得', '')).toEqual([]);
    expect(words('(1)可得', '因此')).toEqual(['(1)']);
  });
});

describe('names', () => {
  test('\\eqref and \\ref', () => {
    const text = '由\\eqref{eq:a_b}和 \\ref{eq:c}、式(3)';
    expect(findMentions(text)).toEqual([
      { start: 1, end: 15, target: { type: 'label', label: 'eq:a_b' }, form: 'eqref' },
      { start: 17, end: 27, target: { type: 'label', label: 'eq:c' }, form: 'ref' },
      { start: 28, end: 32, target: { type: 'number', number: 3 }, form: 'text' },
    ]);
  });
});

test('mentions are in order, apart and hold exactly their number, whatever the text', () => {
  const piece = fc.constantFrom(
    ...[
      '式',
      '公式',
      '(3)',
      '（4）',
      '(15)',
      '和',
      '、',
      '-',
      '由',
      '代入',
      '得',
      '可得',
      '，',
      '。',
      'f',
      ' ',
      '论文',
      '[12]',
    ],
    ...['\n', '《', '》', '方', '\\eqref{eq:a}', '[@a, ', ']', '原'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.constantFrom('', '前', '论文'), (pieces, before) => {
      const text = pieces.join('');
      let last = 0;
      for (const { start, end, target } of findMentions(text, before)) {
        expect(start).toBeGreaterThanOrEqual(last);
        last = end;
        const numbers = text.slice(start, end).match(/\d+/g) ?? [];
        expect(numbers).toEqual(target.type === 'number' ? [String(target.number)] : []);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a long text takes time in proportion to its length', () => {
  const text = '(3)、'.repeat(20_000);
  const start = performance.now();
  findMentions(text);
  expect(performance.now() - start).toBeLessThan(2000);
});
