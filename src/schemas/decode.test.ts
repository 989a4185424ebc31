import { expect, test } from 'vitest';
import { decodeUtf8, lineOfByte } from './decode.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

test('UTF-8 with and without mark, Chinese and beyond', () => {
  const text = '推导 $x$ 𝑥\r\n';
  expect(decodeUtf8(new TextEncoder().encode(text))).toEqual({ ok: true, text });
  expect(decodeUtf8(new TextEncoder().encode(`\ufeff${text}`))).toEqual({ ok: true, text });
});

test.each([
  ['GBK', bytes(0x61, 0xcd, 0xc6), 1, /第 2 个字节（0xCD）/],
  ['a lone continuation', bytes(0x80), 0, /第 1 个字节/],
  ['overlong slash', bytes(0x61, 0xc0, 0xaf), 1, /第 2 个字节/],
  ['overlong three bytes', bytes(0xe0, 0x80, 0xaf), 0, /第 1 个字节/],
  ['a surrogate', bytes(0xed, 0xa0, 0x80), 0, /第 1 个字节/],
  ['above U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80), 0, /第 1 个字节/],
  ['cut off', bytes(0x61, 0xe6, 0x8e), 1, /第 2 个字节/],
  ['UTF-16 LE', bytes(0xff, 0xfe, 0x61, 0), 0, /UTF-16 LE/],
  ['UTF-16 BE', bytes(0xfe, 0xff, 0, 0x61), 0, /UTF-16 BE/],
  ['UTF-16 LE without mark', bytes(0x2d, 0, 0x2d, 0), 0, /UTF-16 LE/],
  ['UTF-32 LE', bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), 0, /UTF-32 LE/],
  ['NUL', bytes(0x61, 0, 0x62), 1, /空字符/],
])('%s is refused with its place', (_, input, at, reason) => {
  const decoded = decodeUtf8(input);
  expect(decoded).toMatchObject({ ok: false, at });
  expect(!decoded.ok && decoded.reason).toMatch(reason);
});

test('agrees with the decoder of the platform on random bytes', () => {
  let state = 1;
  const random = () => (state = (state * 48271) % 0x7fffffff);
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (let run = 0; run < 5000; run += 1) {
    // Bytes near the borders of the well-formed sequences.
    const input = Uint8Array.from(
      { length: 1 + (random() % 6) },
      () =>
        [
          0x61, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4,
          0xf5, 0xff,
        ][random() % 20]!,
    );
    if ((input[0] === 0xff && input[1] === 0xfe) || (input[0] === 0xfe && input[1] === 0xff)) continue;
    let valid = true;
    try {
      strict.decode(input);
    } catch {
      valid = false;
    }
    expect(decodeUtf8(input).ok, [...input].join(' ')).toBe(valid);
  }
});

test('line of a byte', () => {
  expect(lineOfByte(bytes(0x61, 0x0a, 0x0a, 0xff), 3)).toBe(3);
});
