const accents: Readonly<Record<string, string>> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030c',
  u: '\u0306',
  H: '\u030b',
  r: '\u030a',
  k: '\u0328',
  d: '\u0323',
};
const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  i: 'ı',
  j: 'ȷ',
};

const named: Readonly<Record<string, string>> = {
  backslash: '\\',
  braceleft: '{',
  braceright: '}',
  asciitilde: '~',
  asciicircum: '^',
};

/** TeX of a bibliography field as plain text: accents composed, braces and ties gone. Formulas between `$` stay. */
export function plainBibText(tex: string): string {
  return tex
    .split(/((?<!\\)\$(?:\\.|[^$\\])+\$)/)
    .map((part, place) => (place % 2 === 1 ? part : plainText(part)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function plainText(tex: string): string {
  return tex
    .replace(/\\(["'`^~=.])\s*\{?\\?([A-Za-z])\}?/g, (_, accent: string, letter: string) =>
      (letter + accents[accent]!).normalize('NFC'),
    )
    .replace(/\\([cvuHrkd])(?:\s+|\s*\{)\\?([A-Za-z])\}?/g, (_, accent: string, letter: string) =>
      (letter + accents[accent]!).normalize('NFC'),
    )
    .replace(/\\(ss|oe|OE|ae|AE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])\s*(?:\{\})?/g, (_, name: string) => letters[name]!)
    .replace(/\\([&%$#_{}])/g, '$1')
    .replace(/[{}]/g, '')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/~/g, ' ')
    .replace(/\\text(backslash|braceleft|braceright|asciitilde|asciicircum)/g, (_, name: string) => named[name]!);
}

/** `Last, First and First Last` → names as they are read: `First Last`. */
export function readAuthors(value: string): string[] {
  return splitOutsideBraces(value, /\s+and\s+/y).map((author) => {
    const [last, ...rest] = splitOutsideBraces(author, /,\s*/y);
    return plainBibText(rest.length > 0 ? `${rest.at(-1)!} ${last!}${rest.length > 1 ? ` ${rest[0]!}` : ''}` : author);
  });
}

function splitOutsideBraces(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth !== 0) continue;
    separator.lastIndex = at;
    const match = separator.exec(text);
    if (!match) continue;
    parts.push(text.slice(from, at));
    at += match[0].length - 1;
    from = at + 1;
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '');
}
