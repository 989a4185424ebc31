import { describe, expect, test } from 'vitest';
import { auditSequence, type SequenceEntry } from './audit-sequence.ts';

/** `1 2 ? 4`: `?` is a place without a known number, `*` one that may hide many. */
function entries(text: string): SequenceEntry[] {
  return text.split(' ').map((word) => {
    if (word === '?') return { number: undefined, places: 1 };
    if (word === '*') return { number: undefined, places: Infinity };
    return { number: Number(word) };
  });
}

/** Faults in short: `kind at` and what matters of each kind. */
function faultsOf(text: string): string[] {
  return auditSequence(entries(text)).faults.map((fault) => {
    switch (fault.kind) {
      case 'start':
        return `start ${fault.at}`;
      case 'gap':
        return `gap ${fault.at}: ${fault.expected} not ${fault.actual}`;
      case 'duplicate':
        return `duplicate ${fault.at}+${fault.count} of ${fault.partner}${fault.expected === undefined ? '' : `: ${fault.expected}`}`;
      case 'order':
        return `${fault.swapped ? 'swap' : 'order'} ${fault.at}+${fault.count} near ${fault.partner}`;
    }
  });
}

describe('a fault of the author is one fault of the audit', () => {
  test.each([
    ['nothing wrong', '1 2 3 4', []],
    ['first equation deleted', '2 3 4', ['start 0']],
    ['begins at 5', '5', ['start 0']],
    ['one deleted', '1 2 4 5 6', ['gap 2: 3 not 4']],
    ['three deleted', '1 2 6 7', ['gap 2: 3 not 6']],
    ['one duplicated', '1 2 2 3', ['duplicate 2+1 of 1']],
    ['mistyped as an earlier one', '1 2 2 4', ['duplicate 2+1 of 1: 3']],
    ['mistyped as a later one', '1 2 3 9 5 6 7 8 9', ['duplicate 3+1 of 8: 4']],
    ['mistyped as a number beyond the end', '1 2 3 9 5 6 7', ['gap 3: 4 not 9']],
    ['mistyped as the number behind the end', '1 2 3 9 5 6 7 8', ['gap 3: 4 not 9']],
    ['out of nowhere', '1 2 3 9 4 5', ['gap 3: 4 not 9']],
    ['neighbours exchanged', '1 3 2 4', ['swap 1+1 near 2']],
    ['two exchanged around one', '1 4 3 2 5', ['swap 1+1 near 3']],
    ['neighbours exchanged, another deleted', '1 3 2 4 6', ['order 1+1 near 2', 'gap 4: 5 not 6']],
    ['mistyped as the next one', '1 3 3 4', ['duplicate 1+1 of 2: 2']],
    ['first mistyped as the second', '2 2 3', ['duplicate 0+1 of 1: 1']],
    ['last mistyped as the one before', '1 2 2', ['duplicate 2+1 of 1']],
    ['far ones exchanged', '1 2 8 4 5 6 7 3 9', ['swap 2+1 near 7']],
    ['first and last exchanged', '4 2 3 1', ['swap 0+1 near 3']],
    ['one moved down', '1 2 3 4 6 7 8 9 5 10', ['order 8+1 near 3']],
    ['one moved to the front', '3 1 2 4', ['order 0+1 near 2']],
    ['two sections exchanged', '1 2 5 6 3 4 7', ['order 2+2 near 5']],
    ['pasted twice at the end', '1 2 3 1 2 3', ['duplicate 3+3 of 0']],
    ['pasted twice, then continued', '1 2 3 1 2 3 4 5', ['duplicate 3+3 of 0']],
    ['pasted three times', '1 2 1 2 1 2 3', ['duplicate 2+2 of 0', 'duplicate 4+2 of 0']],
  ])('%s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

describe('a number that is hidden by another fault is not missing', () => {
  test.each([
    ['its tag is no integer', '1 2 ? 4', [], [3]],
    ['an untagged display was inserted', '1 2 ? 3', [], []],
    ['its tag is gone and the next was deleted', '1 2 ? 5', ['gap 3: 4 not 5'], [3]],
    ['an unclosed display swallowed several', '1 2 * 30', [], [3, 4, 29]],
    ['the last tag is gone', '1 2 ?', [], [3]],
    ['the first tag is gone', '? 2 3', [], [1]],
    ['it was mistyped', '1 2 9 4', ['gap 2: 3 not 9'], [3]],
    ['no number is known at all', '? ?', [], [1, 2]],
  ])('%s', (_, text, faults, hidden) => {
    expect(faultsOf(text)).toEqual(faults);
    const { hides } = auditSequence(entries(text));
    for (const number of hidden) expect(hides(number), `hides ${number}`).toBe(true);
    for (const number of [...new Set(entries(text).map((entry) => entry.number ?? 100))]) {
      expect(hides(number), `hides ${number}`).toBe(text.includes('*') ? hides(number) : false);
    }
  });
});

test('a deleted equation is not hidden: references to it dangle', () => {
  expect(auditSequence(entries('1 2 4')).hides(3)).toBe(false);
});

test('a huge number costs neither time nor memory', () => {
  const [fault] = auditSequence(entries(`1 2 ${Number.MAX_SAFE_INTEGER} 4`)).faults;
  expect(fault).toMatchObject({ kind: 'gap', at: 2, expected: 3 });
  expect(faultsOf('1 2 1000000000')).toEqual(['gap 2: 3 not 1000000000']);
});
