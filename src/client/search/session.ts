import type { GroupRows } from '../../search/text/merge-rows.ts';
import { groups, readQuery, type Group, type ReadQuery } from '../../search/text/read-query.ts';
import type { Narrowing } from '../../search/text/types.ts';
import { isFormulaQuery, searchFormulas } from '../formula-search.ts';
import { loadSymbols, type Data } from './data.ts';
import { formulaRows, symbolRows, textRows, type Row } from './rows.ts';

export interface Asked {
  readonly query: string;
  readonly ignoreNames: boolean;
  readonly narrowing: Narrowing;
  /** A group chosen by a control; a prefix of the query comes before it. */
  readonly group: Group | undefined;
  /** Rows of a group among others, and of a group alone. */
  readonly limits: Limits;
}

export interface Limits {
  readonly several: number;
  readonly alone: number;
}

/** The answer so far. Comes several times for one question. */
export interface Answer {
  readonly read: ReadQuery;
  readonly groups: readonly GroupRows<Row>[];
  /** HTML of the formula as it was understood. */
  readonly preview: string | undefined;
  /** What is still being looked up. */
  readonly pending: boolean;
  readonly problems: readonly ('text' | 'formulas' | 'vague')[];
}

/** How long after the last key the full text and the formulas are asked, in ms. */
const textAfter = 150;
const formulasAfter = 200;

/**
 * Answers a question in steps: titles, headings and terms at once, then what has to be fetched.
 * @param show gets the whole answer at every step; no longer once `stop` was called
 * @returns stops it: a later question has come
 */
export function ask(data: Data, asked: Asked, show: (answer: Answer) => void): () => void {
  const read = understand(asked);
  const found = new Map<Group, readonly Row[]>();
  const problems = new Set<Answer['problems'][number]>();
  const timers: ReturnType<typeof setTimeout>[] = [];
  const order = orderOf(read);
  let preview: string | undefined;
  let pending = 0;
  let stopped = false;

  const wanted = (group: Group): boolean => read.group === undefined || read.group === group;
  const limit = read.group === undefined ? asked.limits.several : asked.limits.alone;
  const emit = (): void => {
    if (stopped) return;
    const rows = order.filter(wanted).map((group) => ({ group, rows: (found.get(group) ?? []).slice(0, limit) }));
    show({ read, groups: rows, preview, pending: pending > 0, problems: [...problems] });
  };
  const later = (after: number, work: () => Promise<void>): void => {
    pending += 1;
    const run = async (): Promise<void> => {
      if (stopped) return;
      await work();
      pending -= 1;
      emit();
    };
    timers.push(setTimeout(() => void run(), after));
  };
  const put = (hits: ReturnType<typeof data.engine.titles>): void => {
    for (const [group, rows] of textRows(data, hits, read.text)) found.set(group, rows);
  };

  if (read.text !== '' && read.group !== 'symbol') {
    put(data.engine.titles(read.text, asked.narrowing));
    later(textAfter, async () => {
      try {
        const hits = await data.engine.all(read.text, asked.narrowing, read.group === undefined ? undefined : limit);
        if (!stopped) put(hits);
      } catch {
        problems.add('text');
      }
    });
  }
  if (wanted('symbol') && (read.text !== '' || read.formula !== '')) {
    later(0, async () => {
      const symbols = await loadSymbols().catch(() => undefined);
      if (symbols !== undefined) found.set('symbol', symbolRows(data, symbols, read, asked.narrowing, limit));
    });
  }
  if (wanted('formula') && read.formula !== '') {
    later(formulasAfter, async () => {
      const { ignoreNames } = asked;
      const answer = await searchFormulas(read.formula, { ignoreNames, limit: asked.limits.alone });
      preview = answer.preview;
      if (answer.problem === 'offline') problems.add('formulas');
      if (answer.problem === 'vague') problems.add('vague');
      found.set('formula', formulaRows(data, answer.hits, asked.narrowing));
    });
  }
  emit();
  return () => {
    stopped = true;
    timers.forEach(clearTimeout);
  };
}

/** A query without marks of its own may still be a formula: `f(x)=x+1`. */
function understand({ query, group }: Asked): ReadQuery {
  const read = readQuery(query);
  if (read.group !== undefined) return read;
  const formula = read.formula === '' && isFormulaQuery(read.text) ? read.text : read.formula;
  return { ...read, group, formula: group === 'formula' && formula === '' ? read.text : formula };
}

/** A query that is nothing but a formula has its formulas first. */
function orderOf({ text, formula }: ReadQuery): readonly Group[] {
  if (formula === '' || (text !== '' && text !== formula)) return groups;
  const first: readonly Group[] = ['formula', 'symbol'];
  return [...first, ...groups.filter((group) => !first.includes(group))];
}
