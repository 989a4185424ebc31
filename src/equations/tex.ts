/** A piece of TeX with its place: offsets in the formula. */
export interface TexPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One row of a display. */
export interface TexRow {
  /** Offsets of the row in the formula, the closing `\\` excluded. */
  readonly start: number;
  readonly end: number;
  /** Without `\tag`, `\label`, `\notag`, trimmed. */
  readonly tex: string;
  /** In order; more than one is a fault. `text` is what the braces hold. */
  readonly tags: readonly TexPart[];
  readonly labels: readonly TexPart[];
  /** `\notag` or `\nonumber`. */
  readonly optedOut: boolean;
}

export interface TexDisplay {
  /** Outermost `equation`, `align` or `gather`, with its star; `undefined` for anything else. */
  readonly environment: string | undefined;
  readonly rows: readonly TexRow[];
  /** Tags inside an inner environment such as `aligned`. */
  readonly innerTags: readonly TexPart[];
}

interface Command {
  readonly kind: 'tag' | 'label' | 'notag';
  readonly part: TexPart;
}

const outer = /^\s*\\begin\{((?:equation|align|gather)\*?)\}/;

/**
 * Reads rows, tags and labels of a display, character by character: knows comments, escapes, groups and nested
 * environments. Never throws; what is not closed ends with the formula.
 */
export function readDisplay(tex: string): TexDisplay {
  const opening = outer.exec(tex);
  const environment = opening?.[1];
  const closing = environment === undefined ? undefined : `\\end{${environment}}`;
  const from = opening?.[0].length ?? 0;
  const last = closing === undefined ? -1 : tex.lastIndexOf(closing);
  const to = last < from ? tex.length : last;
  const splits = environment !== undefined && !environment.startsWith('equation');
  return { environment, ...readRows(tex, from, to, splits) };
}

function readRows(tex: string, from: number, to: number, splits: boolean): Pick<TexDisplay, 'rows' | 'innerTags'> {
  const rows: TexRow[] = [];
  const innerTags: TexPart[] = [];
  let commands: Command[] = [];
  let start = from;
  let braces = 0;
  let environments = 0;
  let at = from;
  const endRow = (end: number): void => {
    rows.push(makeRow(tex, start, end, commands));
    commands = [];
  };
  while (at < to) {
    const character = tex[at];
    if (character === '%') at = endOfLine(tex, at);
    else if (character === '{' || character === '}') {
      braces += character === '{' ? 1 : -1;
      at += 1;
    } else if (character !== '\\') at += 1;
    else if (tex[at + 1] === '\\') {
      if (splits && braces <= 0 && environments === 0) {
        endRow(at);
        start = endOfBreak(tex, at + 2);
        at = start;
      } else at += 2;
    } else {
      const name = commandName(tex, at);
      const end = at + 1 + name.length;
      if (name === 'begin') environments += 1;
      else if (name === 'end') environments -= 1;
      const command = readCommand(tex, at, end, name);
      if (command === undefined) at = end;
      else {
        if (command.kind === 'tag' && environments > 0) innerTags.push(command.part);
        else commands.push(command);
        at = command.part.end;
      }
    }
  }
  // What follows the last `\\` is a row only if something stands there.
  if (rows.length === 0 || tex.slice(start, to).trim() !== '' || commands.length > 0) endRow(to);
  return { rows, innerTags };
}

function makeRow(tex: string, start: number, end: number, commands: readonly Command[]): TexRow {
  let kept = '';
  let at = start;
  for (const { part } of commands) {
    kept += tex.slice(at, part.start);
    at = part.end;
  }
  kept += tex.slice(at, end);
  const ofKind = (kind: Command['kind']): TexPart[] =>
    commands.filter((each) => each.kind === kind).map(({ part }) => part);
  return {
    start,
    end,
    tex: kept.replace(/[ \t]+$/gm, '').trim(),
    tags: ofKind('tag'),
    labels: ofKind('label'),
    optedOut: commands.some(({ kind }) => kind === 'notag'),
  };
}

function commandName(tex: string, at: number): string {
  const name = /[a-zA-Z]+/y;
  name.lastIndex = at + 1;
  return name.exec(tex)?.[0] ?? tex.slice(at + 1, at + 2);
}

function readCommand(tex: string, start: number, end: number, name: string): Command | undefined {
  if (name === 'notag' || name === 'nonumber') return { kind: 'notag', part: { text: '', start, end } };
  if (name !== 'tag' && name !== 'label') return undefined;
  const braced = /\*?\s*\{/y;
  braced.lastIndex = end;
  const opening = braced.exec(tex);
  if (opening === null) return undefined;
  const close = matchingBrace(tex, braced.lastIndex);
  return {
    kind: name,
    part: { text: tex.slice(braced.lastIndex, close), start, end: Math.min(close + 1, tex.length) },
  };
}

/** Offset of the `}` that closes the group whose content starts at `from`; the length of the text if none does. */
export function matchingBrace(tex: string, from: number): number {
  let depth = 1;
  for (let at = from; at < tex.length; at += 1) {
    const character = tex[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return tex.length;
}

function endOfLine(tex: string, at: number): number {
  const end = tex.slice(at).search(/[\r\n]/);
  return end === -1 ? tex.length : at + end;
}

/** Behind `\\`: a star and an optional `[2pt]` belong to the break. */
function endOfBreak(tex: string, at: number): number {
  const rest = /\*?(?:[ \t]*\[[^\]\n]*\])?/y;
  rest.lastIndex = at;
  rest.exec(tex);
  return Math.max(at, rest.lastIndex);
}

/**
 * What KaTeX gets for a display: no tags, no labels, no outer environment that would number by itself. Rows of `align`
 * and `gather` stay rows, so that their numbers can be put beside them.
 */
export function displayTex(tex: string): string {
  const { environment, rows } = readDisplay(tex);
  const name = environment?.replace('*', '');
  if (name !== 'align' && name !== 'gather') return rows.map((row) => row.tex).join(' ');
  const inner = name === 'align' ? 'aligned' : 'gathered';
  return `\\begin{${inner}}\n${rows.map((row) => row.tex).join('\n\\\\\n')}\n\\end{${inner}}`;
}
