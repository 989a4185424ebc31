/** The text of a file, or why it is none. `at` counts bytes from 0. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string; readonly hint: string; readonly at: number };

const convert = '用编辑器的「以编码保存」把它另存为 UTF-8。';

/**
 * Decodes UTF-8 strictly; a byte order mark is dropped. Nothing is ever replaced by `�`: a file in another encoding would
 * be published as rubbish without anyone noticing.
 */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const utf16 = utf16Name(bytes);
  if (utf16) return { ok: false, reason: `编码是 ${utf16}，不是 UTF-8`, hint: convert, at: 0 };
  const at = firstInvalidByte(bytes);
  if (at !== undefined) {
    const byte = bytes[at]!.toString(16).toUpperCase().padStart(2, '0');
    return {
      ok: false,
      reason: `不是 UTF-8：第 ${at + 1} 个字节（0x${byte}）不合规则，可能是 GBK 编码`,
      hint: convert,
      at,
    };
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    return {
      ok: false,
      reason: `第 ${nul + 1} 个字节是空字符（NUL），文本文件里不该有`,
      hint: '删掉这个字符；如果文件已损坏，从备份恢复。',
      at: nul,
    };
  }
  return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
}

function utf16Name(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length > 2 ? 'UTF-32 LE' : 'UTF-16 LE';
  if (a === 0xfe && b === 0xff) return 'UTF-16 BE';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32 BE';
  // Without a mark: the front matter fence `---` in two bytes a character.
  if (a === 0x2d && b === 0 && c === 0x2d && d === 0) return 'UTF-16 LE';
  if (a === 0 && b === 0x2d && c === 0 && d === 0x2d) return 'UTF-16 BE';
  return undefined;
}

/** Well-formed UTF-8 as Unicode defines it (table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. */
function firstInvalidByte(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!;
    const length =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf5
              ? 4
              : 0;
    if (length === 0) return at;
    for (let next = 1; next < length; next += 1) {
      const byte = bytes[at + next];
      const low = next > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      const high = next > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      if (byte === undefined || byte < low || byte > high) return at;
    }
    at += length;
  }
  return undefined;
}

/** The line, counted from 1, in which a byte stands. */
export function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let index = 0; index < at; index += 1) if (bytes[index] === 0x0a) line += 1;
  return line;
}
