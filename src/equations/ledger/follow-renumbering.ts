import { equationAnchor } from '../build-index.ts';
import type { Renumberings } from '../renumber/assign-numbers.ts';
import type { EquationIndex } from '../types.ts';
import { currentAnchors } from './current-anchors.ts';
import { matchLedger } from './match-ledger.ts';
import type { Ledger, LedgerMatch } from './types.ts';
import { followLedger } from './update-ledger.ts';

/**
 * The ledger after posts were numbered anew. Which number an equation got is known, so nothing is guessed: equal equations
 * stay apart.
 * @param match of the ledger with the posts before. @param next index of the posts after
 */
export function followRenumbering(
  ledger: Ledger,
  match: LedgerMatch,
  renumberings: Renumberings,
  next: EquationIndex,
): Ledger {
  const decisions = new Map(
    match.pairs.flatMap(({ entry, current }): [string, string][] => {
      const number = current.number === undefined ? undefined : renumberings.get(entry.post)?.moved.get(current.number);
      if (entry.kind !== 'equation' || number === undefined) return [];
      return [[entry.id, `${entry.post}#${equationAnchor(number)}`]];
    }),
  );
  return followLedger(ledger, matchLedger(ledger, currentAnchors(next), decisions));
}
