import { describe, expect, test } from 'vitest';
import { explainTexFault } from './explain-tex-fault.ts';
import { renderFormula } from './math.ts';

/** What an author reads about a display: from KaTeX's own message, so that a new version that words it anew is noticed. */
function explain(tex: string): string {
  const [problem] = renderFormula(tex, { display: true, macros: {} }).problems;
  return problem ? explainTexFault(problem.message).message : 'renders';
}

describe('common faults are told in Chinese', () => {
  test.each([
    ['\\sgima', '没有命令 \\sgima。'],
    ['\\eqref{eq:a}', '行内公式里不能写 \\label、\\ref、\\eqref。'],
    ['x^1^2', '同一个符号有两个上标。'],
    ['x_1_2', '同一个符号有两个下标。'],
    ['\\left( a', '\\left 没有对应的 \\right。'],
    ['a \\right)', '\\right 前面没有 \\left。'],
    ['{a', '花括号没有闭合。'],
    ['a}', '多了一个 }。'],
    ['x & y', '& 只能写在 aligned、cases、矩阵等环境里。'],
    ['x#y', '公式里不能直接写 #。'],
    ['a \\end{matrix}', '\\end 没有对应的 \\begin。'],
    ['\\begin{aligned} a', '\\begin 没有对应的 \\end。'],
    ['\\begin{foo}a\\end{foo}', '没有环境 foo。'],
    ['\\begin{matrix}a\\end{pmatrix}', '\\begin{matrix} 用 \\end{pmatrix} 结束了。'],
    ['a_', '_ 后面缺少内容。'],
    ['\\sqrt', '\\sqrt 缺少参数。'],
    ['\\frac{1}', '命令缺少参数，或者花括号没有闭合。'],
    ['x_\\boldsymbol y', '上标或下标里的 \\boldsymbol 要加花括号。'],
    ['\\text{a_b}', '文字里不能直接写 _。'],
    ['\\hline', '\\hline 只能写在 array 环境里。'],
    ['\\big a', 'a 不能当括号用。'],
    ['\\rule{1foo}{2em}', '长度的单位不对。'],
    ['\\middle|', '\\middle 前面没有 \\left。'],
    ['a\\over b\\over c', '同一组里写了两个 \\over 之类的命令。'],
    ['\\newcommand{x}{y}', '宏的定义写法不对。'],
    ['\\def\\a{\\a}\\a', '宏展开得没有止境。'],
    ['x\\limits_b', '\\limits 只能跟在运算符后面。'],
    ['\\href{https://example.org}{x}', '命令 \\href 不允许使用。'],
    ['x = 当 y', '数学模式里有汉字或全角符号，要放进 \\text{…}。'],
    ['x\u200b', '公式里有看不见的字符 U+200B。'],
  ])('%s', (tex, message) => {
    expect(explain(tex)).toBe(message);
  });
});

test("an unknown message is shown without KaTeX's prefix and place", () => {
  expect(explainTexFault('KaTeX parse error: Something new at position 3: ab̲').message).toBe(
    '公式排不出来：Something new。',
  );
});

describe('lengths that could lay a formula over other text are refused, products are not', () => {
  test.each([
    ['\\rule{1em}{9999em}', '长度 9999em 太大，上限 50em。'],
    ['\\kern{-9999em}', '长度 -9999em 太大，上限 50em。'],
    ['\\kern-9999em x', '长度 -9999em 太大，上限 50em。'],
    ['a \\\\[999em] b', '长度 999em 太大，上限 50em。'],
    ['\\hspace{2em} x', 'renders'],
    ['e^{512nd}', 'renders'],
    ['a \\\\ 60in', 'renders'],
  ])('%s', (tex, message) => {
    expect(explain(tex)).toBe(message);
  });
});
