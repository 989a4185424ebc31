import { pairDelimiters } from './pair-delimiters.ts';
import type { KatexNode } from './katex-tree.ts';
import { isBar, operators, spelling } from './symbols.ts';
import type { ArrayKind, FormulaList, FormulaNode } from './tree.ts';

/**
 * What stands in a list before delimiters are paired: nodes, and the delimiters as they come.
 * `side` is what KaTeX or the author said (`\bigl`, `\lVert`); a plain bar has none.
 */
export type RawNode =
  | { readonly raw: 'node'; readonly node: FormulaNode }
  | {
      readonly raw: 'delimiter';
      readonly text: string;
      readonly side: 'open' | 'close' | undefined;
      readonly sub?: FormulaList;
      readonly sup?: FormulaList;
      readonly primes?: number;
    };

/** A list of KaTeX's nodes as a list of ours. */
export function normalise(nodes: readonly KatexNode[]): FormulaList {
  return pairDelimiters(tidy(mergeNumbers(nodes.flatMap(convert))));
}

type Converter = (node: KatexNode) => readonly RawNode[];

const leaf = (node: FormulaNode): readonly RawNode[] => [{ raw: 'node', node }];
const nothing: Converter = () => [];
const inside: Converter = (node) => listOf(node.body).flatMap(convert);

const converters: Readonly<Record<string, Converter>> = {
  mathord: (node) => symbol(node.text ?? ''),
  textord: (node) => symbol(node.text ?? ''),
  atom,
  spacing: nothing,
  kern: (node) => (isWide(node) ? leaf({ type: 'punctuation', text: '\\quad' }) : []),
  supsub,
  ordgroup: (node) => group(node.body),
  genfrac: fraction,
  sqrt: (node) =>
    leaf({
      type: 'root',
      body: argument(node.body),
      ...(node.index ? { index: argument(node.index) } : {}),
    }),
  accent: (node) => leaf({ type: 'accent', accent: spelling(node.label ?? ''), body: argument(node.base) }),
  accentUnder: (node) => leaf({ type: 'accent', accent: node.label ?? '', body: argument(node.base) }),
  overline: (node) => leaf({ type: 'accent', accent: '\\overline', body: argument(node.body) }),
  underline: (node) => leaf({ type: 'accent', accent: '\\underline', body: argument(node.body) }),
  op: operator,
  operatorname: (node) => leaf({ type: 'function', name: lettersOf(node.body), builtin: false }),
  leftright: (node) =>
    leaf({
      type: 'fence',
      open: spelling(node.left ?? '.'),
      close: spelling(node.right ?? '.'),
      body: normalise(listOf(node.body)),
    }),
  middle: (node) => delimiter(node.delim ?? '', undefined, true),
  delimsizing: (node) =>
    delimiter(
      node.delim ?? '',
      node.mclass === 'mopen' ? 'open' : node.mclass === 'mclose' ? 'close' : undefined,
      node.mclass === 'mrel',
    ),
  font: (node) => leaf({ type: 'font', font: node.font ?? '', body: argument(node.body) }),
  text: (node) => leaf({ type: 'text', text: textOf(node.body) }),
  hbox: (node) => leaf({ type: 'text', text: textOf(node.body) }),
  verb: (node) => leaf({ type: 'text', text: String(node.body) }),
  array: (node) =>
    leaf({
      type: 'array',
      kind: arrayKind(node),
      rows: (node.body as KatexNode[][]).map((row) => row.map((cell) => argument(cell))),
    }),
  mclass,
  htmlmathml: (node) => mathmlText(node.mathml ?? []) ?? (node.html ?? []).flatMap(convert),
  horizBrace: (node) => leaf({ type: 'annotated', body: argument(node.base) }),
  xArrow: (node) => leaf({ type: 'relation', text: spelling((node.label ?? '').replace('\\x', '\\')) }),
  mathchoice: nothing,
  phantom: nothing,
  vphantom: nothing,
  hphantom: nothing,
  internal: nothing,
  rule: nothing,
  cr: nothing,
  styling: inside,
  sizing: inside,
  color: inside,
  enclose: inside,
  lap: inside,
  smash: inside,
  raisebox: inside,
  vcenter: inside,
  pmb: inside,
  html: inside,
  href: inside,
  tag: inside,
};

