import { startOfFile } from '../check-input.ts';
import { createLocator } from '../locate.ts';
import type { EquationIndex, Position, SourceFile } from '../types.ts';
import { currentAnchors } from './current-anchors.ts';
import { readLedger } from './ledger-file.ts';
import { matchLedger } from './match-ledger.ts';
import type { Ledger, LedgerEntry, LedgerMatch } from './types.ts';

/** Name of the ledger in a content root. */
export const ledgerFileName = 'anchors.json';

/** What was published, beside what there is now. */
export interface Published {
  /** The ledger as messages print it. */
  readonly path: string;
  /** Why it cannot be read; it is then taken for empty. */
  readonly problem: string | undefined;
  readonly ledger: Ledger;
  readonly match: LedgerMatch;
  /** Where an entry stands in the ledger. */
  placeOf(entry: LedgerEntry): Position;
}

/** @param file the ledger; `undefined` where nothing was published yet */
export function readPublished(file: SourceFile | undefined, index: EquationIndex): Published | undefined {
  if (file === undefined) return undefined;
  const { path, text } = file;
  let ledger: Ledger = [];
  let problem: string | undefined;
  try {
    ledger = readLedger(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    problem = error.message;
  }
  const placeOf = ({ id }: LedgerEntry): Position => {
    const at = text.indexOf(`"${id}"`);
    return at === -1 ? startOfFile : createLocator(text).between(at, at + id.length + 2);
  };
  return { path, problem, ledger, match: matchLedger(ledger, currentAnchors(index)), placeOf };
}

/** 式(5), 标题 #存在性 … : how messages name an entry. */
export function nameOfEntry({
  kind,
  number,
  anchor,
  post,
}: Pick<LedgerEntry, 'kind' | 'number' | 'anchor' | 'post'>): string {
  return names[kind]({ number: String(number ?? '?'), anchor, post });
}

const names = {
  post: ({ post }) => `文章 ${post}`,
  section: ({ anchor }) => `小节 #${anchor}`,
  result: ({ anchor }) => `框 #${anchor}`,
  equation: ({ number }) => `式(${number})`,
} as const satisfies Record<
  LedgerEntry['kind'],
  (facts: { readonly number: string; readonly anchor: string; readonly post: string }) => string
>;
