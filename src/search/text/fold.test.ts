import { describe, expect, it } from 'vitest';
import { makeFoldTable } from './fold-table.ts';
import { createFold, createOffsetFold } from './fold.ts';

const table = { characters: '偽伪導导數数', phrases: [['機率', '概率']] as const };
const fold = createFold(table);

describe('createFold', () => {
  it.each([
    ['偽逆導數', '伪逆导数'],
    ['ＳＶＤ　（ｘ）', 'svd (x)'],
    ['Moore–Penrose', 'moore-penrose'],
    ['Itô  公式', 'ito 公式'],
    ['機率與數', '概率與数'],
    ['ﬁne', 'fine'],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('changes nothing when it is applied again', () => {
    for (const text of ['偽逆', 'Itô–Wiener', 'ＳＶＤ', '機率']) expect(fold(fold(text))).toBe(fold(text));
  });
});

describe('createOffsetFold', () => {
  it('keeps the place of every unit, where a character becomes several or none', () => {
    const { text, offsets } = createOffsetFold(table)('aﬁ偽𝐱e\u0301数');
    expect(text).toBe('afi伪xe数');
    expect(offsets).toEqual([0, 1, 1, 2, 3, 5, 7, 8]);
  });
});

describe('makeFoldTable', () => {
  it('keeps only what can be found in the text', () => {
    const { characters, phrases } = makeFoldTable('伪逆的导数与概率');
    expect(createFold({ characters, phrases })('偽逆、導數')).toBe('伪逆、导数');
    expect(phrases).toContainEqual(['機率', '概率']);
    expect(characters).not.toContain('龍');
    expect(phrases.every(([, mainland]) => mainland === '概率')).toBe(true);
  });
});
