import { expect, it } from 'vitest';
import { createTranslate } from '../i18n/translate.ts';
import { badgeSvg } from './badge.ts';
import { coverageFigures } from './figures.ts';

const figures = { ...coverageFigures([]), posts: { planned: 8, draft: 2, complete: 1 } };
const svg = (name: string): string => badgeSvg(name, figures, createTranslate('zh-CN'));

it('says its figures in words, and draws them to scale', () => {
  const picture = svg('矩阵');
  expect(picture).toContain('<title>矩阵：完成 1 篇，草稿 2 篇，计划 8 篇</title>');
  expect(picture).toContain('role="img" aria-label="矩阵：完成 1 篇，草稿 2 篇，计划 8 篇"');
  const width = Number(/^<svg[^>]* width="(\d+)"/.exec(picture)?.[1]);
  const bars = [...picture.matchAll(/<rect y="17" width="(\d+)"/g)].map((match) => Number(match[1]) / width);
  expect(bars[0]).toBeCloseTo(3 / 8, 2);
  expect(bars[1]).toBeCloseTo(1 / 8, 2);
});

it('stays well-formed whatever a topic is called', () => {
  const picture = svg('A & <B> "C"');
  expect(picture).toContain('A &amp; &lt;B&gt; &quot;C&quot;');
  expect(picture).not.toMatch(/<B>|& /);
});

it('gives a longer name more room', () => {
  const width = (text: string): number => Number(/ width="(\d+)"/.exec(svg(text))?.[1]);
  expect(width('循环网络与状态空间') - width('损失函数')).toBe(55);
});
