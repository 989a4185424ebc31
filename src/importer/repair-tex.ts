import { commands, isBalanced, mapTex, readArgument, readOption, replaceCommands, skipSpace } from './tex-walk.ts';

/** Where a formula stands; some repairs are right in one place only. */
export interface TexContext {
  readonly display: boolean;
  readonly inTable: boolean;
  /** One-letter commands that the post uses: a letter behind `\\\\\\` is the argument of nothing else. */
  readonly letters?: ReadonlySet<string>;
}

/** How often each class of repair was made. */
export type RepairCounts = Map<string, number>;

export function countRepair(counts: RepairCounts, kind: string, amount = 1): void {
  if (amount > 0) counts.set(kind, (counts.get(kind) ?? 0) + amount);
}

type Repair = (tex: string, context: TexContext) => string;

/** Longer formulas are not set at all, so nothing in them is mended. */
const longest = 20_000;

/**
 * Mends what html2text and MathJax habits leave in formulas, and nothing that could be read in two ways. Each repair that
 * changed something is counted once for the formula.
 */
export function repairTex(tex: string, context: TexContext, counts: RepairCounts): string {
  if (tex.length > longest) return tex;
  let mended = tex;
  for (const [kind, repair] of Object.entries(repairs)) {
    const next = repair(mended, context);
    if (next !== mended) countRepair(counts, kind);
    mended = next;
  }
  return mended;
}

