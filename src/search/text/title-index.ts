import type { Fold } from './fold.ts';
import { likeness } from './fuzzy.ts';
import type { PlaceKind, Places } from './types.ts';
import { features, isHanRun } from './words.ts';

/** What the index of titles knows of one place. */
export interface Entry {
  readonly kind: PlaceKind;
  readonly post: number;
  readonly anchor: string;
  readonly index: number;
  /** Its own title, folded. */
  readonly title: string;
}

export interface TitleHit {
  readonly entry: Entry;
  /** 0–1: share of the query that was found, by weight; more where the title says just that. */
  readonly score: number;
}

/**
 * @param query folded
 * @returns places that the query names, best first; every one has a part of the query in its own title
 */
export type SearchTitles = (query: string) => readonly TitleHit[];

export interface TitleIndex {
  readonly search: SearchTitles;
  /** The word of a title that a mistyped word is meant to be; the word itself where it may be right. */
  readonly correct: (word: string) => string;
}

interface Field {
  readonly text: string;
  readonly weight: number;
  /** Words around the place help to tell it from others, but do not make it a hit. */
  readonly around: boolean;
}

interface Posting {
  readonly entry: number;
  readonly weight: number;
  readonly around: boolean;
}

/** A hit has found at least this share of the query. */
const floor = 0.3;
/** Of the worth of a feature that no title has: it counts as missed, but a slip in one character is not the end. */
const unknownWorth = 0.45;

/** A small index of titles, headings, boxes and concepts, in memory. Finds by pairs of characters and by words. */
export function createTitleIndex(places: Places, fold: Fold): TitleIndex {
  const entries: Entry[] = [];
  const postings = new Map<string, Posting[]>();
  for (const { entry, fields } of listEntries(places)) {
    const own = new Map<string, Posting>();
    for (const { text, weight, around } of fields) {
      for (const feature of features(fold(text))) {
        const known = own.get(feature);
        if (known === undefined || known.weight < weight || (known.around && !around)) {
          own.set(feature, { entry: entries.length, weight: Math.max(weight, known?.weight ?? 0), around });
        }
      }
    }
    for (const [feature, posting] of own) {
      const list = postings.get(feature);
      if (list === undefined) postings.set(feature, [posting]);
      else list.push(posting);
    }
    entries.push({ ...entry, title: fold(entry.title) });
  }
  const words = [...postings.keys()].filter((feature) => !isHanRun(feature));
  const rarity = (feature: string): number => Math.log(1 + entries.length / (postings.get(feature)?.length ?? 1));

  return { search, correct };

  function search(query: string): readonly TitleHit[] {
    const asked = [...new Set(features(query))];
    const found = new Map<number, { score: number; own: boolean }>();
    let worth = 0;
    for (const feature of asked) {
      const matches = matchesOf(feature);
      worth += matches.length === 0 ? unknownWorth * Math.log(1 + entries.length) : Math.max(...matches.map(rarityOf));
      const best = new Map<number, { score: number; own: boolean }>();
      for (const { word, quality } of matches) {
        for (const { entry, weight, around } of postings.get(word) ?? []) {
          const score = rarity(word) * quality * weight;
          const known = best.get(entry);
          if (known === undefined) best.set(entry, { score, own: !around });
          else best.set(entry, { score: Math.max(known.score, score), own: known.own || !around });
        }
      }
      for (const [entry, { score, own }] of best) {
        const known = found.get(entry);
        if (known === undefined) found.set(entry, { score, own });
        else {
          known.score += score;
          known.own ||= own;
        }
      }
    }
    return [...found]
      .flatMap(([place, { score, own }]) => {
        const entry = entries[place];
        const share = score / worth;
        if (entry === undefined || !own || share < floor) return [];
        return [{ entry, score: share + closeness(query, entry.title), place }];
      })
      .sort((a, b) => b.score - a.score || a.place - b.place);
  }

  function correct(word: string): string {
    if (isHanRun(word) || words.some((known) => known.startsWith(word))) return word;
    const meant = words
      .map((known) => ({ known, quality: likeness(word, known) }))
      .reduce((best, each) => (each.quality > best.quality ? each : best), { known: word, quality: 0 });
    return meant.known;
  }

  function matchesOf(feature: string): { word: string; quality: number }[] {
    if (isHanRun(feature)) return postings.has(feature) ? [{ word: feature, quality: 1 }] : [];
    const liked = words
      .map((word) => ({ word, quality: likeness(feature, word) }))
      .filter(({ quality }) => quality > 0);
    // A word that is there was not mistyped.
    return liked.some(({ quality }) => quality === 1) ? liked.filter(({ quality }) => quality > 0.75) : liked;
  }

  function rarityOf({ word }: { readonly word: string }): number {
    return rarity(word);
  }
}

/** Up to 0.5 for a title that is the query, holds it as it stands, or is little more than it. */
function closeness(query: string, title: string): number {
  const [asked, own] = [query.replace(/[^\p{L}\p{N}]/gu, ''), title.replace(/[^\p{L}\p{N}]/gu, '')];
  if (asked === '' || own === '') return 0;
  if (asked === own) return 0.5;
  if (own.startsWith(asked)) return 0.15 + 0.2 * (asked.length / own.length);
  if (own.includes(asked)) return 0.1 + 0.2 * (asked.length / own.length);
  if (asked.includes(own) && own.length > 1) return 0.1 * (own.length / asked.length);
  return 0;
}

function* listEntries(places: Places): Generator<{ entry: Entry; fields: readonly Field[] }> {
  const names = (concepts: readonly number[]): string =>
    concepts
      .flatMap((each) => {
        const concept = places.concepts[each];
        return concept === undefined ? [] : [concept.name, concept.english, ...concept.aliases];
      })
      .join(' ');
  for (const [post, { title, description, topic, concepts, sections, results }] of places.posts.entries()) {
    const context: Field = { text: title, weight: 0.5, around: true };
    yield {
      entry: { kind: 'post', post, anchor: '', index: post, title },
      fields: [
        { text: title, weight: 1, around: false },
        { text: description, weight: 0.6, around: false },
        { text: names(concepts), weight: 0.45, around: false },
        { text: places.topics[topic]?.name ?? '', weight: 0.3, around: true },
      ],
    };
    for (const [index, [, text, anchor]] of sections.entries()) {
      const fields = [{ text, weight: 1, around: false }, context];
      yield { entry: { kind: 'section', post, anchor, index, title: text }, fields };
    }
    for (const [index, [kind, number, name, anchor, section]] of results.entries()) {
      const own = name === '' ? (sections[section]?.[1] ?? '') : name;
      const label = `${places.kinds[kind] ?? ''}${number === 0 ? '' : ` ${String(number)}`}`;
      yield {
        entry: { kind: 'result', post, anchor, index, title: own },
        fields: [
          { text: own, weight: 1, around: false },
          { text: label, weight: 0.5, around: true },
          { text: sections[section]?.[1] ?? '', weight: 0.5, around: false },
          // Authors name anchors by what stands there: `cor-weyl`.
          { text: anchor, weight: 0.5, around: false },
          context,
        ],
      };
    }
  }
  for (const [index, { name, english, aliases, place }] of places.concepts.entries()) {
    const [slug = '', anchor = ''] = place.split('#');
    const post = slug === '' ? -1 : places.posts.findIndex((each) => each.slug === slug);
    const fields = [name, english, ...aliases].map((text) => ({ text, weight: 1, around: false }));
    yield { entry: { kind: 'term', post, anchor, index, title: name }, fields };
  }
}
