import { leafKind } from './shape.ts';
import type { Words } from './stream.ts';

/** Chooses the formulas that deserve a closer look: those with rare labels and neighbourhoods of the query. */
export interface Filter {
  /** Places in `streams` of at most `limit` formulas, best first; ties in the order of the index. */
  choose(query: string, limit: number): readonly number[];
}

/** What can be asked of one formula at once: two words of 32 bits. */
const featureLimit = 64;

/**
 * @param streams one text per formula, as `writeShape` makes them
 */
export function createFilter(streams: readonly string[], words: Words): Filter {
  const classes = new Uint16Array(0x10000);
  for (const [character, label] of words.labels) classes[character.charCodeAt(0)] = classOf(character, label);
  return {
    choose(query, limit) {
      const features = featuresOf(query, classes);
      const read = maskReader(features, classes);
      const masks = features.length === 0 ? [] : streams.map(read);
      const counts = features.map((_, at) => masks.reduce((sum, mask) => sum + (has(mask, at) ? 1 : 0), 0));
      const worth = features.map(({ weight }, at) => weight * Math.log(1 + streams.length / (1 + (counts[at] ?? 0))));
      const scores = masks.map((mask) => worth.reduce((sum, each, at) => sum + (has(mask, at) ? each : 0), 0));
      const order = streams.map((_, place) => place);
      order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
      return order.slice(0, limit);
    },
  };
}

/** Letters are alike, numbers are alike: neighbourhoods are found under other names. */
function classOf(character: string, label: string): number {
  const kind = label.startsWith('#') ? undefined : leafKind(label);
  if (kind === 'variable') return 1;
  return kind === 'number' ? 2 : character.charCodeAt(0);
}

interface Feature {
  /** A character, or two classes side by side. */
  readonly code: number;
  readonly weight: number;
}

/** Codes of pairs lie above those of characters. */
const pairs = 0x10000;

function featuresOf(query: string, classes: Uint16Array): readonly Feature[] {
  const found = new Map<number, number>();
  for (let at = 0; at < query.length; at += 1) {
    const code = query.charCodeAt(at);
    // A character that the index lacks is found nowhere.
    if (classes[code] !== 0) found.set(code, 1);
    const pair = pairOf(query, at, classes);
    if (pair !== undefined) found.set(pair, 0.7);
  }
  return [...found].slice(0, featureLimit).map(([code, weight]) => ({ code, weight }));
}

function pairOf(text: string, at: number, classes: Uint16Array): number | undefined {
  if (at + 1 >= text.length) return undefined;
  return pairs + classes[text.charCodeAt(at)]! * pairs + classes[text.charCodeAt(at + 1)]!;
}

type Mask = readonly [number, number];

function has(mask: Mask, at: number): boolean {
  return (mask[at >> 5]! & (1 << (at & 31))) !== 0;
}

/** One pass over a stream: which features it has. */
function maskReader(features: readonly Feature[], classes: Uint16Array): (stream: string) => Mask {
  const single = new Int8Array(pairs).fill(-1);
  const double = new Map<number, number>();
  /** Classes with which a pair of the query begins: most of a stream needs no look into the map. */
  const begins = new Uint8Array(pairs);
  for (const [place, { code }] of features.entries()) {
    if (code < pairs) single[code] = place;
    else {
      double.set(code, place);
      begins[Math.floor(code / pairs) - 1] = 1;
    }
  }
  return (stream) => {
    const mask: [number, number] = [0, 0];
    let code = stream.charCodeAt(0);
    for (let at = 0; at < stream.length; at += 1) {
      const next = stream.charCodeAt(at + 1);
      const place = single[code]!;
      if (place >= 0) mask[place >> 5]! |= 1 << (place & 31);
      const own = classes[code]!;
      if (begins[own] === 1 && at + 1 < stream.length) {
        const pair = double.get(pairs + own * pairs + classes[next]!);
        if (pair !== undefined) mask[pair >> 5]! |= 1 << (pair & 31);
      }
      code = next;
    }
    return mask;
  };
}
