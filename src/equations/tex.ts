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
  /** Without `\tag`, `\label`, `\notag`, trimmed; lines end in `\n`. */
  readonly tex: string;
  /** Where each character of `tex` stands in the formula. */
  readonly places: readonly number[];
  /** In order; more than one is a fault. `text` is what the braces hold. */
  readonly tags: readonly TexPart[];
  readonly labels: readonly TexPart[];
  /** `\notag` or `\nonumber`. */
  readonly optedOut: boolean;
  /** The `\\`, with its star and its `[2pt]`, that ends the row; `''` for the last one. */
  readonly lineBreak: string;
}

export interface TexDisplay {
  /** Outermost `equation`, `align` or `gather`, with its star; `undefined` for anything else. */
  readonly environment: string | undefined;
  /** Whether the environment has its `\end`; `true` where there is none. */
  readonly closed: boolean;
  readonly rows: readonly TexRow[];
  /** Tags inside an inner environment such as `aligned`. */
  readonly innerTags: readonly TexPart[];
  /** What stands behind the `\end` of the environment; `undefined` for nothing or a comment. */
  readonly rest: TexPart | undefined;
}

interface Command {
  readonly kind: 'tag' | 'label' | 'notag';
  readonly part: TexPart;
}

const outer = /^\s*\\begin\{((?:equation|align|gather)\*?)\}/;

/**
 * Reads rows, tags and labels of a display, character by character: knows comments, escapes, groups, `\verb` and nested
 * environments. Never throws; what is not closed ends with the formula.
 */
export function readDisplay(tex: string): TexDisplay {
  const opening = outer.exec(tex);
  const environment = opening?.[1];
  const splits = environment !== undefined && !environment.startsWith('equation');
  const closing = environment === undefined ? undefined : `{${environment}}`;
  const rows: TexRow[] = [];
  const innerTags: TexPart[] = [];
  let commands: Command[] = [];
  let at = opening?.[0].length ?? 0;
  let start = at;
  let to = tex.length;
  let behind = tex.length;
  let braces = 0;
  let environments = 0;
  const endRow = (end: number, lineBreak: string): void => {
    rows.push(makeRow(tex, start, end, commands, lineBreak));
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
      const end = endOfBreak(tex, at + 2);
      if (splits && braces <= 0 && environments === 0) {
        endRow(at, tex.slice(at, end));
        start = end;
        at = end;
      } else at += 2;
    } else {
      const name = commandName(tex, at);
      const end = at + 1 + name.length;
      if (name === 'end' && environments <= 0 && closing !== undefined && tex.startsWith(closing, end)) {
        to = at;
        behind = end + closing.length;
        break;
      }
      if (name === 'begin') environments += 1;
      else if (name === 'end') environments -= 1;
      const command = readCommand(tex, at, end, name);
      if (command === undefined) at = name === 'verb' ? endOfVerb(tex, end) : end;
      else {
        if (command.kind === 'tag' && environments > 0) innerTags.push(command.part);
        else commands.push(command);
        at = command.part.end;
      }
    }
  }
  // What follows the last `\\` is a row only if something stands there.
  if (rows.length === 0 || tex.slice(start, to).trim() !== '' || commands.length > 0) endRow(to, '');
  const closed = environment === undefined || behind > to;
  return { environment, closed, rows, innerTags, rest: closed ? restBehind(tex, behind) : undefined };
}

function restBehind(tex: string, behind: number): TexPart | undefined {
  const text = tex.slice(behind);
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('%')) return undefined;
  const start = behind + text.indexOf(trimmed);
  return { text: trimmed, start, end: start + trimmed.length };
}

function makeRow(tex: string, start: number, end: number, commands: readonly Command[], lineBreak: string): TexRow {
  const places = keptPlaces(tex, start, end, commands);
  const ofKind = (kind: Command['kind']): TexPart[] =>
    commands.filter((each) => each.kind === kind).map(({ part }) => part);
  return {
    start,
    end,
    tex: places.map((place) => (tex[place] === '\r' ? '\n' : tex[place])).join(''),
    places,
    tags: ofKind('tag'),
    labels: ofKind('label'),
    optedOut: commands.some(({ kind }) => kind === 'notag'),
    lineBreak,
  };
}

/** What stays of a row: commands out, blanks at line ends out, trimmed. */
function keptPlaces(tex: string, start: number, end: number, commands: readonly Command[]): number[] {
  const kept: number[] = [];
  let command = commands.length - 1;
  let trailing = true;
  for (let at = end - 1; at >= start; at -= 1) {
    const part = commands[command]?.part;
    if (part !== undefined && at < part.end) {
      at = part.start;
      command -= 1;
      continue;
    }
    const character = tex[at];
    const isLineEnd = character === '\n' || character === '\r';
    if (trailing && (character === ' ' || character === '\t')) continue;
    if (isLineEnd && (kept.length === 0 || (character === '\r' && tex[at + 1] === '\n'))) continue;
    trailing = isLineEnd;
    kept.push(at);
  }
  while (kept.length > 0 && /\s/.test(tex[kept.at(-1) ?? 0] ?? '')) kept.pop();
  return kept.reverse();
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
  const end = /[\r\n]|$/g;
  end.lastIndex = at;
  return end.exec(tex)?.index ?? tex.length;
}

/** `\verb|…|`: what stands between is no TeX. */
function endOfVerb(tex: string, at: number): number {
  const delimiter = tex[at] === '*' ? at + 1 : at;
  const close = tex.indexOf(tex[delimiter] ?? '\n', delimiter + 1);
  return close === -1 ? at : close + 1;
}

/** Behind `\\`: a star and `[2pt]` belong to the break. Behind a blank they do not (as in amsmath). */
function endOfBreak(tex: string, at: number): number {
  const rest = /\*?(?:\[[^\]\r\n]*\])?/y;
  rest.lastIndex = at;
  rest.exec(tex);
  return Math.max(at, rest.lastIndex);
}

/**
 * What KaTeX gets for a display: no tags, no labels, no outer environment that would number by itself. Rows of `align`
 * and `gather` stay rows, so that their numbers can be put beside them.
 */
export function displayTex(tex: string): string {
  return displayPieces(tex)
    .map(({ text }) => text)
    .join('');
}

/** An offset in `displayTex(tex)` → the offset in `tex` of what stands there, or of what stands next. */
export function placeInDisplay(tex: string, offset: number): number {
  let from = 0;
  let last = 0;
  for (const { text, places } of displayPieces(tex)) {
    if (offset < from + text.length && places !== undefined) return places[Math.max(0, offset - from)] ?? last;
    from += text.length;
    last = (places?.at(-1) ?? last - 1) + 1;
  }
  return last;
}

/** `places` is missing where the author wrote nothing. */
function displayPieces(tex: string): { readonly text: string; readonly places?: readonly number[] }[] {
  const { environment, rows } = readDisplay(tex);
  const name = environment?.replace('*', '');
  if (name !== 'align' && name !== 'gather') return rows.map(({ tex: text, places }) => ({ text, places }));
  const inner = name === 'align' ? 'aligned' : 'gathered';
  const body = rows.flatMap(({ tex: text, places, lineBreak }, row) => [
    { text, places },
    { text: row === rows.length - 1 ? '' : `\n${lineBreak}\n` },
  ]);
  return [{ text: `\\begin{${inner}}\n` }, ...body, { text: `\n\\end{${inner}}` }];
}
