import type { InlineMath, Math } from 'mdast-util-math';
import { locateTex, type Locator } from './locate.ts';
import { readDisplay, type TexPart } from './tex.ts';
import type { Display, DisplayForm, Equation, Formula, ParseProblem, Point, Position } from './types.ts';

export type EquationRow = Pick<Equation, 'number' | 'tag' | 'label' | 'tex' | 'position' | 'row'>;

export interface DisplayReading extends Pick<Formula, 'tex' | 'position' | 'texStart'> {
  readonly display: boolean;
  readonly inTable: boolean;
  readonly form: DisplayForm;
  /** Rows that carry a tag. */
  readonly rows: readonly EquationRow[];
  readonly untagged: number;
  readonly misplacedTags: Display['misplacedTags'];
  readonly problems: readonly ParseProblem[];
}

/** Reads a display node: numbers, labels and the faults of its delimiters. */
export function readDisplayNode(node: Math, locator: Locator): DisplayReading {
  const position = positionOf(node);
  const environment = (node.data as { environment?: string } | undefined)?.environment;
  const texStart = environment === undefined ? contentStart(node.value, position, locator) : position.start;
  const read = readDisplay(node.value);
  const at = locateTex(locator, node.value, texStart);
  const between = (part: Pick<TexPart, 'start' | 'end'>): Position => ({ start: at(part.start), end: at(part.end) });
  const rows: EquationRow[] = [];
  const misplacedTags: Display['misplacedTags'][number][] = read.innerTags.map((tag) => ({
    tag: tag.text,
    position: between(tag),
    why: 'inner',
  }));
  let untagged = 0;
  read.rows.forEach((row, index) => {
    const [tag, ...more] = row.tags;
    misplacedTags.push(...more.map((each) => ({ tag: each.text, position: between(each), why: 'second' as const })));
    if (tag === undefined) {
      if (!row.optedOut && read.innerTags.length === 0) untagged += 1;
      return;
    }
    const number = /^[1-9]\d{0,5}$/.test(tag.text.trim()) ? Number(tag.text.trim()) : undefined;
    rows.push({ number, tag: tag.text, label: row.labels[0]?.text, tex: row.tex, position: between(tag), row: index });
  });
  const form = environment === undefined ? 'dollars' : (environment.replace('*', '') as DisplayForm);
  const problems =
    environment === undefined
      ? fenceProblems(node, position, read.environment, locator)
      : environmentProblems(node.value, environment, position);
  const base = { display: true, inTable: false, tex: node.value, position, texStart, form, rows, problems };
  // What a display has swallowed is not judged as if it were its own.
  return problems.length > 0 ? { ...base, untagged: 0, misplacedTags: [] } : { ...base, untagged, misplacedTags };
}

/** Reads an inline node; `$$…$$` on one line is inline for Markdown, and its author meant a display. */
export function readInlineNode(
  node: InlineMath,
  locator: Locator,
): Pick<Formula, 'tex' | 'position' | 'texStart'> & {
  display: boolean;
  inTable: boolean;
  problems: readonly ParseProblem[];
} {
  const position = positionOf(node);
  const source = locator.text.slice(position.start.offset, position.end.offset);
  const dollars = /^\$+/.exec(source)?.[0].length ?? 1;
  const found = source.indexOf(node.value, dollars);
  const texStart = locator.at(position.start.offset + (found === -1 ? dollars : found));
  const problems: ParseProblem[] = [];
  if (dollars >= 2) problems.push({ kind: 'one-line-display', detail: node.value.trim(), position });
  else {
    const tag = /\\tag\*?\s*\{[^{}]*\}/.exec(node.value);
    if (tag !== null) {
      const at = locateTex(locator, node.value, texStart);
      const place = { start: at(tag.index), end: at(tag.index + tag[0].length) };
      problems.push({ kind: 'tag-in-inline', detail: tag[0], position: place });
    }
  }
  return { display: false, inTable: false, tex: node.value, position, texStart, problems };
}

function positionOf(node: Math | InlineMath): Position {
  const { position } = node;
  if (position === undefined) throw new Error(`${node.type}: a parsed node without position`);
  const point = ({
    line,
    column,
    offset = 0,
  }: {
    line: number;
    column: number;
    offset?: number | undefined;
  }): Point => ({ line, column, offset });
  return { start: point(position.start), end: point(position.end) };
}

/** Where the TeX of a fenced display begins: the line behind the opening fence, marks of quotations left out. */
function contentStart(value: string, position: Position, locator: Locator): Point {
  const line = position.start.line + 1;
  const first = /^[^\r\n]*/.exec(value)?.[0] ?? '';
  const fileLine = locator.line(line);
  const column = first === '' ? fileLine.length : Math.max(0, fileLine.lastIndexOf(first));
  const fence = locator.text.indexOf('\n', position.start.offset);
  const lineStart = fence === -1 ? position.end.offset : fence + 1;
  return locator.at(Math.min(lineStart + column, locator.text.length));
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
  return (
    /(?:\n|\r(?!\n))[ \t]*[\r\n]/.test(tex) ||
    /\p{Script=Han}{4}/u.test(tex.replace(/\\(?:text\w*|mbox|label|tag)\*?\s*\{[^{}]*\}/g, ''))
  );
}

function environmentProblems(value: string, environment: string, position: Position): ParseProblem[] {
  const closing = `\\end{${environment}}`;
  const found = value.lastIndexOf(closing);
  if (found === -1) return [{ kind: 'unclosed-environment', detail: environment, position }];
  return [];
}
