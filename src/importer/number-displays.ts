import type { FoundDisplay } from './read-display.ts';
import type { DisplayPlan, PlannedRow } from './plan-display.ts';
import { bareTag, isInteger } from './tags.ts';

/** The two parts of a post: the copied article, and what was added to it with numbers of its own. */
export type Part = 'original' | 'added';

export interface PlannedDisplay {
  readonly found: FoundDisplay;
  readonly plan: DisplayPlan;
  readonly part: Part;
}

/** A number of the source. */
export interface OldNumber {
  readonly part: Part;
  /** As printed. */
  readonly value: string;
  readonly how: 'tag' | 'auto';
}

/** A place that gets a number. */
export interface Slot {
  readonly number: number;
  readonly olds: readonly OldNumber[];
  /** The label that is written, of the form that the site accepts. */
  readonly label: string | undefined;
  readonly part: Part;
  /** Of the display in the source. */
  readonly offset: number;
  readonly line: number;
}

export interface NumberedDisplay extends PlannedDisplay {
  /** One for each row of the plan; `undefined` for a row without a number. */
  readonly slots: readonly (Slot | undefined)[];
}

export interface Numbering {
  readonly displays: readonly NumberedDisplay[];
  readonly slots: readonly Slot[];
  /** Label of the source → its slot. */
  readonly labels: ReadonlyMap<string, Slot>;
  /** Tags that are no integers and were replaced. */
  readonly renamed: readonly {
    readonly tag: string;
    readonly number: number;
    readonly line: number;
    readonly column: number;
  }[];
  readonly unnumbered: number;
  /** Labels that an earlier equation has already. */
  readonly repeated: readonly { readonly label: string; readonly line: number; readonly column: number }[];
}

/**
 * Gives numbers 1, 2, 3 … through the whole post.
 * @param mode `all`: every display gets one; `tagged`: only those that had one, or that a label names
 */
export function numberDisplays(planned: readonly PlannedDisplay[], mode: 'all' | 'tagged'): Numbering {
  const numberer = new Numberer(mode);
  return numberer.run(planned);
}

class Numberer {
  readonly #mode: 'all' | 'tagged';
  readonly #slots: Slot[] = [];
  readonly #labels = new Map<string, Slot>();
  readonly #taken = new Set<string>();
  readonly #renamed: Numbering['renamed'][number][] = [];
  readonly #repeated: Numbering['repeated'][number][] = [];
  #auto = 0;
  #unnumbered = 0;

  constructor(mode: 'all' | 'tagged') {
    this.#mode = mode;
  }

  run(planned: readonly PlannedDisplay[]): Numbering {
    const displays = planned.map((display) => this.#number(display));
    return {
      displays,
      slots: this.#slots,
      labels: this.#labels,
      renamed: this.#renamed,
      unnumbered: this.#unnumbered,
      repeated: this.#repeated,
    };
  }

  #number(display: PlannedDisplay): NumberedDisplay {
    const { plan, found } = display;
    const slots = plan.rows.map((row) => {
      const olds = this.#oldNumbers(row, display);
      if (!this.#isNumbered(row, plan) || found.inLine) return undefined;
      return this.#makeSlot(row, olds, display);
    });
    const isEmpty = plan.rows.every((row) => row.tex.trim() === '');
    if (slots.every((slot) => slot === undefined) && !found.inLine && !isEmpty) this.#unnumbered += 1;
    return { ...display, slots };
  }

  #isNumbered(row: PlannedRow, plan: DisplayPlan): boolean {
    if (row.source === 'tag' || row.source === 'auto' || row.labels.length > 0) return true;
    // A display that only defined macros is not written.
    return plan.shape === 'single' && this.#mode === 'all' && row.tex.trim() !== '';
  }

  #oldNumbers(row: PlannedRow, { found, part }: PlannedDisplay): OldNumber[] {
    if (row.source === 'tag') {
      return row.tags.map((index) => ({ part, how: 'tag', value: bareTag(found.tags[index]?.value ?? '') }));
    }
    if (row.source !== 'auto') return [];
    this.#auto += 1;
    return [{ part, how: 'auto', value: String(this.#auto) }];
  }

  #makeSlot(row: PlannedRow, olds: readonly OldNumber[], { found, part }: PlannedDisplay): Slot {
    const number = this.#slots.length + 1;
    const symbols = row.tags.filter((index) => !isInteger(found.tags[index]?.value ?? ''));
    const label = this.#label(row.labels) ?? this.#symbolLabel(symbols.map((index) => found.tags[index]?.value ?? ''));
    const slot: Slot = { number, olds, label, part, offset: found.source.start, line: found.line };
    this.#slots.push(slot);
    for (const old of row.labels) {
      if (!this.#labels.has(old)) this.#labels.set(old, slot);
      else this.#repeated.push({ label: old, line: found.line, column: found.column });
    }
    for (const index of symbols) {
      const tag = found.tags[index];
      if (tag !== undefined) this.#renamed.push({ tag: tag.value, number, line: tag.line, column: tag.column });
    }
    return slot;
  }

  #label(labels: readonly string[]): string | undefined {
    for (const old of labels) {
      if (this.#labels.has(old)) continue;
      return this.#take(siteLabel(old));
    }
    return undefined;
  }

  /** A name that stood in the tag stays the name of the equation: `MP1` becomes `eq:mp1`. */
  #symbolLabel(values: readonly string[]): string | undefined {
    const name = values.map((value) => siteLabel(value)).find((label) => label !== undefined);
    return name === undefined ? undefined : this.#take(name);
  }

  #take(wanted: string | undefined): string | undefined {
    if (wanted === undefined) return undefined;
    let label = wanted;
    for (let count = 2; this.#taken.has(label); count += 1) label = `${wanted}-${String(count)}`;
    this.#taken.add(label);
    return label;
  }
}

/** The nearest label that the site accepts: `eq:` and a lower-case name that begins with a letter. */
export function siteLabel(label: string): string | undefined {
  const name = label
    .replace(/^(?:eq|equation)\s*[:：_.-]+\s*/i, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  if (/^[a-z]/.test(name)) return `eq:${name}`;
  return /\d/.test(name) && /^(?:eq|equation)/i.test(label) ? `eq:n${name}` : undefined;
}