function convert(node: KatexNode): readonly RawNode[] {
  const converter = converters[node.type];
  return converter === undefined ? leaf({ type: 'unknown', text: node.type }) : converter(node);
}

/** Ordinary characters: what KaTeX calls ordinary may still be a bar, an operator or a full-width comma. */
function symbol(written: string): readonly RawNode[] {
  const text = spelling(written);
  if (isBar(text)) return delimiter(text, undefined, false);
  if (text === '\\dots') return leaf({ type: 'dots' });
  if (operators.has(text)) return leaf({ type: 'operator', text });
  if (text === '，' || text === '；') return leaf({ type: 'punctuation', text: text === '，' ? ',' : ';' });
  if (/^\d$/.test(text)) return leaf({ type: 'number', text });
  return leaf({ type: 'symbol', text });
}

function atom(node: KatexNode): readonly RawNode[] {
  const written = node.text ?? '';
  const text = spelling(written);
  if (text === '!') return leaf({ type: 'symbol', text });
  if (node.family === 'open' || node.family === 'close') return delimiter(text, node.family, false);
  if (isBar(text)) return delimiter(text, undefined, true);
  if (text === '\\dots') return leaf({ type: 'dots' });
  if (node.family === 'rel') return leaf({ type: 'relation', text });
  if (node.family === 'punct') return leaf({ type: 'punctuation', text });
  if (node.family === 'bin' || operators.has(text)) return leaf({ type: 'operator', text });
  return leaf({ type: 'symbol', text });
}

function delimiter(written: string, side: 'open' | 'close' | undefined, separates: boolean): readonly RawNode[] {
  const text = spelling(written);
  if (separates && isBar(text)) return leaf({ type: 'separator', text });
  if (text === '/') return leaf({ type: 'operator', text });
  return [{ raw: 'delimiter', text, side }];
}

function supsub(node: KatexNode): readonly RawNode[] {
  const scripts = readScripts(node);
  const base = node.base;
  if (!base) return leaf({ type: 'scripts', base: { type: 'group', body: [] }, ...scripts });
  if (base.type === 'horizBrace') {
    return leaf({ type: 'annotated', body: argument(base.base), ...annotation(node) });
  }
  if (base.type === 'op' && base.name === undefined && base.alwaysHandleSupSub) return stacked(node, base);
  const converted = convert(base);
  const last = converted.at(-1);
  if (last === undefined) return leaf({ type: 'scripts', base: { type: 'group', body: [] }, ...scripts });
  if (last.raw === 'delimiter') return [...converted.slice(0, -1), { ...last, ...scripts }];
  return [...converted.slice(0, -1), { raw: 'node', node: { type: 'scripts', base: last.node, ...scripts } }];
}

/** `\overset`, `\underset`, `\stackrel`: remarks; below an operator the lower one is its index. */
function stacked(node: KatexNode, base: KatexNode): readonly RawNode[] {
  const body = normalise(listOf(base.body));
  const [only] = body;
  if (body.length === 1 && (only?.type === 'function' || only?.type === 'big') && node.sub && !node.sup) {
    return leaf({ type: 'scripts', base: only, sub: argument(node.sub) });
  }
  return leaf({ type: 'annotated', body, ...annotation(node) });
}

function annotation(node: KatexNode): { above?: FormulaList; below?: FormulaList } {
  return {
    ...(node.sup ? { above: argument(node.sup) } : {}),
    ...(node.sub ? { below: argument(node.sub) } : {}),
  };
}

function readScripts(node: KatexNode): { sub?: FormulaList; sup?: FormulaList; primes?: number } {
  const sup = node.sup ? argument(node.sup) : [];
  const rest = sup.findIndex((each) => !(each.type === 'symbol' && each.text === '\\prime'));
  const primes = rest === -1 ? sup.length : rest;
  return {
    ...(node.sub ? { sub: argument(node.sub) } : {}),
    ...(sup.length > primes ? { sup: sup.slice(primes) } : {}),
    ...(primes > 0 ? { primes } : {}),
  };
}

