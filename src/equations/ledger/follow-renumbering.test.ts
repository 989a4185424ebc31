import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../renumber/edits.ts';
import { planRenumber } from '../renumber/plan-renumber.ts';
import { indexOf } from '../testing/numbered-posts.ts';
import { currentAnchors } from './current-anchors.ts';
import { formerAnchors } from './judge-ledger.ts';
import { matchLedger } from './match-ledger.ts';
import { followRenumbering } from './follow-renumbering.ts';
import { retire } from './retire.ts';
import type { Ledger } from './types.ts';
import { updateLedger } from './update-ledger.ts';

interface Item {
  /** What the author typed: the number that it had, or nothing yet. */
  readonly tag: number | undefined;
  /** Tells equations apart that say the same. */
  readonly mark: string;
  /** One of few: many equations say the same. */
  readonly tex: string;
  readonly label: string | undefined;
}

/** The mark stands in a comment, which is no part of what the equation says. */
function write(items: readonly Item[], references: readonly number[]): string {
  const displays = items.map(({ tag, mark, tex, label }) => {
    const number = tag === undefined ? '' : ` \\tag{${String(tag)}}`;
    return `标记 ${mark}\n\n$$\n${tex}${number}${label === undefined ? '' : ` \\label{${label}}`}\n$$`;
  });
  return `---\ntitle: 题\n---\n\n${displays.join('\n\n')}\n\n${references.map((number) => `由式(${String(number)})得。`).join('\n\n')}`;
}

/** Number → mark, as the text says. */
function marksOf(text: string): Map<number, string> {
  return new Map(
    [...text.matchAll(/标记 (\w+)\n\n\$\$\n[^$]*?\\tag\{(\d+)\}/g)].map(([, mark = '', number]) => [
      Number(number),
      mark,
    ]),
  );
}

const operation = fc.record({
  kind: fc.constantFrom('insert', 'remove', 'move'),
  at: fc.nat(99),
  to: fc.nat(99),
  tex: fc.constantFrom('x = 1', 'y = 2', 'z = 3'),
});

test('through insertions, removals and moves, entries, permanent ids and references stay on their equations', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ tex: fc.constantFrom('x = 1', 'y = 2'), labelled: fc.boolean() }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.array(fc.nat(99), { maxLength: 5 }),
      fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      (start, picks, rounds) => {
        let items: Item[] = start.map(({ tex, labelled }, place) => ({
          tag: place + 1,
          mark: `m${String(place)}`,
          tex,
          label: labelled ? `eq:m${String(place)}` : undefined,
        }));
        // A reference names the mark of its equation; it is written as the number that this one has.
        const named = picks.map((pick) => items[pick % items.length]!.mark);
        const numberOf = (mark: string): number => items.find((item) => item.mark === mark)!.tag!;
        let ledger: Ledger = updateLedger([], matchLedger([], currentAnchors(indexOf({ a: write(items, []) }))));
        const holder = new Map(
          ledger.filter(({ kind }) => kind === 'equation').map(({ id }, place) => [id, items[place]!.mark]),
        );
        rounds.forEach((round, turn) => {
          const references = named.map(numberOf);
          round.forEach(({ kind, at, to, tex }, step) => {
            const place = at % Math.max(1, items.length);
            if (kind === 'insert') {
              items.splice(to % (items.length + 1), 0, {
                tag: undefined,
                mark: `n${String(turn)}${String(step)}`,
                tex,
                label: undefined,
              });
            } else if (kind === 'move') items.splice(to % items.length, 0, ...items.splice(place, 1));
            else if (items.length > 1 && !named.includes(items[place]!.mark)) items.splice(place, 1);
          });
          const before = write(items, references);
          const index = indexOf({ a: before });
          const path = 'content/posts/t/a.md';
          const plan = planRenumber({ index, sources: new Map([[path, before]]), files: [] });
          expect(plan.refusals).toEqual([]);
          const after = applyEdits(before, plan.edits.get(path) ?? []);
          const next = indexOf({ a: after });

          // The author retires what was taken out; the rest is followed.
          const gone = [...holder].filter(([, mark]) => !items.some((item) => item.mark === mark));
          const decided = new Map(
            [...holder].flatMap(([id, mark]): [string, string][] => {
              const tag = items.find((item) => item.mark === mark)?.tag;
              return tag === undefined ? [] : [[id, `a#eq-${String(tag)}`]];
            }),
          );
          for (const [id] of gone) {
            holder.delete(id);
            const entry = ledger.find((each) => each.id === id)!;
            const missing = matchLedger(ledger, currentAnchors(index), decided);
            ledger = retire(ledger, entry, { reason: '删去' }, missing);
          }
          ledger = followRenumbering(
            ledger,
            matchLedger(ledger, currentAnchors(index), decided),
            plan.renumberings,
            next,
          );
          items = items.map((item, place) => ({ ...item, tag: place + 1 }));

          const marks = marksOf(after);
          expect([...marks.values()]).toEqual(items.map(({ mark }) => mark));
          for (const entry of ledger) {
            if (entry.kind !== 'equation' || entry.retired !== undefined) continue;
            expect(marks.get(entry.number!)).toBe(holder.get(entry.id));
          }
          expect(ledger.filter(({ kind, retired }) => kind === 'equation' && retired === undefined)).toHaveLength(
            holder.size,
          );
          const read = next.derivations
            .get('a')!
            .references.map(({ target }) => (target.type === 'number' ? marks.get(target.number) : undefined));
          expect(read).toEqual(named);
          // A former number leads to its own equation or, where another one has it now, to that one; never elsewhere.
          for (const [former, anchor] of formerAnchors(ledger, next, 'a').aliases) {
            expect(next.anchors.has(`a#${former}`)).toBe(false);
            expect(next.anchors.has(`a#${anchor}`)).toBe(true);
          }
          // Then it is published.
          const known = new Set(ledger.map(({ id }) => id));
          ledger = updateLedger(ledger, matchLedger(ledger, currentAnchors(next)));
          for (const { id, kind, number } of ledger) {
            if (kind === 'equation' && !known.has(id)) holder.set(id, marks.get(number!)!);
          }
        });
      },
    ),
    { numRuns: 200, seed: 20261124 },
  );
});
