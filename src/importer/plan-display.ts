import { readDisplay, type TexPart } from '../equations/tex.ts';
import { readTags } from './read-display.ts';
import { commands, isBalanced, readArgument, replaceCommands } from './tex-walk.ts';

/** Where the number of a row came from in the source: typed, given by MathJax, none, or declined with `\notag`. */
export type NumberSource = 'tag' | 'auto' | 'none' | 'declined';

export interface PlannedRow {
  /** Without tags, labels and `\notag`. */
  readonly tex: string;
  readonly source: NumberSource;
  /** Indices into the tags of the display, in the order of the source; more than one where they cannot be placed. */
  readonly tags: readonly number[];
  readonly labels: readonly string[];
  /** The line break behind the row, with its space. */
  readonly behind: string;
}

export interface DisplayPlan {
  /** `single` is written between `$$`; the others as a bare environment with a number for each row. */
  readonly shape: 'single' | 'align' | 'gather';
  readonly rows: readonly PlannedRow[];
  /** What was wrong with the places of the tags. */
  readonly placement: Placement | undefined;
  /** Its braces do not pair. */
  readonly isBroken?: boolean;
}

/** `rows`: the inner environment became rows with numbers; `hoisted`: the one tag moved out; `merged`: several tags, one place. */
export interface Placement {
  readonly kind: 'tag-inside-environment' | 'several-tags-in-one';
  readonly environment: string;
  readonly solution: 'rows' | 'rows-some-untagged' | 'hoisted' | 'merged';
}

/** Decides how a display is written again. @param tex repaired, without delimiters and quotation marks */
export function planDisplay(tex: string): DisplayPlan {
  if (isBroken(tex)) return planBroken(tex);
  const { body, isNumbered } = unwrapEquation(tex.trim());
  const outer = wholeEnvironment(body);
  const rowKind = outer === undefined ? undefined : rowEnvironments[outer.name.replace('*', '')];
  if (outer !== undefined && rowKind !== undefined) return planRows(outer, rowKind);
  return planSingle(body, isNumbered);
}