/** Braces around one thing are nothing; around several they keep it together; around a comma they take its space. */
function group(body: unknown): readonly RawNode[] {
  const [first, ...more] = listOf(body);
  if (first?.type === 'atom' && first.text === ',' && more.length === 0) return leaf(thousands);
  const raw = listOf(body).flatMap(convert);
  if (raw.length <= 1) return raw;
  const nodes = pairDelimiters(tidy(mergeNumbers(raw)));
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? leaf(only) : leaf({ type: 'group', body: nodes });
}

function fraction(node: KatexNode): readonly RawNode[] {
  const [first, second] = [argument(node.numer), argument(node.denom)];
  if (node.hasBarLine) return leaf({ type: 'fraction', numerator: first, denominator: second });
  if (node.leftDelim === '(') return leaf({ type: 'binomial', top: first, bottom: second });
  return leaf({ type: 'unknown', text: 'genfrac' });
}

/** `\sum`, `\log`, `\mathop{…}`. */
function operator(node: KatexNode): readonly RawNode[] {
  if (node.name === undefined) {
    const body = listOf(node.body);
    const name = lettersOf(body);
    return name === '' ? body.flatMap(convert) : leaf({ type: 'function', name, builtin: false });
  }
  if (bigOperators.has(node.name)) return leaf({ type: 'big', text: node.name });
  return leaf({ type: 'function', name: node.name.slice(1), builtin: true });
}

const bigOperators: ReadonlySet<string> = new Set(
  'sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge bigodot bigsqcup biguplus'
    .split(' ')
    .map((name) => `\\${name}`),
);

function mclass(node: KatexNode): readonly RawNode[] {
  const raw = listOf(node.body).flatMap(convert);
  const [only] = raw;
  // `\bmod` and the like: letters that KaTeX makes an operator.
  if (node.mclass === 'mbin' && raw.length === 1 && only?.raw === 'node' && only.node.type === 'font') {
    return leaf({ type: 'operator', text: `\\${lettersOf(node.body)}` });
  }
  return raw;
}

/** Symbols that KaTeX draws from parts (≠, ∉, ≔) carry their meaning in the MathML half. */
function mathmlText(nodes: readonly KatexNode[]): readonly RawNode[] | undefined {
  const text = lettersOf(nodes);
  if (text === '\u0338') return leaf({ type: 'relation', text: '\\not' });
  const known = spelling(text);
  return known === text ? undefined : leaf({ type: 'relation', text: known });
}

/** The list that an argument holds: braces around it do not count. */
function argument(value: unknown): FormulaList {
  const [only, ...more] = listOf(value);
  if (only === undefined) return [];
  if (more.length === 0 && (only.type === 'ordgroup' || only.type === 'styling')) return argument(only.body);
  const nodes = normalise(listOf(value));
  const [first] = nodes;
  return nodes.length === 1 && first?.type === 'group' ? first.body : nodes;
}

const thousands: FormulaNode = { type: 'symbol', text: '{,}' };
const comma: RawNode = { raw: 'node', node: { type: 'punctuation', text: ',' } };

/** Joins digits, `2.5` and `1{,}000` to numbers. */
function mergeNumbers(raw: readonly RawNode[]): readonly RawNode[] {
  const out: RawNode[] = [];
  raw.forEach((item, place) => {
    const inner = digits(raw[place + 1]) === undefined ? undefined : innerMark(item);
    const text = digits(item) ?? inner;
    const before = out.at(-1);
    const number = before?.raw === 'node' && before.node.type === 'number' ? before.node.text : undefined;
    if (text === undefined || number === undefined || (text === '.' && number.includes('.'))) {
      out.push(item.raw === 'node' && item.node === thousands ? comma : item);
      return;
    }
    const merged: FormulaNode = { type: 'number', text: number + text };
    const scripts = item.raw === 'node' && item.node.type === 'scripts' ? item.node : undefined;
    out[out.length - 1] = { raw: 'node', node: scripts === undefined ? merged : { ...scripts, base: merged } };
  });
  return out;
}

