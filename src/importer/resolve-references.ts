import type { FoundReference } from './find-references.ts';
import type { Part, Slot } from './number-displays.ts';

/** What becomes of a mention. */
export type Resolution =
  | { readonly kind: 'link'; readonly slot: Slot; readonly across: boolean }
  /** Of another text, by the words before it. */
  | { readonly kind: 'external' }
  | { readonly kind: 'unresolved' }
  /** May be a reference, and is not sure enough to be rewritten. */
  | { readonly kind: 'unsure'; readonly slot: Slot }
  | { readonly kind: 'ignored' };

interface Entry {
  readonly slot: Slot;
  readonly offset: number;
}

/** Numbers of the source that can be looked up. */
export class OldNumbers {
  readonly #entries = new Map<string, Entry[]>();

  constructor(slots: readonly Slot[]) {
    for (const slot of slots) {
      for (const { part, how, value } of slot.olds) {
        for (const name of namesOf(value)) {
          const key = `${part} ${how} ${name}`;
          const entry = { slot, offset: slot.offset };
          const list = this.#entries.get(key);
          if (list === undefined) this.#entries.set(key, [entry]);
          else list.push(entry);
        }
      }
    }
  }

  /**
   * The number before the place in the same part, a typed one before one that MathJax gave; else the one behind it; else that
   * of the other part, where MathJax numbered more than authors did.
   */
  find(target: string, offset: number, part: Part): { slot: Slot; across: boolean } | undefined {
    const other: Part = part === 'added' ? 'original' : 'added';
    const before = (entries: readonly Entry[]): Entry | undefined => entries.findLast((each) => each.offset <= offset);
    const behind = (entries: readonly Entry[]): Entry | undefined => entries.find((each) => each.offset > offset);
    const nearest = (entries: readonly Entry[]): Entry | undefined => before(entries) ?? entries[0];
    for (const [where, how, choose] of [
      [part, 'tag', before],
      [part, 'auto', before],
      [part, 'tag', behind],
      [part, 'auto', behind],
      [other, 'auto', nearest],
      [other, 'tag', nearest],
    ] as const) {
      const entry = choose(this.#entries.get(`${where} ${how} ${target}`) ?? []);
      if (entry !== undefined) return { slot: entry.slot, across: where !== part };
    }
    return undefined;
  }
}

/** `2, 55` is both. */
function namesOf(value: string): string[] {
  return value.includes(',') ? value.split(',').map((part) => part.trim()) : [value];
}

export function resolveReference(reference: FoundReference, numbers: OldNumbers, part: Part): Resolution {
  const found = numbers.find(reference.target, reference.number.start, part);
  if (reference.external) return { kind: 'external' };
  const isNumber = /^\d+$/.test(reference.target);
  switch (reference.form) {
    case 'word':
    case 'behind':
      if (found !== undefined) return { kind: 'link', ...found };
      return isNumber ? { kind: 'unresolved' } : { kind: 'ignored' };
    case 'preposition':
    case 'joined':
    case 'verb':
      return found === undefined || found.across ? { kind: 'ignored' } : { kind: 'link', ...found };
    case 'bare-word':
      if (found === undefined) return { kind: 'unresolved' };
      return reference.enclosed && !found.across ? { kind: 'link', ...found } : { kind: 'unsure', slot: found.slot };
    case 'bare':
    case 'in-code':
      // A number that did not change is right, whatever it means.
      return found === undefined || found.across || String(found.slot.number) === reference.target
        ? { kind: 'ignored' }
        : { kind: 'unsure', slot: found.slot };
    case 'in-dollars':
      return found === undefined && isNumber ? { kind: 'unresolved' } : { kind: 'external' };
  }
}
