import { expect, test } from 'vitest';
import { compilePost } from './compile-post.ts';
import { withoutMath } from './testing/without-math.ts';

const display = (number: number): string => `\n$$\nx \\tag{${String(number)}}\n$$\n`;

const text = `# 题目
${display(1)}
## 1. 甲 $A^+$ 与 [链接](https://a.example/)[^1]
${display(2)}
### 子
${display(3)}${display(4)}
#### 更深
${display(5)}
## 乙

## 丙 {#c}
${display(6)}
[^1]: 注。
`;

const { toc } = compilePost({ path: 'x', text }, { topic: 't', slug: 's', format: 'md' }, {});

test('sections nest, with their numbers and ranges of equations', () => {
  expect(toc.map(({ number, id, from, to, children }) => [number, id, from, to, children.length])).toEqual([
    ['1', expect.any(String), 2, 5, 1],
    ['2', '乙', undefined, undefined, 0],
    ['3', 'c', 6, 6, 0],
  ]);
  expect(toc[0]?.children[0]).toMatchObject({ depth: 3, number: '1.1', text: '子', from: 3, to: 5, children: [] });
});

test('an entry holds its formulas, but no link, note, number or anchor of its own', () => {
  expect(withoutMath(toc[0]?.html ?? '')).toBe('甲 ⟦A^+⟧ 与 链接');
});
