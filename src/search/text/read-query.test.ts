import { describe, expect, it } from 'vitest';
import { readQuery } from './read-query.ts';

describe('readQuery', () => {
  it.each([
    ['伪逆', undefined, '伪逆', ''],
    ['伪逆 A^+', undefined, '伪逆', 'A^+'],
    ['伪逆A^{+}', undefined, '伪逆', 'A^{+}'],
    ['Penrose A^+', undefined, 'Penrose', 'A^+'],
    ['log \\sum e^{x}', undefined, '', 'log \\sum e^{x}'],
    ['\\text{若} x_i', undefined, '', '\\text{若} x_i'],
    ['?a = 1', undefined, '', '?a = 1'],
    // A question mark ends a question.
    ['what is softmax?', undefined, 'what is softmax?', ''],
    ['为什么除以根号 d?', undefined, '为什么除以根号 d?', ''],
    ['fp16 vs bf16', undefined, 'fp16 vs bf16', ''],
    ['= a+b', 'formula', '', 'a+b'],
    ['$x$', 'formula', '', 'x'],
    ['＝a+b', 'formula', '', 'a+b'],
    ['#练习', 'section', '练习', ''],
    ['！唯一性', 'result', '唯一性', ''],
    ['@学习率', 'symbol', '学习率', '学习率'],
    ['@\\sigma_i', 'symbol', '', '\\sigma_i'],
    ['>softmax', 'post', 'softmax', ''],
    [':熵', 'term', '熵', ''],
    ['  ', undefined, '', ''],
  ])('%s', (query, group, text, formula) => {
    expect(readQuery(query)).toEqual({ group, text, formula });
  });
});
