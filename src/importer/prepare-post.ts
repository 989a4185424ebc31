import { findBoilerplate, type Boilerplate } from './boilerplate.ts';
import { auditSource, equationKey, type Defect } from './audit-source.ts';
import { takeMacros, type Macro } from './collect-macros.ts';
import { readContainers, type Containers } from './containers.ts';
import { findCode, findIndented, type CodeSpan } from './find-code.ts';
import { findCopies, type Copy } from './find-copies.ts';
import { readFoundDisplay, readTags, type FoundDisplay } from './read-display.ts';
import { readHead, type SourceHead } from './read-source.ts';
import { scanMath, type MathScan, type SourceInline } from './scan-math.ts';
import { findTableRows } from './table-rows.ts';
import { inOrder, Lines, mask, type Span } from './text.ts';

/** A post as it was read: everything found, nothing changed. */
export interface PreparedPost {
  /** Path below the folder that is imported. */
  readonly file: string;
  readonly lines: Lines;
  readonly head: SourceHead;
  readonly code: readonly CodeSpan[];
  /** Indices of lines (from 0) that are indented by accident and would be taken for code. */
  readonly accidentalIndents: readonly number[];
  readonly boilerplate: Boilerplate;
  readonly scan: MathScan;
  readonly displays: readonly FoundDisplay[];
  readonly inlines: readonly SourceInline[];
  readonly containers: Containers;
  readonly tableRows: ReadonlySet<number>;
  /** In the order of their definitions. */
  readonly macros: readonly Macro[];
  readonly defects: readonly Defect[];
  /** Derivations that stand in the post a second time, line by line. */
  readonly copies: readonly Copy[];
  /** Values of all tags as typed. */
  readonly sourceTags: readonly string[];
}

/** Line ends become `\n`; a byte order mark goes. Offsets and lines are those of the result. */
export function normaliseText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '\uFFFD');
}

export function preparePost(file: string, text: string): PreparedPost {
  const lines = new Lines(normaliseText(text));
  const stem = (file.split('/').at(-1) ?? file).replace(/\.(?:md|markdown)$/i, '');
  const head = readHead(lines, stem);
  const blocks = findCode(lines, head.body);
  const front: Span[] = head.body > 0 ? [{ start: 0, end: head.body }] : [];
  const withoutCode = mask(lines.text, [...front, ...blocks]);
  const maskedLines = fencedLines(lines, blocks);
  const containers = readContainers(lines, (line) => maskedLines.has(line));
  const indented = findIndented(lines, withoutCode, head.body, (line) => containers.isInList(line));
  const code = inOrder([...blocks, ...indented.code]);
  const masked = mask(lines.text, inOrder([...front, ...code]));
  const boilerplate = findBoilerplate(lines, masked, head.body, head.title);
  const scan = scanMath(
    lines,
    mask(
      masked,
      boilerplate.cuts.filter(({ what }) => what === 'citation'),
    ),
    head.body,
  );
  const tableRows = findTableRows(lines, (line) => maskedLines.has(line));
  const displays = scan.displays.map((display) =>
    readFoundDisplay(display, lines, containers, (line) => tableRows.has(line)),
  );
  const tags = displays.flatMap(({ tags: own, raw }) => own.map((tag) => ({ ...tag, key: equationKey(raw) })));
  const defects = auditSource(tags);
  return {
    file,
    lines,
    head,
    code,
    accidentalIndents: indented.accidental,
    boilerplate,
    scan,
    displays,
    inlines: scan.inlines,
    containers,
    tableRows,
    macros: collectMacros(lines.text, scan),
    defects,
    copies: findCopies(lines, defects),
    sourceTags: displays.flatMap(({ raw }) => readTags(raw).map(({ value }) => value)),
  };
}

/** Indices of lines that code covers from their beginning. */
function fencedLines(lines: Lines, code: readonly CodeSpan[]): Set<number> {
  const found = new Set<number>();
  for (const { start, end, kind } of code) {
    if (kind === 'inline') continue;
    for (let index = lines.indexOf(start); index <= lines.indexOf(Math.max(start, end - 1)); index += 1)
      found.add(index);
  }
  return found;
}

function collectMacros(text: string, { displays, inlines }: MathScan): Macro[] {
  const found = new Map<string, Macro>();
  for (const { inner } of inOrder([...displays, ...inlines])) {
    for (const macro of takeMacros(text.slice(inner.start, inner.end)).macros) {
      if (!found.has(macro.name)) found.set(macro.name, macro);
    }
  }
  return [...found.values()];
}
