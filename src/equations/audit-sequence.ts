import { longestOrderedRun } from './longest-ordered-run.ts';

/**
 * One place in the order of the text where a number is expected.
 * `number: undefined` is a place whose number is not known because something else is wrong there and reported there (a tag that
 * is no integer, a display without tag, an unclosed display); `places` says how many numbers may be hidden in it.
 */
export type SequenceEntry = { readonly number: number } | { readonly number: undefined; readonly places: number };

/** What is wrong with a sequence. `at` and `partner` are indices into the entries. */
export type SequenceFault =
  /** The first number is not 1. */
  | { readonly kind: 'start'; readonly at: number; readonly actual: number }
  /** `expected` should stand here; `missing` says how many numbers are left out (0 for a number out of nowhere). */
  | {
      readonly kind: 'gap';
      readonly at: number;
      readonly after: number;
      readonly expected: number;
      readonly actual: number;
      readonly missing: number;
    }
  /** `count` numbers from here on were already given, the first of them at `partner`. `expected` is what fits here, where that is known. */
  | {
      readonly kind: 'duplicate';
      readonly at: number;
      readonly count: number;
      readonly partner: number;
      readonly expected: number | undefined;
    }
  /** `count` numbers from here on belong next to `partner`; `swapped` when these two stand in each other's place. */
  | {
      readonly kind: 'order';
      readonly at: number;
      readonly count: number;
      readonly partner: number;
      readonly swapped: boolean;
    };

export interface SequenceAudit {
  readonly faults: readonly SequenceFault[];
  /**
   * Whether a number that is missing is accounted for by a fault at the place where it should stand: a mistyped number, a
   * display that lost its tag. A reference to it needs no finding of its own.
   */
  hides(number: number): boolean;
}

/**
 * Compares the numbers of a post with 1, 2, 3 … and explains the difference with as few faults as possible: the longest run of
 * numbers that is in order is taken as right, everything else as astray. A skipped number is one fault, and what follows is
 * counted from there on; a pasted copy of ten equations is one fault; two exchanged equations are one fault.
 */
export function auditSequence(entries: readonly SequenceEntry[]): SequenceAudit {
  if (entries.every((entry, index) => entry.number === index + 1)) return { faults: [], hides: () => false };
  const exchange = exchanged(entries);
  if (exchange) return { faults: [exchange], hides: () => false };
  const audit = new Audit(entries, longestOrderedRun(entries));
  const faults = audit.faults();
  return { faults, hides: (number) => audit.hides(number) };
}

/** The only two entries that are not in their place, when each stands in that of the other. */
function exchanged(entries: readonly SequenceEntry[]): SequenceFault | undefined {
  const wrong = entries.flatMap(({ number }, index) => (number === index + 1 ? [] : index));
  const [at, partner] = wrong;
  if (wrong.length !== 2 || at === undefined || partner === undefined) return undefined;
  if (entries[at]!.number !== partner + 1 || entries[partner]!.number !== at + 1) return undefined;
  return { kind: 'order', at, count: 1, partner, swapped: true };
}

/** A stretch between two kept numbers (or before the first, after the last). */
interface Stretch {
  /** Last kept number before it, 0 at the start. */
  readonly after: number;
  /** First kept entry behind it; `undefined` at the end. */
  readonly next: number | undefined;
  readonly astray: readonly number[];
  /** Numbers that are missing here and stand nowhere else; of very many the first. */
  readonly missing: number[];
  /** How many more are missing. */
  more: number;
}

class Audit {
  readonly #entries: readonly SequenceEntry[];
  readonly #firstOf = new Map<number, number>();
  readonly #keptNumbers: ReadonlySet<number>;
  readonly #stretches: readonly Stretch[];
  readonly #last: number;
  readonly #hidden = new Set<number>();
  #hidesBeyond = 0;

  constructor(entries: readonly SequenceEntry[], kept: readonly number[]) {
    this.#entries = entries;
    this.#keptNumbers = new Set(kept.map((index) => entries[index]!.number!));
    this.#last = kept.length === 0 ? 0 : entries[kept.at(-1)!]!.number!;
    for (const index of kept) this.#firstOf.set(entries[index]!.number!, index);
    entries.forEach(({ number }, index) => {
      if (number !== undefined && !this.#firstOf.has(number)) this.#firstOf.set(number, index);
    });
    const elsewhere = new Set(this.#firstOf.keys());
    this.#stretches = [...kept, undefined].map((next, position) => {
      const from = position === 0 ? -1 : kept[position - 1]!;
      const to = next ?? entries.length;
      const after = from === -1 ? 0 : entries[from]!.number!;
      const until = next === undefined ? after + 1 : entries[next]!.number!;
      const missing = numbersBetween(after, until).filter((number) => !elsewhere.has(number));
      return {
        after,
        next,
        astray: indicesBetween(from, to),
        missing,
        more: Math.max(0, until - after - 1 - mostListed),
      };
    });
  }

