import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countImport, readImport } from './import-record.ts';
import { emptyRecord, marks, mergeRecords, type StudyRecord } from './record.ts';
import { writeRecord } from './serialise.ts';

const records: fc.Arbitrary<StudyRecord> = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c', '__proto__'),
      fc.record({ at: fc.integer({ min: 0, max: 3 }), mark: fc.constantFrom(...marks) }),
    ),
  )
  .map((items) => ({ ...emptyRecord, posts: new Map(items) }));

it('merges records in any order to the same one', () => {
  fc.assert(
    fc.property(records, records, records, (a, b, c) => {
      const text = writeRecord(mergeRecords(mergeRecords(a, b), c));
      expect(writeRecord(mergeRecords(a, mergeRecords(c, b)))).toBe(text);
      expect(writeRecord(mergeRecords(mergeRecords(a, b), mergeRecords(c, a)))).toBe(text);
    }),
  );
});

it('counts what an import does', () => {
  fc.assert(
    fc.property(records, records, (current, incoming) => {
      const { added, updated, kept } = countImport(current, incoming);
      const merged = mergeRecords(current, incoming);
      expect(added + updated + kept).toBe(incoming.posts.size);
      expect(merged.posts.size).toBe(current.posts.size + added);
      const changed = [...current.posts].filter(([key, item]) => merged.posts.get(key) !== item).length;
      expect(changed).toBe(updated);
    }),
  );
});

it('reads what it wrote, whatever the names, also behind a byte order mark', () => {
  fc.assert(
    fc.property(records, (record) => {
      const read = readImport(`\uFEFF${writeRecord(record)}`);
      expect(read).toEqual({ kind: 'record', record, refused: 0 });
    }),
  );
});
