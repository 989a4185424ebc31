import type { InlineMath, Math } from 'mdast-util-math';
import { locateTex, positionOf, type Locator } from './locate.ts';
import { matchingBrace, readDisplay, type TexDisplay, type TexPart } from './tex.ts';
import type { Display, DisplayForm, Equation, Formula, ParseProblem, Point, Position } from './types.ts';

export type EquationRow = Pick<Equation, 'number' | 'tag' | 'label' | 'tex' | 'position' | 'row'>;

export interface DisplayReading extends Pick<Formula, 'tex' | 'position' | 'texStart'> {
  readonly form: DisplayForm;
  /** Rows that carry a tag. */
  readonly rows: readonly EquationRow[];
  readonly untagged: number;
  readonly misplacedTags: Display['misplacedTags'];
  readonly problems: readonly ParseProblem[];
}

/** A reference inside a formula, where KaTeX knows none. */
export interface InlineMention {
  readonly label: string;
  readonly text: string;
  readonly position: Position;
  readonly form: 'eqref' | 'ref';
}

export interface InlineReading extends Pick<Formula, 'tex' | 'position' | 'texStart'> {
  readonly mentions: readonly InlineMention[];
  readonly problems: readonly ParseProblem[];
}

/** Reads a display node: numbers, labels and the faults of its delimiters. */
export function readDisplayNode(node: Math, locator: Locator): DisplayReading {
  const position = positionOf(node);
  const environment = (node.data as { environment?: string } | undefined)?.environment;
  const texStart = environment === undefined ? contentStart(node.value, position, locator) : position.start;
  const read = readDisplay(node.value);
  const at = locateTex(locator, { tex: node.value, texStart, position, display: true });
  const between = (part: Pick<TexPart, 'start' | 'end'>): Position => ({ start: at(part.start), end: at(part.end) });
  const problems =
    environment === undefined
      ? fenceProblems(node, position, read.environment, locator)
      : environmentProblems(read, environment, position, between);
  const form = environment === undefined ? 'dollars' : (environment.replace('*', '') as DisplayForm);
  // What a display has swallowed is not judged as if it were its own.
  const judged = problems.length > 0 ? { untagged: 0, misplacedTags: [] } : judgeTags(read, between);
  return { tex: node.value, position, texStart, form, rows: taggedRows(read, between), problems, ...judged };
}

function taggedRows(read: TexDisplay, between: (part: TexPart) => Position): EquationRow[] {
  return read.rows.flatMap(({ tags: [tag], labels, tex }, row): EquationRow[] => {
    if (tag === undefined) return [];
    const trimmed = tag.text.trim();
    const number = /^[1-9]\d{0,5}$/.test(trimmed) ? Number(trimmed) : undefined;
    return [{ number, tag: tag.text, label: labels[0]?.text, tex, position: between(tag), row }];
  });
}

function judgeTags(
  read: TexDisplay,
  between: (part: TexPart) => Position,
): Pick<DisplayReading, 'untagged' | 'misplacedTags'> {
  const place = (why: 'inner' | 'second') => (tag: TexPart) => ({ tag: tag.text, position: between(tag), why });
  const untagged = read.rows.filter(({ tags, optedOut }) => tags.length === 0 && !optedOut);
  return {
    untagged: read.innerTags.length > 0 ? 0 : untagged.length,
    misplacedTags: [
      ...read.innerTags.map(place('inner')),
      ...read.rows.flatMap(({ tags }) => tags.slice(1).map(place('second'))),
    ],
  };
}

