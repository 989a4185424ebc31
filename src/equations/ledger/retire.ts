import type { Ledger, Retirement } from './types.ts';

/**
 * Takes a published thing out on purpose.
 * @throws Error with one Chinese sentence where the ledger has no such entry, or nothing says why or what instead
 */
export function retire(ledger: Ledger, id: string, retirement: Retirement): Ledger {
  if (!ledger.some((entry) => entry.id === id)) throw new Error(`名册里没有 ${id}。`);
  if ((retirement.reason ?? '').trim() === '' && (retirement.replacement ?? '') === '') {
    throw new Error(`停用 ${id} 要写出理由，或者写出由什么代替它。`);
  }
  return ledger.map((entry) => (entry.id === id ? { ...entry, retired: retirement } : entry));
}

/** Says that the sentences that refer to these things were looked at after the things changed; all of them without `ids`. */
export function acknowledge(ledger: Ledger, ids?: ReadonlySet<string>): Ledger {
  return ledger.map((entry) => {
    if (entry.seen === undefined || ids?.has(entry.id) === false) return entry;
    const { seen: _lookedAt, ...rest } = entry;
    return rest;
  });
}
