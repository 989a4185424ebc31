import type { LinkVerdict } from './external-links.ts';

/** Weeks in which an address has to fail before it is called broken: hosts have bad days. */
export const patience = 3;

/** What is known of an address that failed when it was last asked. */
export interface LinkMemory {
  readonly url: string;
  /** Weeks in which it failed without an answer in between, e.g. `2026-W48`; sorted. */
  readonly weeks: readonly string[];
  readonly reason: string;
}

export interface RememberedLinks {
  /** By address: what the next week is told. */
  readonly memory: readonly LinkMemory[];
  /** Of these, the ones that failed in enough weeks. */
  readonly broken: readonly LinkMemory[];
}

/**
 * Adds a week to what is remembered. An address that answers is forgotten; one whose host only refuses robots (403, 429,
 * 503 …) keeps what it had; one that is no longer linked is forgotten too.
 * @param week of the verdicts; asking twice in a week counts once
 */
export function rememberLinks(
  memory: readonly LinkMemory[],
  verdicts: readonly LinkVerdict[],
  week: string,
): RememberedLinks {
  const known = new Map(memory.map((entry) => [entry.url, entry]));
  const next = new Map<string, LinkMemory>();
  for (const verdict of verdicts) {
    const before = known.get(verdict.url);
    if (hasFailed(verdict)) {
      const weeks = [...new Set([...(before?.weeks ?? []), week])].sort();
      next.set(verdict.url, { url: verdict.url, weeks, reason: verdict.reason });
    } else if (verdict.state === 'unknown' && before !== undefined) next.set(verdict.url, before);
  }
  const all = [...next.values()].sort((a, b) => (a.url < b.url ? -1 : 1));
  return { memory: all, broken: all.filter(({ weeks }) => weeks.length >= patience) };
}

/** Gone, or no answer at all: a host that does not exist any more has no status. */
function hasFailed({ state, reason }: LinkVerdict): boolean {
  return state === 'dead' || (state === 'unknown' && !/^\d{3}$/.test(reason));
}

/** @throws Error where the text is no memory: what was remembered must not be lost without a word */
export function readMemory(text: string): LinkMemory[] {
  const data: unknown = JSON.parse(text);
  if (!Array.isArray(data) || !data.every(isEntry)) throw new Error('The memory of links is not one.');
  return data;
}

function isEntry(entry: unknown): entry is LinkMemory {
  if (typeof entry !== 'object' || entry === null) return false;
  const { url, weeks, reason } = entry as Record<string, unknown>;
  return typeof url === 'string' && typeof reason === 'string' && Array.isArray(weeks);
}

export function writeMemory(memory: readonly LinkMemory[]): string {
  return `${JSON.stringify(memory, null, 1)}\n`;
}

/** `2026-W48`: the week of ISO 8601, in UTC, that a day lies in. */
export function weekOf(day: Date): string {
  const thursday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
  // The year of a week is that of its Thursday.
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  const week = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${String(year)}-W${String(week).padStart(2, '0')}`;
}
