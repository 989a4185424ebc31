import { expect, it, test } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import { unsupportedDecimals } from './prose-decimals.ts';
import type { VerificationRecord } from './record.ts';

function found(text: string, output = '', executed: readonly number[] = []): string[] {
  const file = { path: 'p.md', text };
  const derivation = parsePost(file, { topic: 't', slug: 'p', format: 'md' });
  const equations = Object.fromEntries(executed.map((number) => [number, {}]));
  const record = { cells: [{ id: 'one', hash: 'x', output }], equations } as unknown as VerificationRecord;
  return unsupportedDecimals(file, derivation, record).map(
    ({ text: written, position }) => `${String(position.start.line)}:${String(position.start.column)} ${written}`,
  );
}

test.each([
  ['误差是 0.8373。', '', ['1:5 0.8373']],
  ['误差是 $0.8373$。', '', ['1:6 0.8373']],
  ['误差是 0.8373。', 'x = 0.837302', []],
  ['误差是 0.8373。', 'x = 0.83727', []],
  ['误差是 0.8373。', 'x = 0.83720', ['1:5 0.8373']],
  ['误差是 -0.8373。', 'x = -0.8373', []],
  ['下溢到 $4.248\\times 10^{-18}$。', 'y = 4.2484e-18', []],
  ['下溢到 $4.248\\times 10^{-18}$。', 'y = 4.2484e-17', ['1:6 4.248\\times 10^{-18}']],
  ['学习率 0.001，动量 0.9 与 0.999。', '', []],
  ['见 2.1 节，v0.8373 版，[文](./a-0.8373.md)，`0.8373`，<https://x.org/0.8373>', '', []],
])('%s with output %j', (text, output, expected) => {
  expect(found(text, output)).toEqual(expected);
});

it('looks at no code, front matter or display; numbers of executed displays may be repeated', () => {
  const text = '---\ntitle: 0.1234\n---\n\n```python\n0.1234\n```\n\n$$\nx = 0.1234 \\tag{1}\n$$\n\n即 $0.1234$。\n';
  expect(found(text)).toEqual(['13:4 0.1234']);
  expect(found(text, '', [1])).toEqual([]);
});
