import { expect, test, vi } from 'vitest';
import { highlight, languageName } from './highlight.ts';

const marked = (code: string, lang: string): string =>
  highlight(code, lang)
    .map((line) => line.map(({ kind, text }) => (kind === '' ? text : `‹${kind} ${text}›`)).join(''))
    .join('\n');

test.each([
  ['python', 'import numpy as np', '‹k import› numpy ‹k as› np'],
  ['python', 'def f(x=3): return None', '‹k def› ‹f f›(x=‹n 3›): ‹k return› ‹k None›'],
  ['py', 'a = b @ c  # 乘积', 'a = b @ c  ‹c # 乘积›'],
  [
    'python',
    'if a is not None and "x" in b: pass',
    '‹k if› a ‹k is› ‹k not› ‹k None› ‹k and› ‹s "x"› ‹k in› b: ‹k pass›',
  ],
  ['json', '{"a": [1, "x"]}', '{"‹k a›": [‹n 1›, ‹s "x"›]}'],
  ['没有这种语言', 'a = 1\n\nb', 'a = 1\n\nb'],
  ['', 'x', 'x'],
])('%s: %s', (lang, code, wanted) => {
  expect(marked(code, lang)).toBe(wanted);
});

test('no character is lost', () => {
  const code =
    'class A(B):\n    """文档"""\n    x: int = 1e-3 ** 2\n\n    async def g(self, *a, **k): yield f"{self.x:.1e}<&>"\n';
  expect(
    highlight(code, 'python')
      .map((line) => line.map(({ text }) => text).join(''))
      .join('\n'),
  ).toBe(code);
});

test('names that readers know', () => {
  expect(['py', 'python', 'bash', 'cuda', 'constructor'].map(languageName)).toEqual([
    'Python',
    'Python',
    'Shell',
    'cuda',
    'constructor',
  ]);
});

test('a machine that is slow for a moment gives the same tokens', () => {
  const code = 'import numpy as np';
  const calm = highlight(code, 'python');
  let now = 0;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => (now += 60_000));
  try {
    expect(highlight(code, 'python')).toEqual(calm);
  } finally {
    clock.mockRestore();
  }
});
