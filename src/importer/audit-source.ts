import type { Place } from './text.ts';

/** A tag of the source in the order of the text. */
export interface SequenceTag extends Place {
  readonly value: string;
  /** Equal for equations that are equal but for white space and numbers. */
  readonly key: string;
}

export type DefectKind =
  'start' | 'gap' | 'dup' | 'restart' | 'out-of-order' | 'section-start' | 'section-gap' | 'section-dup';

export interface Defect extends Place {
  readonly kind: DefectKind;
  readonly tag: string;
  readonly detail: string;
  /** For a restart: tags of the run that begins here, and how many repeat an equation word for word. */
  readonly run?: number;
  readonly verbatim?: number;
  /** Line where the number stood first. */
  readonly firstLine?: number;
}

/** What is wrong with the numbers as the author typed them, before anything is renumbered. */
export function auditSource(tags: readonly SequenceTag[]): Defect[] {
  const integers = tags.filter(({ value }) => /^\d{1,9}$/.test(value.trim()));
  const decimals = tags.filter(({ value }) => /^\d+\.\d+$/.test(value));
  const defects = auditIntegers(integers);
  if (decimals.length > integers.length) defects.push(...auditSections(decimals));
  return defects.sort((a, b) => a.line - b.line || a.column - b.column);
}

interface First {
  readonly line: number;
  readonly key: string;
}

function auditIntegers(tags: readonly SequenceTag[]): Defect[] {
  const defects: Defect[] = [];
  const numbers = tags.map(({ value }) => Number(value));
  let first = new Map<number, First>();
  let before = 0;
  tags.forEach((tag, index) => {
    const number = numbers[index] ?? 0;
    const { line, column, key, value } = tag;
    const base = { line, column, tag: value.trim() };
    const seen = first.get(number);
    if (seen !== undefined) {
      const follows = numbers[index + 1] === number + 1;
      const goesOn = follows && (numbers.length <= index + 2 || numbers[index + 2] === number + 2);
      if (number === 1 || (goesOn && before - number >= 2)) {
        const { run, verbatim } = measureRun(tags, numbers, index, first);
        const detail = `上一条是 (${String(before)})；这里又从 (${String(number)}) 开始，共 ${String(run)} 条，其中 ${String(verbatim)} 条与前面逐字相同；(${String(number)}) 第一次在第 ${String(seen.line)} 行`;
        defects.push({ ...base, kind: 'restart', detail, run, verbatim, firstLine: seen.line });
        first = new Map();
      } else {
        const same = seen.key === key ? '内容相同' : '内容不同';
        const detail = `(${String(number)}) 第一次在第 ${String(seen.line)} 行，${same}`;
        defects.push({ ...base, kind: 'dup', detail, firstLine: seen.line });
      }
    } else if (number > before + 1) {
      const last = number - 1;
      const missing = last === before + 1 ? `(${String(last)})` : `(${String(before + 1)})–(${String(last)})`;
      defects.push({ ...base, kind: index === 0 ? 'start' : 'gap', detail: `缺 ${missing}` });
    } else if (number !== before + 1) {
      defects.push({ ...base, kind: 'out-of-order', detail: `在 (${String(before)}) 之后` });
    }
    if (!first.has(number)) first.set(number, { line, key });
    before = number;
  });
  return defects;
}

function measureRun(
  tags: readonly SequenceTag[],
  numbers: readonly number[],
  from: number,
  first: ReadonlyMap<number, First>,
): { run: number; verbatim: number } {
  let run = 0;
  let verbatim = 0;
  let expected = numbers[from] ?? 0;
  for (let index = from; index < tags.length && numbers[index] === expected; index += 1) {
    run += 1;
    if (first.get(expected)?.key === tags[index]?.key) verbatim += 1;
    expected += 1;
  }
  return { run, verbatim };
}

function auditSections(tags: readonly SequenceTag[]): Defect[] {
  const defects: Defect[] = [];
  let section: number | undefined;
  let before = 0;
  for (const { value, line, column } of tags) {
    const [a = 0, b = 0] = value.split('.').map(Number);
    const base = { line, column, tag: value };
    if (a !== section) {
      if (b !== 1) defects.push({ ...base, kind: 'section-start', detail: `第 ${String(a)} 节从 ${String(b)} 开始` });
    } else if (b !== before + 1) {
      defects.push({
        ...base,
        kind: b > before + 1 ? 'section-gap' : 'section-dup',
        detail: `在 ${String(a)}.${String(before)} 之后`,
      });
    }
    section = a;
    before = b;
  }
  return defects;
}

/** An equation as it is compared with others: no numbers, white space, wrappers or final punctuation. */
export function equationKey(tex: string): string {
  return tex
    .replace(/^[ \t]*>+ ?/gm, '')
    .replace(/\\tag\*?\s*\{(?:[^{}]|\{[^{}]*\})*\}|\\label\s*\{[^{}]*\}|\\(?:notag|nonumber)(?![A-Za-z])/g, '')
    .replace(/\\(?:begin|end)\{(?:equation|align|gather)\*?\}/g, '')
    .replace(/\\{3}(?=\s|$)/g, '\\\\')
    .replace(/\s+/g, '')
    .replace(/[,.，。]+$/, '');
}