/** Reads an inline node; `$$…$$` on one line is inline for Markdown, and its author meant a display. */
export function readInlineNode(node: InlineMath, locator: Locator): InlineReading {
  const position = positionOf(node);
  const { value: tex } = node;
  const source = locator.text.slice(position.start.offset, position.end.offset);
  const dollars = /^\$+/.exec(source)?.[0].length ?? 1;
  // One blank on both sides is not part of the formula.
  const padding = source[dollars] === tex[0] ? 0 : 1;
  const texStart = locator.at(position.start.offset + dollars + padding);
  const at = locateTex(locator, { tex, texStart, position, display: false });
  const place = (from: number, text: string): Position => ({ start: at(from), end: at(from + text.length) });
  const mentions = [...tex.matchAll(/\\(eqref|ref)\s*\{([^{}]*)\}/g)].map(
    ({ index, 0: text, 1: command, 2: label = '' }) =>
      ({ label, text, position: place(index, text), form: command === 'ref' ? 'ref' : 'eqref' }) as const,
  );
  const problems: ParseProblem[] = [];
  const tag = /\\tag\*?\s*\{[^{}]*\}/.exec(tex);
  if (dollars >= 2) problems.push({ kind: 'one-line-display', detail: tex.trim(), position });
  else if (tag) problems.push({ kind: 'tag-in-inline', detail: tag[0], position: place(tag.index, tag[0]) });
  return { tex, position, texStart, mentions, problems };
}

/** Where the TeX of a fenced display begins: the line behind the opening fence, marks of quotations left out. */
function contentStart(value: string, position: Position, locator: Locator): Point {
  const line = position.start.line + 1;
  const first = /^[^\r\n]*/.exec(value)?.[0] ?? '';
  const fileLine = locator.line(line);
  const column = fileLine.endsWith(first) ? fileLine.length - first.length : 0;
  return locator.at(Math.min(locator.startOfLine(line) + column, position.end.offset));
}

function fenceProblems(node: Math, position: Position, inner: string | undefined, locator: Locator): ParseProblem[] {
  const problems: ParseProblem[] = [];
  const opening = locator.between(position.start.offset, position.start.offset + 2);
  const lastLine = locator.line(position.end.line);
  const closed = position.end.line > position.start.line && /^[\s>]*\${2,}\s*$/.test(lastLine);
  if (typeof node.meta === 'string' && node.meta !== '') {
    problems.push({ kind: 'text-on-fence', detail: node.meta, position: opening });
  } else if (!closed) problems.push({ kind: 'unclosed-display', detail: '', position: opening });
  else if (holdsProse(node.value)) problems.push({ kind: 'unclosed-display', detail: '', position: opening });
  else if (inner !== undefined) problems.push({ kind: 'nested-display', detail: inner, position: opening });
  else if (node.value.includes('$$')) problems.push({ kind: 'text-on-fence', detail: '', position: opening });
  return problems;
}

/**
 * A missing fence does not leave the display open: the next one closes it, and what lay between is taken for TeX. A blank
 * line, or a run of Chinese outside `\\text`, is never part of a formula.
 */
function holdsProse(tex: string): boolean {
  return /(?:\n|\r(?!\n))[ \t]*[\r\n]/.test(tex) || /\p{Script=Han}{4}/u.test(withoutArguments(tex));
}

/** A formula without the first argument of each command: `\\text{若 $x_{1}$}` → `\\text`. */
function withoutArguments(tex: string): string {
  if (!/\p{Script=Han}/u.test(tex)) return tex;
  let kept = '';
  let at = 0;
  for (const { index, 0: opening } of tex.matchAll(/\\[a-zA-Z]+\*?\s*\{/g)) {
    const start = index + opening.length;
    if (index < at) continue;
    kept += tex.slice(at, start);
    at = matchingBrace(tex, start);
  }
  return kept + tex.slice(at);
}

function environmentProblems(
  { closed, rest }: TexDisplay,
  environment: string,
  position: Position,
  between: (part: TexPart) => Position,
): ParseProblem[] {
  if (!closed) return [{ kind: 'unclosed-environment', detail: environment, position }];
  if (rest === undefined) return [];
  return [{ kind: 'text-behind-environment', detail: rest.text, position: between(rest) }];
}
