/** Groups of the answer, in the order in which they are shown. */
export const groups = ['post', 'section', 'formula', 'result', 'symbol', 'term'] as const;
export type Group = (typeof groups)[number];

/** A first character that asks for one group. Full-width forms count as well. */
export const prefixes = {
  '>': 'post',
  '#': 'section',
  '=': 'formula',
  '!': 'result',
  '@': 'symbol',
  ':': 'term',
} as const satisfies Record<string, Group>;

/** How a query was understood. */
export interface ReadQuery {
  /** The group that a prefix asks for. */
  readonly group: Group | undefined;
  /** Words, without what is read as a formula. */
  readonly text: string;
  /** LaTeX, `''` where there is none. */
  readonly formula: string;
}

const wide: Readonly<Record<string, keyof typeof prefixes>> = {
  '＞': '>',
  '》': '>',
  '＃': '#',
  '＝': '=',
  '！': '!',
  '＠': '@',
  '：': ':',
};

/** What only a formula has. A lone `=`, `+` or `/` also stands between words. */
const formulaMark = /[\\^_{}]|(?:^|[\s({+\-*/=])\?[a-z](?![a-z])/;
/** Words that begin a formula rather than name a subject. */
const operators = new Set(
  'log ln exp sin cos tan tanh max min sup inf tr det rank softmax sigmoid diag sign arg argmax argmin lim sum prod int var cov vec'.split(
    ' ',
  ),
);

/** Splits a query into the group asked for, words and a formula: `伪逆 A^+` looks for both. */
export function readQuery(query: string): ReadQuery {
  const trimmed = query.trim();
  const first = trimmed[0] ?? '';
  const prefix = wide[first] ?? first;
  if (first === '$') {
    return { group: 'formula', text: '', formula: trimmed.replace(/^\$+|\$+$/g, '').trim() };
  }
  if (Object.hasOwn(prefixes, prefix) && !(prefix === ':' && trimmed.startsWith(':='))) {
    const group = prefixes[prefix as keyof typeof prefixes];
    const rest = trimmed.slice(1).trim();
    if (group === 'formula') return { group, text: '', formula: rest };
    if (group === 'symbol') return { group, text: formulaMark.test(rest) ? '' : rest, formula: rest };
    return { group, text: rest, formula: '' };
  }
  if (!formulaMark.test(trimmed)) return { group: undefined, text: trimmed, formula: '' };
  return { group: undefined, ...split(trimmed) };
}

/** Chinese and leading words are text; the rest is one formula. `\text{…}` keeps its Chinese. */
function split(query: string): { text: string; formula: string } {
  const words: string[] = [];
  const formula = query.replace(
    /(\\(?:text|mathrm|operatorname)\s*\{[^}]*\}?)|([\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]+)/gu,
    (_, kept: string | undefined, han: string | undefined) => {
      if (kept !== undefined) return kept;
      words.push(han ?? '');
      return ' ';
    },
  );
  let rest = formula.trim();
  for (let lead = leadingWord(rest); lead !== undefined; lead = leadingWord(rest)) {
    words.push(lead);
    rest = rest.slice(lead.length).trimStart();
  }
  return { text: words.join(' ').trim(), formula: rest.replace(/\s+/g, ' ') };
}

function leadingWord(text: string): string | undefined {
  const word = /^[A-Za-z][A-Za-z-]{2,}(?=\s)/.exec(text)?.[0];
  return word === undefined || operators.has(word.toLowerCase()) ? undefined : word;
}