function digits(item: RawNode | undefined): string | undefined {
  if (item?.raw !== 'node') return undefined;
  const node = item.node.type === 'scripts' ? item.node.base : item.node;
  return node.type === 'number' ? node.text : undefined;
}

/** What a mark between two digits adds to the number; `undefined` for anything else. */
function innerMark(item: RawNode): string | undefined {
  if (item.raw !== 'node') return undefined;
  if (item.node === thousands) return '';
  return item.node.type === 'symbol' && item.node.text === '.' ? '.' : undefined;
}

/** A wide space separates only where nothing else does. `:` and `=` side by side are one sign. */
function tidy(raw: readonly RawNode[]): readonly RawNode[] {
  const out: RawNode[] = [];
  for (const item of raw) {
    const before = out.at(-1);
    if (isWideSpace(item) && (before === undefined || isSeparating(before))) continue;
    if (before !== undefined && isWideSpace(before) && isSeparating(item)) out.pop();
    const last = out.at(-1);
    if (last !== undefined && isRelation(item, '=') && isRelation(last, ':')) {
      out[out.length - 1] = { raw: 'node', node: { type: 'relation', text: ':=' } };
    } else if (
      last !== undefined &&
      item.raw === 'node' &&
      item.node.type === 'relation' &&
      isRelation(last, '\\not')
    ) {
      const text = item.node.text === '=' ? '\\ne' : item.node.text === '\\in' ? '\\notin' : `\\not${item.node.text}`;
      out[out.length - 1] = { raw: 'node', node: { type: 'relation', text } };
    } else if (last !== undefined && isFunction(last, 'arg') && /^(max|min)$/.test(functionName(item) ?? '')) {
      out[out.length - 1] = renamed(item);
    } else out.push(item);
  }
  while (out.length > 0 && isWideSpace(out.at(-1)!)) out.pop();
  return out;
}

function isWideSpace(item: RawNode): boolean {
  return item.raw === 'node' && item.node.type === 'punctuation' && item.node.text === '\\quad';
}

function isSeparating(item: RawNode): boolean {
  return item.raw === 'node' && (item.node.type === 'punctuation' || item.node.type === 'relation');
}

function isRelation(item: RawNode, text: string): boolean {
  return item.raw === 'node' && item.node.type === 'relation' && item.node.text === text;
}

function functionName(item: RawNode): string | undefined {
  if (item.raw !== 'node') return undefined;
  const node = item.node.type === 'scripts' ? item.node.base : item.node;
  return node.type === 'function' ? node.name : undefined;
}

function isFunction(item: RawNode, name: string): boolean {
  return item.raw === 'node' && item.node.type === 'function' && item.node.name === name;
}

/** `\arg\max_k`: the second half takes the name of both. */
function renamed(item: RawNode): RawNode {
  if (item.raw !== 'node') return item;
  const name = { type: 'function', name: `arg${functionName(item) ?? ''}`, builtin: false } as const;
  return { raw: 'node', node: item.node.type === 'scripts' ? { ...item.node, base: name } : name };
}

function isWide({ dimension }: KatexNode): boolean {
  return dimension !== undefined && dimension.unit === 'em' && dimension.number >= 1;
}

function arrayKind(node: KatexNode): ArrayKind {
  if (node.addJot === true) return 'lines';
  return node.arraystretch === 0.5 && node.colSeparationType === undefined ? 'stack' : 'matrix';
}

function listOf(value: unknown): readonly KatexNode[] {
  if (value === undefined || value === null || typeof value === 'string') return [];
  return (Array.isArray(value) ? value : [value]) as readonly KatexNode[];
}

/** The letters of a name such as `arg\,max`; `''` where something else stands there. */
function lettersOf(value: unknown): string {
  let out = '';
  for (const node of listOf(value)) {
    if (node.type === 'kern' || node.type === 'spacing') continue;
    const text = node.text ?? lettersOf(node.body);
    if (text === '' || text.startsWith('\\')) return '';
    out += text;
  }
  return out;
}

function textOf(value: unknown): string {
  return listOf(value)
    .map((node) => node.text ?? textOf(node.body))
    .join('');
}
