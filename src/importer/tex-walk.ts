import { matchingBrace } from '../equations/tex.ts';

/** Commands whose argument is text. */
const textCommands: ReadonlySet<string> = new Set([
  'text',
  'textrm',
  'textsf',
  'texttt',
  'textbf',
  'textit',
  'textnormal',
  'textmd',
  'textup',
  'mbox',
  'hbox',
]);

/** Commands whose argument is a name: nothing in it is rewritten. */
const nameCommands: ReadonlySet<string> = new Set(['tag', 'label', 'eqref', 'ref', 'begin', 'end']);

/** Deeper than any author nests text and formulas in each other. */
const deepest = 12;

export interface TexMapping {
  /** A stretch in math mode. */
  readonly math?: (tex: string) => string;
  /** What stands in the braces of `\text{…}`, formulas in it left out. */
  readonly text?: (tex: string) => string;
}

/** Rewrites the stretches of a formula that are math and those that are text, each by its own function. */
export function mapTex(tex: string, mapping: TexMapping, depth = 0): string {
  const { math = same, text = same } = mapping;
  if (depth > deepest) return tex;
  let out = '';
  let done = 0;
  for (const command of commands(tex)) {
    const isText = textCommands.has(command.name);
    if (command.start < done || (!isText && !nameCommands.has(command.name))) continue;
    const star = tex[command.end] === '*' ? command.end + 1 : command.end;
    const brace = skipSpace(tex, star);
    if (tex[brace] !== '{') continue;
    const close = matchingBrace(tex, brace + 1);
    const content = tex.slice(brace + 1, close);
    out += math(tex.slice(done, command.start)) + tex.slice(command.start, brace + 1);
    out += isText ? mapInText(content, { math, text }, depth + 1) : content;
    done = close;
  }
  return out + math(tex.slice(done));
}

const same = (tex: string): string => tex;

function mapInText(content: string, mapping: Required<TexMapping>, depth: number): string {
  let out = '';
  let done = 0;
  const dollars = unescapedDollars(content);
  for (let index = 0; index + 1 < dollars.length; index += 2) {
    const [open = 0, close = 0] = [dollars[index], dollars[index + 1]];
    out += mapping.text(content.slice(done, open));
    out += `$${mapTex(content.slice(open + 1, close), mapping, depth)}$`;
    done = close + 1;
  }
  return out + mapping.text(content.slice(done));
}

function unescapedDollars(text: string): number[] {
  const found: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '$') found.push(at);
  }
  return found;
}

export interface TexCommand {
  /** Letters of a control word, or the one character of a control symbol (`\`, `{`, a space …). */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** All commands of a formula from left to right; `\\` is one. */
export function* commands(tex: string): Generator<TexCommand> {
  const word = /[A-Za-z]+/y;
  let at = tex.indexOf('\\');
  while (at !== -1) {
    word.lastIndex = at + 1;
    const name = word.exec(tex)?.[0] ?? tex.slice(at + 1, at + 2);
    const end = at + 1 + name.length;
    yield { name, start: at, end };
    at = tex.indexOf('\\', Math.max(end, at + 1));
  }
}

export function skipSpace(tex: string, from: number): number {
  let at = from;
  while (at < tex.length && /\s/.test(tex[at] ?? '')) at += 1;
  return at;
}

/** An argument: where its content begins and ends, and where to go on behind it. `undefined` where none follows. */
export interface TexArgument {
  readonly start: number;
  readonly end: number;
  readonly behind: number;
}

/** `{…}`, or one token. */
export function readArgument(tex: string, from: number): TexArgument | undefined {
  const at = skipSpace(tex, from);
  if (at >= tex.length || tex[at] === '}' || tex[at] === '&') return undefined;
  if (tex[at] === '{') {
    const end = matchingBrace(tex, at + 1);
    return end >= tex.length ? undefined : { start: at + 1, end, behind: end + 1 };
  }
  if (tex[at] === '\\') {
    const [command] = commands(tex.slice(at, at + 64));
    const end = at + (command?.end ?? 1);
    return { start: at, end, behind: end };
  }
  const end = at + (String.fromCodePoint(tex.codePointAt(at) ?? 32).length || 1);
  return { start: at, end, behind: end };
}

/** `[…]`, if it follows at once. */
export function readOption(tex: string, from: number): TexArgument | undefined {
  const at = skipSpace(tex, from);
  if (tex[at] !== '[') return undefined;
  const end = tex.indexOf(']', at);
  return end === -1 ? undefined : { start: at + 1, end, behind: end + 1 };
}

/** Replaces commands from left to right; `replace` gives the new text and where to go on, or nothing. */
export function replaceCommands(
  tex: string,
  replace: (command: TexCommand) => { readonly text: string; readonly behind: number } | undefined,
): string {
  let out = '';
  let done = 0;
  for (const command of commands(tex)) {
    if (command.start < done) continue;
    const made = replace(command);
    if (made === undefined) continue;
    out += tex.slice(done, command.start) + made.text;
    done = made.behind;
  }
  return out + tex.slice(done);
}

/** Whether braces pair, escaped ones left out. */
export function isBalanced(tex: string): boolean {
  let depth = 0;
  for (let at = 0; at < tex.length; at += 1) {
    const character = tex[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth < 0) return false;
    }
  }
  return depth === 0;
}
