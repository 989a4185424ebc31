import { expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import { clientStrings, createTranslate } from './translate.ts';
import zhCN from './zh-CN.json' with { type: 'json' };

it('has the same keys in the same order in every language', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zhCN));
});

it('asks for the same values in every language', () => {
  const values = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
  const differing = Object.entries(zhCN).filter(
    ([key, text]) => values(text).join() !== values((en as Record<string, string>)[key] ?? '').join(),
  );
  expect(differing).toEqual([]);
});

it('leaves no string empty', () => {
  expect([...Object.entries(zhCN), ...Object.entries(en)].filter(([, text]) => text.trim() === '')).toEqual([]);
});

it('fills in values and refuses to print a gap', () => {
  const t = createTranslate('zh-CN');
  expect(t('topic.written', { written: 2, planned: 13 })).toContain('13');
  expect(() => t('topic.written', { written: 2 })).toThrow(/planned/);
});

it('gives scripts only their own strings', () => {
  const strings = clientStrings('en');
  expect(Object.keys(strings).length).toBeGreaterThan(0);
  expect(Object.keys(strings).some((key) => key.startsWith('client.'))).toBe(false);
});
