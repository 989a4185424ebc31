import { describe, expect, test } from 'vitest';
import type { LinkVerdict } from './external-links.ts';
import { readMemory, rememberLinks, weekOf, writeMemory, type LinkMemory } from './link-memory.ts';

const url = 'https://example.org/a';
const dead: LinkVerdict = { url, state: 'dead', reason: '404' };
const silent: LinkVerdict = { url, state: 'unknown', reason: 'getaddrinfo ENOTFOUND example.org' };
const refused: LinkVerdict = { url, state: 'unknown', reason: '429' };
const alive: LinkVerdict = { url, state: 'alive', reason: '200' };

/** Asks once in each week, the first in W01. */
function through(...verdicts: readonly (LinkVerdict | undefined)[]): {
  memory: readonly LinkMemory[];
  broken: string[][];
} {
  let memory: readonly LinkMemory[] = [];
  const broken = verdicts.map((verdict, place) => {
    const result = rememberLinks(memory, verdict === undefined ? [] : [verdict], `2026-W0${String(place + 1)}`);
    memory = readMemory(writeMemory(result.memory));
    return result.broken.map((entry) => entry.url);
  });
  return { memory, broken };
}

describe('an address is broken', () => {
  test('after three weeks, not before', () => {
    expect(through(dead, dead, dead, dead).broken).toEqual([[], [], [url], [url]]);
  });
  test('also where nobody answers any more', () => {
    expect(through(silent, dead, silent).broken).toEqual([[], [], [url]]);
  });
  test('not by being asked three times in one week', () => {
    let memory: readonly LinkMemory[] = [];
    for (let time = 0; time < 3; time += 1) memory = rememberLinks(memory, [dead], '2026-W48').memory;
    expect(memory).toEqual([{ url, weeks: ['2026-W48'], reason: '404' }]);
  });
  test('not by a host that refuses robots; but that does not make it whole either', () => {
    expect(through(refused, refused, refused).memory).toEqual([]);
    expect(through(dead, dead, refused, dead).broken).toEqual([[], [], [], [url]]);
  });
  test('and is forgotten when it answers, or is linked no more', () => {
    expect(through(dead, dead, alive, dead).broken.flat()).toEqual([]);
    expect(through(dead, undefined).memory).toEqual([]);
  });
});

test('a memory that is damaged is not taken for an empty one', () => {
  expect(() => readMemory('{}')).toThrow();
  expect(() => readMemory('[{"url":1}]')).toThrow();
  expect(() => readMemory('[')).toThrow();
});

test.each([
  ['2026-11-24', '2026-W48'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
])('%s lies in %s', (day, week) => {
  expect(weekOf(new Date(`${day}T12:00:00Z`))).toBe(week);
});