/** In the order in which they are made: escapes of html2text first, for the others read commands. */
const repairs = {
  'line-break-escape': (tex) => tex.replace(/(?<!\\)\\{3}(?=\s|$)/g, '\\\\'),
  'letter-escape': mendLetters,
  'row-space-escape': (tex) => tex.replace(/(?<!\\)\\{4}(?=\[)/g, '\\\\'),
  'brace-escape': mendBraces,
  'bar-escape': mendBars,
  'sharp-escape': (tex) => tex.replace(/(?<!\\)\\\\#/g, '\\#'),
  'sign-escape': (tex) =>
    replaceCommands(tex, ({ name, end }) => (/^[-+*]$/.test(name) ? { text: name, behind: end } : undefined)),
  entity: (tex) => tex.replace(/&(lt|gt|amp|nbsp|quot|#39);/g, (_, name: string) => entities[name] ?? ''),
  'invisible-character': (tex) =>
    tex
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, ''),
  'percent-sign': (tex, { display }) =>
    display || tex.includes('\n')
      ? tex.replace(/(?<!\\)%(?=[^\n]*\\(?:tag|label|end|\\))/g, '\\%')
      : tex.replace(/(?<!\\)%/g, '\\%'),
  'mathjax-command': mendCommands,
  'color-argument': (tex) => replaceCommands(tex, (command) => mendColor(tex, command)),
  'array-columns': mendArrays,
  'script-argument': mendScripts,
  'text-character': (tex) => mapTex(tex, { text: escapeText }),
  'symbol-in-math': (tex) => mapTex(tex, { math: mendSymbols }),
  'text-in-math': (tex) => mapTex(tex, { math: wrapWideText }),
  'bar-in-table': (tex, { inTable }) => (inTable ? mapTex(tex, { math: nameBars }) : tex),
  'math-in-inline-text': (tex, { display }) => (display ? tex : liftInnerMath(tex)),
  'inline-line-break': (tex, { display }) => (display ? tex : joinLines(tex)),
} as const satisfies Record<string, Repair>;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', nbsp: ' ', quot: '"', '#39': "'" };

/** `\\{` is a brace unless only reading it as a line break before a group makes the braces pair. */
function mendBraces(tex: string): string {
  if (!/\\\\[{}]/.test(tex)) return tex;
  const mended = tex.replace(/(?<!\\)\\\\([{}])/g, '\\$1');
  return isBalanced(mended) || !isBalanced(tex) ? mended : tex;
}

/**
 * `\\\\|` is a norm behind a size command and where no row can end; between rows it is one where such bars come in pairs, since
 * rows end with their lines.
 */
function mendBars(tex: string): string {
  if (!tex.includes('\\\\|')) return tex;
  const sized = tex.replace(/(\\(?:left|right|middle|[bB]igg?[lrm]?)\s*)(?<!\\)\\\\\|/g, '$1\\|');
  const bar = /(?<!\\)\\\\\|/g;
  const hasRows = sized.replace(/\\(?:begin|end)\{equation\*?\}/g, '').includes('\\begin');
  if (!hasRows) return sized.replace(bar, '\\|');
  return sized
    .split('\n')
    .map((line) => ((line.match(bar)?.length ?? 0) % 2 === 0 ? line.replace(bar, '\\|') : line))
    .join('\n');
}

/** One-letter commands of LaTeX; what else has one letter is a macro. */
const knownLetters: ReadonlySet<string> = new Set('bcdijklortuvCGHLNOPQRSUZ');

/** `\\\\\\p(x)` is a line break before `p(x)` where nothing is called `\\p`. */
function mendLetters(tex: string, { display, letters }: TexContext): string {
  if (!display || !tex.includes('\\\\\\')) return tex;
  return tex.replace(/(?<!\\)\\{3}([A-Za-z])(?![A-Za-z])/g, (whole, letter: string) =>
    knownLetters.has(letter) || letters?.has(letter) === true ? whole : `\\\\ ${letter}`,
  );
}

type Command = Parameters<Parameters<typeof replaceCommands>[1]>[0];
type Replacement = ReturnType<Parameters<typeof replaceCommands>[1]>;

const renamed: Readonly<Record<string, string>> = {
  mbox: '\\text',
  mathds: '\\mathbb',
  mathbbm: '\\mathbb',
  lefteqn: '',
  nicefrac: '\\frac',
};
/** Commands of which nothing remains, with the number of their arguments. */
const dropped: Readonly<Record<string, number>> = {
  require: 1,
  setCounter: 2,
  setcounter: 2,
  uproot: 1,
  leftroot: 1,
  mathtip: 0,
  allowbreak: 0,
};
/** Commands of which the last argument remains; `[…]` before it goes with the rest. */
const unwrapped: Readonly<Record<string, number>> = { style: 1, class: 1, cssId: 1, bbox: 0, Rule: 3 };

function mendCommands(tex: string): string {
  return replaceCommands(tex, (command) => mendCommand(tex, command));
}

function mendCommand(tex: string, { name, end }: Command): Replacement {
  const other = renamed[name];
  if (other !== undefined) return { text: other, behind: end };
  if (name === 'unicode') return mendUnicode(tex, end);
  const gone = dropped[name] ?? unwrapped[name];
  if (gone === undefined) return undefined;
  let at = unwrapped[name] === undefined ? end : (readOption(tex, end)?.behind ?? end);
  for (let index = 0; index < gone; index += 1) {
    const argument = readArgument(tex, at);
    if (argument === undefined) return undefined;
    at = argument.behind;
  }
  return { text: /^[A-Za-z]/.test(tex.slice(at)) ? ' ' : '', behind: at };
}

function mendUnicode(tex: string, end: number): Replacement {
  const argument = readArgument(tex, readOption(tex, end)?.behind ?? end);
  if (argument === undefined) return undefined;
  const code = /^\s*(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))\s*$/.exec(tex.slice(argument.start, argument.end));
  const point = code === null ? NaN : code[1] === undefined ? Number(code[2]) : parseInt(code[1], 16);
  if (!(point > 31 && point <= 0x10ffff) || (point >= 0xd800 && point <= 0xdfff)) return undefined;
  return { text: `\\text{${String.fromCodePoint(point)}}`, behind: argument.behind };
}

/** MathJax colours the argument behind the name, LaTeX everything that follows. */
function mendColor(tex: string, { name, end }: Command): Replacement {
  if (name !== 'color') return undefined;
  const colour = readArgument(tex, end);
  if (colour === undefined || tex[colour.start - 1] !== '{') return undefined;
  const at = skipSpace(tex, colour.behind);
  return tex[at] === '{' ? { text: `\\textcolor{${tex.slice(colour.start, colour.end)}}`, behind: at } : undefined;
}

/** MathJax repeats the last column of an array that declares too few. */
function mendArrays(tex: string): string {
  if (!tex.includes('\\begin{array}')) return tex;
  return replaceCommands(tex, ({ name, start, end }) => {
    if (name !== 'begin' || !tex.startsWith('{array}', end)) return undefined;
    const spec = readArgument(tex, readOption(tex, end + 7)?.behind ?? end + 7);
    if (spec === undefined || tex[spec.start - 1] !== '{') return undefined;
    const columns = tex.slice(spec.start, spec.end);
    const declared = columns.replace(/\{[^{}]*\}/g, '').replace(/[^lcr]/g, '');
    const missing = countColumns(tex, spec.behind) - declared.length;
    if (missing <= 0 || columns.includes('*')) return undefined;
    const filled = columns.trimEnd() + (declared.at(-1) ?? 'l').repeat(missing);
    return { text: `${tex.slice(start, spec.start)}${filled}}`, behind: spec.behind };
  });
}

/** The most columns in a row of the environment whose content begins at `from`. */
function countColumns(tex: string, from: number): number {
  let most = 1;
  let columns = 1;
  let environments = 0;
  let braces = 0;
  for (let at = from; at < tex.length; at += 1) {
    const character = tex[at];
    if (character === '\\') {
      if (tex.startsWith('begin{', at + 1)) environments += 1;
      else if (tex.startsWith('end{', at + 1)) environments -= 1;
      else if (tex[at + 1] === '\\' && environments === 0 && braces === 0) columns = 1;
      if (environments < 0) break;
      at += 1;
    } else if (character === '{') braces += 1;
    else if (character === '}') braces -= 1;
    else if (character === '&' && environments === 0 && braces === 0) {
      columns += 1;
      most = Math.max(most, columns);
    }
  }
  return most;
}

/** Commands that KaTeX does not take as a bare index. */
const needsBraces =
  /^(?:boldsymbol|bm|operatorname|mathop|hat|widehat|tilde|widetilde|bar|overline|underline|vec|dot|ddot|check|breve|sqrt|textcolor|pmb|mathrel|mathbin|phantom)$/;

function mendScripts(tex: string): string {
  if (!/[_^]\s*\\/.test(tex)) return tex;
  let out = '';
  let done = 0;
  for (const command of commands(tex)) {
    if (command.start < done || !needsBraces.test(command.name)) continue;
    if (!/[_^]\s{0,8}$/.test(tex.slice(Math.max(0, command.start - 9), command.start))) continue;
    const option = command.name === 'sqrt' ? readOption(tex, command.end)?.behind : undefined;
    const star = tex[command.end] === '*' ? command.end + 1 : command.end;
    const first = readArgument(tex, option ?? star);
    const argument = command.name === 'textcolor' && first !== undefined ? readArgument(tex, first.behind) : first;
    if (argument === undefined) continue;
    out += `${tex.slice(done, command.start)}{${tex.slice(command.start, argument.behind)}}`;
    done = argument.behind;
  }
  return out + tex.slice(done);
}

function escapeText(text: string): string {
  return text.replace(/(?<!\\)(?:\\\\)?([_#&%])/g, '\\$1').replace(/(?<!\\)\^/g, '\\textasciicircum{}');
}

const symbols: readonly (readonly [RegExp, string])[] = [
  [/[‖∥]/g, '\\Vert '],
  [/[’′]/g, "'"],
  [/−/g, '-'],
  [/[‐‑–]/g, '-'],
  [/⋯/g, '\\cdots '],
];

function mendSymbols(tex: string): string {
  return symbols.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), tex);
}

/** Chinese, full-width signs and circled numbers have no place in math mode. */
const wide =
  /[\u2010-\u2015\u2018-\u201f\u2026\u2460-\u24ff\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3100-\u312f\u3200-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\u2600-\u27bf]+/g;

function wrapWideText(tex: string): string {
  return tex.replace(wide, (run) => (run === '…' ? run : `\\text{${run}}`));
}

/** GFM takes every bar in a table for the border of a cell, also the one of `\|`. */
function nameBars(tex: string): string {
  return tex
    .replace(/(?<!\\)\\\|(?=([A-Za-z])?)/g, (_, letter?: string) => (letter === undefined ? '\\Vert' : '\\Vert '))
    .replace(/(?<!\\)\|(?=([A-Za-z])?)/g, (_, letter?: string) => (letter === undefined ? '\\vert' : '\\vert '));
}

/** In a line of text the first dollar closes the formula, also one in `\text{…}`. */
function liftInnerMath(tex: string): string {
  if (!tex.includes('$')) return tex;
  const dollarless = replaceCommands(tex, ({ name, end }) =>
    name === '$' ? { text: '\\text{\\textdollar}', behind: end } : undefined,
  );
  return dollarless.replace(/\\(text\w*)\{([^{}]*\$[^{}]*)\}/g, (whole, name: string, content: string) => {
    const parts = content.split('$');
    if (parts.length % 2 === 0) return whole;
    return parts
      .map((part, index) => (index % 2 === 1 ? `{${part}}` : part === '' ? '' : `\\${name}{${part}}`))
      .join('');
  });
}

function joinLines(tex: string): string {
  if (!tex.includes('\n')) return tex;
  return tex
    .split('\n')
    .map((line) => line.replace(/(?<!\\)%.*$/, '').trim())
    .join(' ')
    .trim();
}