/** Braces that do not pair may close in another row or swallow a name: nothing in such TeX can be told apart. */
function isBroken(tex: string): boolean {
  return !isBalanced(tex) || /\\label\s*\{[^{}]*[{\n]/.test(tex);
}

/** As it stands, with one number; names and numbers that can be read go. */
function planBroken(tex: string): DisplayPlan {
  const tags = readTags(tex).map((_, index) => index);
  const text = unwrapEquation(tex.trim()).body.replace(/\\(?:tag\*?|label)\s*\{[^{}\n]*\}/g, '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const row: PlannedRow = {
    tex: lines.join('\n').trim(),
    source: tags.length > 0 ? 'tag' : 'none',
    tags,
    labels: [...tex.matchAll(/\\label\s*\{([^{}\n]*)\}/g)].map((match) => match[1] ?? ''),
    behind: '',
  };
  return { shape: 'single', rows: [row], placement: undefined, isBroken: true };
}

/** Environments that MathJax numbers row by row, or as a whole, and what becomes of them. */
const rowEnvironments: Readonly<Record<string, 'align' | 'gather' | 'whole'>> = {
  align: 'align',
  alignat: 'align',
  flalign: 'align',
  eqnarray: 'align',
  gather: 'gather',
  multline: 'whole',
};

/** Inside others these have rows, and no numbers of their own. */
const innerRows: Readonly<Record<string, 'align' | 'gather'>> = {
  aligned: 'align',
  alignedat: 'align',
  split: 'align',
  gathered: 'gather',
};

const wrappers: ReadonlySet<string> = new Set(['equation', 'equation*', 'displaymath', 'math']);

interface Environment {
  /** With its star. */
  readonly name: string;
  readonly content: string;
}

function unwrapEquation(tex: string): { body: string; isNumbered: boolean } {
  let body = tex;
  let isNumbered = false;
  for (let depth = 0; depth < 8; depth += 1) {
    const outer = wholeEnvironment(body);
    if (outer === undefined || !wrappers.has(outer.name)) break;
    isNumbered ||= outer.name === 'equation';
    body = outer.content.trim();
  }
  return { body, isNumbered };
}

/** The environment that a formula consists of. */
function wholeEnvironment(tex: string): Environment | undefined {
  const name = /^\\begin\{([A-Za-z]+\*?)\}/.exec(tex)?.[1];
  if (name === undefined) return undefined;
  const closing = `\\end{${name}}`;
  if (!tex.endsWith(closing)) return undefined;
  let depth = 0;
  for (const { name: command, start, end } of commands(tex)) {
    if (command !== 'begin' && command !== 'end') continue;
    if (!tex.startsWith(`{${name}}`, end)) continue;
    depth += command === 'begin' ? 1 : -1;
    if (depth === 0 && start + closing.length < tex.length) return undefined;
  }
  let content = tex.slice(`\\begin{${name}}`.length, tex.length - closing.length);
  if (/^aligne?d?at/.test(name)) content = content.replace(/^\s*\{\s*\d*\s*\}/, '');
  if (/^(?:aligned|gathered)$/.test(name)) content = content.replace(/^\s*\[[tbc]\]/, '');
  return { name, content };
}

interface RawRow {
  readonly tex: string;
  readonly tags: readonly number[];
  readonly labels: readonly string[];
  readonly optedOut: boolean;
  readonly behind: string;
}

/** Rows of the content of an environment; tags are counted through the whole, those in inner environments too. */
function splitRows(content: string): { rows: RawRow[]; innerTags: number } {
  const opening = '\\begin{align}';
  const text = `${opening}${content}\\end{align}`;
  const { rows, innerTags } = readDisplay(text);
  const inOrder = [...rows.flatMap((row) => row.tags), ...innerTags].sort((a, b) => a.start - b.start);
  const place = (tag: TexPart): number => inOrder.indexOf(tag);
  const read = rows.map((row, index) => {
    const next = rows[index + 1];
    const inner = innerTags.filter(({ start }) => start >= row.start && start < row.end);
    return {
      tex: bare(row.tex),
      tags: [...row.tags, ...inner].map(place).sort((a, b) => a - b),
      labels: labelsOf(text.slice(row.start, row.end)),
      optedOut: row.optedOut,
      behind: next === undefined ? '' : text.slice(row.end, next.start).trim(),
    };
  });
  return { rows: read, innerTags: innerTags.length };
}

function planRows({ name, content }: Environment, kind: 'align' | 'gather' | 'whole'): DisplayPlan {
  const isStarred = name.endsWith('*');
  const source = (row: RawRow): NumberSource =>
    row.tags.length > 0 ? 'tag' : row.optedOut ? 'declined' : isStarred ? 'none' : 'auto';
  if (kind === 'whole') {
    const { rows } = splitRows(content);
    const all = mergeRows(rows, rows.some((row) => row.optedOut) ? 'declined' : isStarred ? 'none' : 'auto');
    const text = rows.map((row) => row.tex + row.behind).join('\n');
    return { shape: 'single', rows: [{ ...all, tex: wrap('gathered', text) }], placement: undefined };
  }
  const { rows } = splitRows(name.startsWith('eqnarray') ? content.replace(/&([^&\n]*)&/g, '&$1') : content);
  const several = rows.some((row) => row.tags.length > 1);
  const placement: Placement | undefined = several
    ? { kind: 'several-tags-in-one', environment: name, solution: 'merged' }
    : undefined;
  const planned = rows.map((row) => ({ ...row, source: source(row) }));
  const isUnnumbered = planned.every((row) => row.source === 'none' || row.source === 'declined');
  const [only] = planned;
  if (only !== undefined && (planned.length === 1 || isUnnumbered)) {
    const text = planned.map((row) => row.tex + row.behind).join('\n');
    const inner = kind === 'align' ? 'aligned' : 'gathered';
    const needsWrap = planned.length > 1 || hasTopAmpersand(text);
    const row = planned.length === 1 ? only : mergeRows(rows, only.source);
    return { shape: 'single', rows: [{ ...row, tex: needsWrap ? wrap(inner, text) : text, behind: '' }], placement };
  }
  return {
    shape: kind,
    rows: planned.map((row) => (row.source === 'none' ? { ...row, source: 'declined' as const } : row)),
    placement,
  };
}

function mergeRows(rows: readonly RawRow[], untagged: NumberSource): Omit<PlannedRow, 'tex'> {
  const tags = rows.flatMap((row) => row.tags).sort((a, b) => a - b);
  return { tags, labels: rows.flatMap((row) => row.labels), source: tags.length > 0 ? 'tag' : untagged, behind: '' };
}

function planSingle(body: string, isNumbered: boolean): DisplayPlan {
  const { rows, innerTags } = splitRows(body);
  const tags = rows.flatMap((row) => row.tags).sort((a, b) => a - b);
  const labels = labelsOf(body);
  const declined = rows.some((row) => row.optedOut);
  const source: NumberSource = tags.length > 0 ? 'tag' : declined ? 'declined' : isNumbered ? 'auto' : 'none';
  const whole: PlannedRow = { tex: bare(wrapBareAlignment(body)), tags, labels, source, behind: '' };
  const single = (placement: Placement | undefined): DisplayPlan => ({ shape: 'single', rows: [whole], placement });
  if (innerTags === 0 && tags.length <= 1) return single(undefined);

  const inner = wholeEnvironment(body);
  const kind = inner === undefined ? undefined : innerRows[inner.name];
  const environment = inner?.name ?? '';
  const innerTag = 'tag-inside-environment';
  if (inner !== undefined && kind !== undefined) {
    const parts = splitRows(inner.content).rows;
    // One number behind the last row is that of the whole.
    if (tags.length === 1 && parts.findLast((row) => row.tex !== '')?.tags.length === 1) {
      return single({ kind: innerTag, environment, solution: 'hoisted' });
    }
    const made = rowsWithTags(parts, kind);
    if (made !== undefined) {
      const isComplete = made.rows.every((row) => row.source === 'tag' || isDots(row.tex));
      const solution = isComplete ? 'rows' : 'rows-some-untagged';
      const fault = innerTags > 0 ? innerTag : 'several-tags-in-one';
      return { ...made, placement: { kind: fault, environment, solution } };
    }
  } else if (innerTags === 0) {
    const made = rowsWithTags(rows, rows.some((row) => hasTopAmpersand(row.tex)) ? 'align' : 'gather');
    if (made !== undefined)
      return { ...made, placement: { kind: 'several-tags-in-one', environment, solution: 'rows' } };
  }
  const fault = innerTags > 0 ? innerTag : 'several-tags-in-one';
  return single({ kind: fault, environment, solution: tags.length === 1 ? 'hoisted' : 'merged' });
}

/** A row that only says that there are more. */
function isDots(tex: string): boolean {
  return /^(?:&|\s|\\,|\\quad|\\[vcdl]?dots[a-z]?(?![A-Za-z])|\\hdots|\.{3})*$/.test(tex);
}

/** Rows of which each has at most one tag of its own. */
function rowsWithTags(rows: readonly RawRow[], kind: 'align' | 'gather'): Omit<DisplayPlan, 'placement'> | undefined {
  const written = rows.filter((row) => row.tex !== '' || row.tags.length > 0);
  if (written.length < 2 || written.some((row) => row.tags.length > 1)) return undefined;
  return {
    shape: kind,
    rows: written.map((row) => ({ ...row, source: row.tags.length > 0 ? 'tag' : 'declined' })),
  };
}

/** Alignment marks need an environment. */
function wrapBareAlignment(tex: string): string {
  return hasTopAmpersand(tex) ? wrap('aligned', tex) : tex;
}

function hasTopAmpersand(tex: string): boolean {
  if (!tex.includes('&')) return false;
  let environments = 0;
  let braces = 0;
  for (let at = 0; at < tex.length; at += 1) {
    const character = tex[at];
    if (character === '\\') {
      if (tex.startsWith('\\begin', at)) environments += 1;
      else if (tex.startsWith('\\end', at)) environments -= 1;
      at += 1;
    } else if (character === '{') braces += 1;
    else if (character === '}') braces -= 1;
    else if (character === '&' && environments <= 0 && braces <= 0) return true;
  }
  return false;
}

function wrap(environment: string, content: string): string {
  return `\\begin{${environment}}\n${content.trim()}\n\\end{${environment}}`;
}

function labelsOf(tex: string): string[] {
  return [...tex.matchAll(/\\label\s*\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}

/** No tags, labels and refusals; environments that number by themselves are no longer such. */
function bare(tex: string): string {
  const stripped = replaceCommands(tex, ({ name, end }) => {
    if (name === 'notag' || name === 'nonumber') return { text: '', behind: end };
    if (name === 'tag' || name === 'label') {
      const argument = readArgument(tex, tex[end] === '*' ? end + 1 : end);
      return argument === undefined ? undefined : { text: '', behind: argument.behind };
    }
    if (name !== 'begin' && name !== 'end') return undefined;
    const argument = readArgument(tex, end);
    const environment = argument === undefined ? '' : tex.slice(argument.start, argument.end);
    const other = innerNames[environment.replace('*', '')];
    if (argument === undefined || other === undefined) return undefined;
    return { text: other === '' ? '' : `\\${name}{${other}}`, behind: argument.behind };
  });
  return stripped
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n')
    .trim();
}

/** What an environment that numbers is called inside another one. */
const innerNames: Readonly<Record<string, string>> = {
  equation: '',
  align: 'aligned',
  flalign: 'aligned',
  eqnarray: 'aligned',
  alignat: 'alignedat',
  gather: 'gathered',
  multline: 'gathered',
};