  hides(number: number): boolean {
    return this.#hidden.has(number) || (number > this.#last && number <= this.#last + this.#hidesBeyond);
  }

  faults(): SequenceFault[] {
    const faults: SequenceFault[] = [];
    for (const stretch of this.#stretches) {
      // Places without a known number hide the missing ones first: their own fault is reported elsewhere.
      for (const index of stretch.astray) {
        const entry = this.#entries[index]!;
        if (entry.number !== undefined) continue;
        for (const number of stretch.missing.splice(0, entry.places)) this.#hidden.add(number);
        if (entry.places === Infinity) stretch.more = 0;
        if (stretch.next === undefined) this.#hidesBeyond += entry.places;
      }
      this.#explainStrays(stretch, faults);
      const [expected] = stretch.missing;
      if (expected === undefined || stretch.next === undefined) continue;
      const actual = this.#entries[stretch.next]!.number!;
      if (stretch.after === 0 && expected === 1) faults.push({ kind: 'start', at: stretch.next, actual });
      else
        faults.push({
          kind: 'gap',
          at: stretch.next,
          after: stretch.after,
          expected,
          actual,
          missing: stretch.missing.length + stretch.more,
        });
    }
    return this.#mergeSwaps(faults).sort((a, b) => a.at - b.at);
  }

  #explainStrays(stretch: Stretch, faults: SequenceFault[]): void {
    for (const index of stretch.astray) {
      const number = this.#entries[index]!.number;
      if (number === undefined) continue;
      const before = faults.at(-1);
      const continues =
        before && before.kind !== 'start' && before.kind !== 'gap' && this.#continues(before, index, number);
      const first = this.#firstOf.get(number)!;
      const expected = stretch.missing.shift();
      if (expected !== undefined) this.#hidden.add(expected);
      if (first !== index) {
        if (continues && before.kind === 'duplicate' && expected === undefined)
          faults[faults.length - 1] = { ...before, count: before.count + 1 };
        else faults.push({ kind: 'duplicate', at: index, count: 1, partner: first, expected });
        continue;
      }
      const partner = this.#home(number);
      if (expected !== undefined || partner === undefined) {
        const right = expected ?? stretch.after + 1;
        faults.push({ kind: 'gap', at: index, after: stretch.after, expected: right, actual: number, missing: 0 });
      } else if (continues && before.kind === 'order') {
        faults[faults.length - 1] = { ...before, count: before.count + 1 };
      } else {
        faults.push({ kind: 'order', at: index, count: 1, partner, swapped: false });
      }
    }
  }

  /** Two entries that are out of order, each where the other fits, were exchanged: one fault. */
  #mergeSwaps(faults: readonly SequenceFault[]): SequenceFault[] {
    const merged: SequenceFault[] = [];
    const absorbed = new Set<SequenceFault>();
    faults.forEach((fault, index) => {
      if (absorbed.has(fault)) return;
      const other =
        fault.kind === 'order' && fault.count === 1
          ? faults.slice(index + 1).find((later) => !absorbed.has(later) && this.#areSwapped(fault, later))
          : undefined;
      if (other && fault.kind === 'order') {
        absorbed.add(other);
        merged.push({ ...fault, partner: other.at, swapped: true });
      } else {
        merged.push(fault);
      }
    });
    return merged;
  }

  #areSwapped(fault: SequenceFault, other: SequenceFault): boolean {
    return (
      other.kind === 'order' && other.count === 1 && this.#fits(other.at, fault.at) && this.#fits(fault.at, other.at)
    );
  }

  /** Whether the number of one entry fits between the kept numbers around another. */
  #fits(entry: number, place: number): boolean {
    const number = this.#entries[entry]!.number!;
    const stretch = this.#stretches.find(({ astray }) => astray.includes(place))!;
    const until = stretch.next === undefined ? Infinity : this.#entries[stretch.next]!.number!;
    return stretch.after < number && number < until;
  }

  /** Whether an entry goes on where the fault before it ends: 4, 5, 6 astray side by side are one fault. */
  #continues(fault: { at: number; count: number }, index: number, number: number): boolean {
    return fault.at + fault.count === index && this.#entries[fault.at]!.number! + fault.count === number;
  }

  /** The entry that a number belongs behind (or before, for the smallest); `undefined` when it belongs nowhere. */
  #home(number: number): number | undefined {
    if (number > this.#last + 1) return undefined;
    const before = [...this.#keptNumbers].filter((kept) => kept < number).sort((a, b) => b - a)[0];
    return this.#firstOf.get(before ?? Math.min(...this.#keptNumbers));
  }
}

/** A typing error such as `\\tag{2026112400}` must not fill the memory. */
const mostListed = 10_000;
const numbersBetween = (after: number, until: number) =>
  Array.from({ length: Math.min(mostListed, Math.max(0, until - after - 1)) }, (_, index) => after + 1 + index);
const indicesBetween = (from: number, to: number) =>
  Array.from({ length: to - from - 1 }, (_, index) => from + 1 + index);
